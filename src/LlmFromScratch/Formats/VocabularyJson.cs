using System.Text.Encodings.Web;
using System.Text.Json;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Formats;

/// <summary><c>vocabulary.json</c>, in which a checkpoint keeps a tokenizer without merges: the name of its splitter, and its tokens in the order of their ids.</summary>
public static class VocabularyJson
{
    private static readonly ISplitter[] s_splitters = [new CharacterSplitter(), new WordSplitter(), new WhitespaceSplitter(), new SpaceSplitter(), new Gpt2Splitter()];

    /// <summary>Writes a tokenizer, whole or not at all.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="path">The file to make or replace.</param>
    /// <exception cref="ArgumentException">Its splitter has no name here.</exception>
    public static void Save(this Tokenizer tokenizer, string path)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        if (!s_splitters.Any(splitter => splitter.Name == tokenizer.Splitter.Name))
            throw new ArgumentException($"expected a splitter that can be found again by its name ({Names}), got '{tokenizer.Splitter.Name}'", nameof(tokenizer));
        AtomicFile.Write(path, stream =>
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            json.WriteStartObject();
            json.WriteString("splitter", tokenizer.Splitter.Name);
            json.WriteStartArray("tokens");
            foreach (string token in tokenizer.Vocabulary)
                json.WriteStringValue(token);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is of another kind, cut short, or contradicts itself.</exception>
    public static Tokenizer Load(string path)
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
    public static Tokenizer Load(ReadOnlyMemory<byte> file)
    {
        using JsonDocument json = JsonFile.Parse(file);
        return Read(json.RootElement);
    }

    private static string Names => string.Join(", ", s_splitters.Select(splitter => splitter.Name));

    private static Tokenizer Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("splitter", out JsonElement name) || !root.TryGetProperty("tokens", out JsonElement list))
            throw new InvalidDataException($"expected an object with \"splitter\" and \"tokens\", got {JsonFile.Describe(root)}");
        JsonFile.RefuseOthers(root, "the vocabulary", ["splitter", "tokens"]);
        string wanted = JsonFile.StringOf(name, "the name of a splitter");
        ISplitter splitter = Array.Find(s_splitters, one => one.Name == wanted)
            ?? throw new InvalidDataException($"expected a splitter among {Names}, got \"{JsonFile.Short(wanted)}\"");
        if (list.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException($"expected a list of tokens, got {JsonFile.Describe(list)}");
        try
        {
            return new Tokenizer(splitter, new Vocabulary(list.EnumerateArray().Select(token => JsonFile.StringOf(token, "a token")).ToList()));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }
}
