using System.Text.Json;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Formats;

/// <summary>
/// <c>tokenizer.json</c> for every tokenizer of the course, as a program of Hugging Face's kind reads it: byte pairs (see <see cref="TokenizerJson"/>), scored pieces
/// as Llama 2's, words and characters. Where the vocabulary has a start of a text, the file says that it is put before every text.
/// </summary>
/// <remarks>
/// What looks like a mark in a text, such as &lt;s&gt;, is the mark itself there, and ordinary text here. Words and characters are looked up as pieces of a WordPiece
/// model, which has them whole or not at all; words are joined with spaces when ids become text, also where Chinese has none.
/// </remarks>
public static class HuggingFaceTokenizer
{
    /// <summary>Writes a tokenizer to a file, whole or not at all.</summary>
    /// <param name="tokenizer">A tokenizer of byte pairs, of scored pieces, or of a splitter and a vocabulary.</param>
    /// <param name="path">The file to make or replace.</param>
    /// <exception cref="ArgumentException">The format has no words for it.</exception>
    public static void Save(ITokenizer tokenizer, string path)
    {
        byte[] file = ToBytes(tokenizer);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    /// <summary>The content of the file.</summary>
    /// <inheritdoc cref="Save"/>
    public static byte[] ToBytes(ITokenizer tokenizer) => tokenizer switch
    {
        BytePairTokenizer pairs => TokenizerJsonWriter.ToBytes(pairs, startFirst: true),
        SentencePieceTokenizer pieces => SentencePieceJson.ToBytes(pieces),
        Tokenizer words => WordListJson.ToBytes(words),
        _ => throw new ArgumentException($"expected a tokenizer of byte pairs, scored pieces, words or characters, got {tokenizer?.GetType().Name ?? "none"}", nameof(tokenizer)),
    };

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is of another kind, cut short, or has a feature that is not read here; the message names it.</exception>
    public static ITokenizer Load(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        try
        {
            return Load(file);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads a tokenizer from the content of a file.</summary>
    /// <inheritdoc cref="Load(string)"/>
    /// <param name="file">The content.</param>
    public static ITokenizer Load(ReadOnlyMemory<byte> file)
    {
        using JsonDocument json = JsonFile.Parse(file);
        JsonElement root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !JsonFile.IsGiven(root, "model", out JsonElement model))
            return TokenizerJsonReader.Read(root); // says what is missing
        return TokenizerJsonParts.TypeOf(model) == "WordPiece" ? WordListJson.Read(root, model)
            : SentencePieceJson.Reads(model) ? SentencePieceJson.Read(root, model)
            : TokenizerJsonReader.Read(root);
    }
}
