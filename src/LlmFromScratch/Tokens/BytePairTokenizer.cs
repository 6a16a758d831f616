using System.Buffers;
using System.Text;

namespace LlmFromScratch.Tokens;

/// <summary>Text to the tokens of a byte-pair vocabulary and back. Every text can be encoded, and decoding gives it back.</summary>
/// <remarks>
/// The text is cut into pieces by a splitter, each piece becomes UTF-8 bytes, and in these the merges are done. What looks like a special
/// token in a text is text like any other, so that nobody can smuggle one in; <see cref="EncodeWithSpecial"/> takes them for what they are.
/// A lone surrogate, which is no character, becomes U+FFFD: the one thing that does not come back.
/// </remarks>
public sealed class BytePairTokenizer : ITokenizer
{
    /// <summary>A tokenizer.</summary>
    /// <param name="bytePairs">The tokens and merges.</param>
    /// <param name="splitter">The splitter with which they were learnt; as GPT-2 cuts if not given. It must lose nothing of the text.</param>
    public BytePairTokenizer(BytePairVocabulary bytePairs, ISplitter? splitter = null)
    {
        ArgumentNullException.ThrowIfNull(bytePairs);
        BytePairs = bytePairs;
        Splitter = splitter ?? new Gpt2Splitter();
    }

    /// <summary>The tokens as bytes, and the merges.</summary>
    public BytePairVocabulary BytePairs { get; }

    /// <summary>Cuts text into the pieces within which merges are done.</summary>
    public ISplitter Splitter { get; }

    /// <inheritdoc/>
    public Vocabulary Vocabulary => BytePairs.Tokens;

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>(text.Length / 3);
        for (int at = 0; Splitter.TryNext(text, at, out Piece piece); at = piece.End)
            ids.AddRange(BytePairEncoder.Encode(BytePairs, BytesOf(piece.Of(text))));
        return [.. ids];
    }

    /// <summary>The tokens with their places. A token that has only some bytes of a character covers that whole character.</summary>
    public IEnumerable<Token> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (int at = 0; Splitter.TryNext(text, at, out Piece piece); at = piece.End)
        {
            byte[] bytes = BytesOf(piece.Of(text));
            int from = 0;
            foreach (int id in BytePairEncoder.Encode(BytePairs, bytes))
            {
                int to = from + BytePairs.BytesOf(id).Length;
                int start = CharactersBefore(bytes, from, roundUp: false), end = CharactersBefore(bytes, to, roundUp: true);
                yield return new Token(id, text.Substring(piece.Start + start, end - start), piece.Start + start, end - start);
                from = to;
            }
        }
    }

    /// <summary>The ids of a text in which special tokens, written as themselves, are special.</summary>
    public int[] EncodeWithSpecial(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>();
        for (int at = 0; at <= text.Length;)
        {
            (int start, string name) = NextSpecial(text, at);
            ids.AddRange(Encode(text[at..start]));
            if (name.Length == 0)
                break;
            ids.Add(BytePairs.Special[name]);
            at = start + name.Length;
        }
        return [.. ids];
    }

    /// <summary>The text of some ids. Bytes that are no whole character become U+FFFD; special tokens are left out.</summary>
    public string Decode(IEnumerable<int> ids) => Encoding.UTF8.GetString(DecodeBytes(ids));

    /// <summary>The bytes of some ids, whether or not they are text. Special tokens have none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public byte[] DecodeBytes(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var bytes = new ArrayBufferWriter<byte>();
        foreach (int id in ids)
            bytes.Write(BytePairs.BytesOf(id));
        return bytes.WrittenSpan.ToArray();
    }

    private (int Start, string Name) NextSpecial(string text, int from)
    {
        (int Start, string Name) next = (text.Length, "");
        foreach (string name in BytePairs.Special.Keys)
        {
            int start = text.IndexOf(name, from, StringComparison.Ordinal);
            // The first one counts; of two that start together, the longer.
            if (start >= 0 && (start < next.Start || start == next.Start && name.Length > next.Name.Length))
                next = (start, name);
        }
        return next;
    }

    private static byte[] BytesOf(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>How many UTF-16 units the first bytes are; a character that is cut counts as none or, rounded up, as whole.</summary>
    private static int CharactersBefore(ReadOnlySpan<byte> utf8, int bytes, bool roundUp)
    {
        int edge = bytes;
        while (edge < utf8.Length && (utf8[edge] & 0xC0) == 0x80)
            edge += roundUp ? 1 : -1;
        return Encoding.UTF8.GetCharCount(utf8[..edge]);
    }
}
