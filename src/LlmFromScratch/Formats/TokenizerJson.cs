using System.Text.Json;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Formats;

/// <summary>
/// <c>tokenizer.json</c>, the file in which Hugging Face's tokenizers are kept, for byte-level byte pairs: ours are written and read, so are
/// those of GPT-2's kind.
/// </summary>
/// <remarks>
/// The file names each step from text to ids: a normalizer, a pre-tokenizer, a model, a post-processor, a decoder. Read are files whose steps are ours:
/// no normalizer, the pre-tokenizer ByteLevel with GPT-2's pattern or that of <see cref="SpaceSplitter"/>, the model BPE, the decoder ByteLevel, and added tokens that are special.
/// Every other feature is refused by name, since without it the ids would be others.
/// Source: github.com/huggingface/tokenizers.
/// </remarks>
public static class TokenizerJson
{
    /// <summary>Writes a tokenizer to a file, whole or not at all.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="path">The file to make or replace; a checkpoint has it as <c>tokenizer.json</c>.</param>
    /// <exception cref="ArgumentException">The format has no words for its splitter, or two of its tokens would be written alike.</exception>
    public static void Save(this BytePairTokenizer tokenizer, string path)
    {
        byte[] file = TokenizerJsonWriter.ToBytes(tokenizer);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    /// <summary>Writes a tokenizer to a stream.</summary>
    /// <inheritdoc cref="Save(BytePairTokenizer, string)"/>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="stream">Where to.</param>
    public static void Save(this BytePairTokenizer tokenizer, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(TokenizerJsonWriter.ToBytes(tokenizer));
    }

    /// <summary>Reads a tokenizer from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is of another kind, cut short, or has a feature that is not read here; the message names it.</exception>
    public static BytePairTokenizer Load(string path)
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
    public static BytePairTokenizer Load(ReadOnlyMemory<byte> file)
    {
        using JsonDocument json = JsonFile.Parse(file);
        return TokenizerJsonReader.Read(json.RootElement);
    }
}
