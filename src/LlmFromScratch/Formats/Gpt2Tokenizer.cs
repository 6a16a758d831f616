using System.Text;
using System.Text.Json;
using LlmFromScratch.Corpora;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Formats;

/// <summary>Reads the two files in which GPT-2's tokenizer was published: the tokens in <c>encoder.json</c>, the merges in <c>vocab.bpe</c>.</summary>
/// <remarks>
/// <c>encoder.json</c> is one JSON object, <c>{"!": 0, "Ġthe": 262, …}</c>; <c>vocab.bpe</c> has a first line "#version: 0.2" and then a merge a
/// line, "Ġ t", the earliest first. Both write bytes as <see cref="ByteCharacters"/> does. Source: github.com/openai/gpt-2, src/encoder.py.
/// </remarks>
public static class Gpt2Tokenizer
{
    /// <summary>GPT-2's one special token, which stands between the texts that it was trained on.</summary>
    public const string EndOfText = "<|endoftext|>";

    /// <summary>GPT-2's tokenizer, of 50,257 tokens, from the files of data set "gpt2".</summary>
    /// <param name="store">Where to look; as the environment says if not given.</param>
    /// <exception cref="FileNotFoundException">They are not on this machine; the message says how to get them.</exception>
    /// <exception cref="InvalidDataException">What is there are other files.</exception>
    public static BytePairTokenizer Load(DatasetStore? store = null)
    {
        store ??= DatasetStore.FromEnvironment();
        return Read(store.Read("gpt2", "gpt2/encoder.json"), store.Read("gpt2", "gpt2/vocab.bpe"));
    }

    /// <summary>Reads two files of this kind, GPT-2's own or others.</summary>
    /// <param name="encoderPath">The file of tokens. One named <see cref="EndOfText"/> is special.</param>
    /// <param name="mergesPath">The file of merges.</param>
    /// <exception cref="InvalidDataException">They are of another kind, cut short, or contradict each other; the message says where.</exception>
    public static BytePairTokenizer Read(string encoderPath, string mergesPath)
    {
        byte[] encoder = File.ReadAllBytes(encoderPath), merges = File.ReadAllBytes(mergesPath);
        try
        {
            return Read(encoder, merges);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{encoderPath} and {mergesPath}: {e.Message}", e);
        }
    }

    /// <summary>Reads the content of two such files.</summary>
    /// <inheritdoc cref="Read(string, string)"/>
    /// <param name="encoder">The content of the file of tokens.</param>
    /// <param name="merges">The content of the file of merges.</param>
    public static BytePairTokenizer Read(ReadOnlyMemory<byte> encoder, ReadOnlyMemory<byte> merges)
    {
        var listing = new BytePairListing();
        ReadTokens(encoder, listing);
        ReadMerges(merges, listing);
        BytePairVocabulary vocabulary = listing.ToVocabulary();
        CheckEveryTokenIsMade(vocabulary);
        return new BytePairTokenizer(vocabulary);
    }

    private static void ReadTokens(ReadOnlyMemory<byte> encoder, BytePairListing listing)
    {
        using JsonDocument json = JsonFile.Parse(encoder);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"expected the file of tokens to be an object, {{\"token\": id, …}}, got {JsonFile.Describe(json.RootElement)}");
        if (json.RootElement.TryGetProperty(EndOfText, out JsonElement end))
            listing.AddSpecial(EndOfText, JsonFile.IdOf(end, EndOfText));
        foreach (JsonProperty token in json.RootElement.EnumerateObject())
        {
            string text = JsonFile.NameOf(token);
            listing.AddToken(text, JsonFile.IdOf(token.Value, text));
        }
    }

    private static void ReadMerges(ReadOnlyMemory<byte> merges, BytePairListing listing)
    {
        if (!System.Text.Unicode.Utf8.IsValid(merges.Span))
            throw new InvalidDataException("expected the file of merges to be UTF-8, got bytes that are not: is this the right kind of file?");
        string text = Encoding.UTF8.GetString(merges.Span);
        if (!text.EndsWith('\n'))
            throw new InvalidDataException("expected the file of merges to end with a line end, got one that does not, or an empty one: is it cut short?");
        int number = 0;
        foreach (ReadOnlySpan<char> ended in text.AsSpan(0, text.Length - (text.EndsWith("\r\n", StringComparison.Ordinal) ? 2 : 1)).EnumerateLines())
        {
            number++;
            string line = ended.ToString();
            if (number == 1 && line.StartsWith("#version", StringComparison.Ordinal))
                continue;
            if (line.Split(' ') is not [{ Length: > 0 } left, { Length: > 0 } right])
                throw new InvalidDataException($"line {number} of the merges: expected two tokens with a space between them, got \"{JsonFile.Short(line)}\"");
            listing.AddMerge(left, right, $"line {number} of the merges");
        }
    }

    /// <summary>Where the file of merges ends early, at the end of a line, tokens are left over that no merge makes.</summary>
    private static void CheckEveryTokenIsMade(BytePairVocabulary vocabulary)
    {
        HashSet<int> made = [.. vocabulary.Merges.Select(merge => merge.Result)];
        for (int id = 0; id < vocabulary.Count; id++)
            if (vocabulary.BytesOf(id).Length > 1 && !made.Contains(id))
                throw new InvalidDataException($"no merge makes token {id}, \"{JsonFile.Short(vocabulary.Tokens[id])}\": do the two files belong together, and is the file of merges whole?");
    }
}
