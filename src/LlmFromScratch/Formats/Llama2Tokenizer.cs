using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using LlmFromScratch.Corpora;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Formats;

/// <summary>Reads and writes the tokenizer files of llama2.c, such as <c>tok512.bin</c> of the stories models and Llama 2's own <c>tokenizer.bin</c>.</summary>
/// <remarks>
/// All numbers are little-endian, of four bytes: first the length of the longest token; then for each token its score (a float), its length in
/// bytes (an integer) and its bytes, UTF-8 with spaces as spaces. How many tokens there are is not said: the model's file knows. Tokens 0 to 2
/// are &lt;unk&gt;, &lt;s&gt; and &lt;/s&gt;, then come the 256 bytes as "&lt;0x00&gt;" to "&lt;0xFF&gt;", then the pieces.
/// Source: github.com/karpathy/llama2.c, tokenizer.py (export) and run.c.
/// </remarks>
public static class Llama2Tokenizer
{
    private const int HeaderSize = 4, TokenHeaderSize = 8;

    /// <summary>The tokenizer of stories260K, of 512 tokens, from the files of data set "stories260k".</summary>
    /// <param name="store">Where to look; as the environment says if not given.</param>
    /// <exception cref="FileNotFoundException">It is not on this machine; the message says how to get it.</exception>
    /// <exception cref="InvalidDataException">What is there is another file.</exception>
    public static SentencePieceTokenizer Load(DatasetStore? store = null) =>
        Read((store ?? DatasetStore.FromEnvironment()).Read("stories260k", "tok512.bin"), 512);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="vocabularySize">How many tokens the model has: a file cut short between two tokens shows in no other way. Any number if not given.</param>
    /// <exception cref="InvalidDataException">It is cut short, of another kind, or has lengths or scores that make no sense; the message has the token.</exception>
    public static SentencePieceTokenizer Read(string path, int? vocabularySize = null)
    {
        byte[] file = File.ReadAllBytes(path);
        try
        {
            return Read(file, vocabularySize);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads the content of a file.</summary>
    /// <inheritdoc cref="Read(string, int?)"/>
    /// <param name="file">The content.</param>
    /// <param name="vocabularySize">How many tokens the model has; any number if not given.</param>
    public static SentencePieceTokenizer Read(ReadOnlySpan<byte> file, int? vocabularySize = null)
    {
        if (file.Length < HeaderSize)
            throw new InvalidDataException($"expected the length of the longest token, 4 bytes, got a file of {file.Length}");
        int longest = BinaryPrimitives.ReadInt32LittleEndian(file), count = 0;
        if (longest <= 0 || longest > file.Length)
            throw new InvalidDataException($"expected the length of the longest token, 1 byte or more and within the file, got {longest}: is this a tokenizer of llama2.c?");
        var pieces = new List<ScoredPiece>();
        for (ReadOnlySpan<byte> rest = file[HeaderSize..]; !rest.IsEmpty; count++)
        {
            ScoredPiece token = NextToken(ref rest, count, longest);
            if (count >= SentencePieceVocabulary.FirstPiece)
                pieces.Add(token);
            else if (!IsReserved(token.Text, count))
                throw new InvalidDataException($"expected token {count} to be \"{ReservedName(count)}\", got \"{Show(token.Text)}\": only vocabularies of Llama's layout are read, with <unk>, <s>, </s> and then the 256 bytes");
        }
        if (count <= SentencePieceVocabulary.FirstPiece || vocabularySize is not null && count != vocabularySize)
            throw new InvalidDataException($"expected {(vocabularySize is null ? "more than 259" : vocabularySize)} tokens, got {count}: is the file cut short?");
        try
        {
            return new SentencePieceTokenizer(new SentencePieceVocabulary(pieces));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <summary>Writes a tokenizer as llama2.c has it, whole or not at all.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="path">The file to make or replace.</param>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    public static void Save(this SentencePieceTokenizer tokenizer, string path)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        SentencePieceVocabulary pieces = tokenizer.Pieces;
        byte[][] texts = [.. Enumerable.Range(0, pieces.Count).Select(id => Encoding.UTF8.GetBytes(
            id is 1 or 2 ? $"\n{ReservedName(id)}\n" : id < SentencePieceVocabulary.FirstPiece ? ReservedName(id) : pieces.Tokens[id]))];
        AtomicFile.Write(path, stream =>
        {
            using var writer = new BinaryWriter(stream, AtomicFile.Utf8, leaveOpen: true); // little-endian everywhere
            writer.Write(texts.Max(text => text.Length));
            for (int id = 0; id < texts.Length; id++)
            {
                writer.Write(pieces.ScoreOf(id));
                writer.Write(texts[id].Length);
                writer.Write(texts[id]);
            }
        });
    }

    private static ScoredPiece NextToken(ref ReadOnlySpan<byte> rest, int number, int longest)
    {
        if (rest.Length < TokenHeaderSize)
            throw new InvalidDataException($"token {number}: expected a score and a length, {TokenHeaderSize} bytes, got {rest.Length}: is the file cut short?");
        float score = BinaryPrimitives.ReadSingleLittleEndian(rest);
        int length = BinaryPrimitives.ReadInt32LittleEndian(rest[4..]);
        rest = rest[TokenHeaderSize..];
        if (!float.IsFinite(score))
            throw new InvalidDataException(FormattableString.Invariant($"token {number}: expected a finite score, got {score}"));
        if (length <= 0 || length > longest)
            throw new InvalidDataException($"token {number}: expected a length from 1 to {longest}, which is the longest as the file says, got {length}");
        if (length > rest.Length)
            throw new InvalidDataException($"token {number}: expected {length} bytes, got {rest.Length}: is the file cut short?");
        ReadOnlySpan<byte> bytes = rest[..length];
        rest = rest[length..];
        if (!Utf8.IsValid(bytes))
            throw new InvalidDataException($"token {number}: expected UTF-8, got the bytes {Convert.ToHexString(bytes[..Math.Min(length, 16)])}");
        return new ScoredPiece(Encoding.UTF8.GetString(bytes), score);
    }

    /// <summary>llama2.c writes the marks of start and end with line ends around them, "\n&lt;s&gt;\n", so that they stand out when printed.</summary>
    private static bool IsReserved(string text, int id) =>
        text == ReservedName(id) || id is 1 or 2 && text == $"\n{ReservedName(id)}\n";

    private static string ReservedName(int id) => id switch
    {
        0 => Vocabulary.Unknown,
        1 => Vocabulary.SentenceStart,
        2 => Vocabulary.SentenceEnd,
        _ => SentencePieceVocabulary.NameOf((byte)(id - SentencePieceVocabulary.FirstByte)),
    };

    private static string Show(string text) => JsonFile.Short(text.ReplaceLineEndings(" "));
}
