using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LlmFromScratch.Tokens;
using static LlmFromScratch.Formats.JsonFile;

namespace LlmFromScratch.Formats;

/// <summary>What every kind of <c>tokenizer.json</c> has: its frame, the special tokens, and the step that puts the start before a text.</summary>
internal static class TokenizerJsonParts
{
    private static readonly JsonWriterOptions s_layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A whole file.</summary>
    /// <param name="special">The special tokens with their ids.</param>
    /// <param name="start">Which of them stands before every text; null for none.</param>
    /// <param name="normalizer">Writes what is done to text first; null for nothing.</param>
    /// <param name="splitter">Writes how text is cut; null for not at all.</param>
    /// <param name="decoder">Writes how tokens become text.</param>
    /// <param name="model">Writes the vocabulary.</param>
    public static byte[] Write(IEnumerable<(int Id, string Name)> special, (int Id, string Name)? start,
        Action<Utf8JsonWriter>? normalizer, Action<Utf8JsonWriter>? splitter, Action<Utf8JsonWriter> decoder, Action<Utf8JsonWriter> model)
    {
        var file = new ArrayBufferWriter<byte>(1 << 16);
        using (var json = new Utf8JsonWriter(file, s_layout))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteNull("truncation");
            json.WriteNull("padding");
            json.WriteStartArray("added_tokens");
            foreach ((int id, string name) in special.OrderBy(token => token.Id))
                WriteAddedToken(json, id, name);
            json.WriteEndArray();
            WriteStep(json, "normalizer", normalizer);
            WriteStep(json, "pre_tokenizer", splitter);
            WriteStep(json, "post_processor", start is { } first ? writer => WriteStart(writer, first.Id, first.Name) : null);
            WriteStep(json, "decoder", decoder);
            json.WriteStartObject("model");
            model(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        file.Write("\n"u8);
        return file.WrittenSpan.ToArray();
    }

    /// <summary>The tokens that a reader of text must not make: marks of start, end and the unknown.</summary>
    public static IEnumerable<(int Id, string Name)> SpecialOf(Vocabulary vocabulary) =>
        new[] { vocabulary.UnknownId, vocabulary.StartId, vocabulary.EndId }.OfType<int>().Select(id => (id, vocabulary[id]));

    /// <summary>The start, where a vocabulary has one.</summary>
    public static (int Id, string Name)? StartOf(Vocabulary vocabulary) => vocabulary.StartId is { } id ? (id, vocabulary[id]) : null;

    /// <summary>Whether a file puts its start before a text: the step TemplateProcessing, "&lt;s&gt; A".</summary>
    public static bool IsTemplate(JsonElement processor) =>
        processor.ValueKind == JsonValueKind.Object && processor.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("TemplateProcessing");

    /// <summary>The version of the format, where a file says one.</summary>
    /// <exception cref="InvalidDataException">It is not "1.0".</exception>
    public static void CheckVersion(JsonElement root)
    {
        if (IsGiven(root, "version", out JsonElement version) && StringOf(version, "the version") is not "1.0" and string other)
            throw new InvalidDataException($"expected version \"1.0\" of tokenizer.json, got \"{Short(other)}\"");
    }

    /// <summary>The step post_processor: nothing, or the start before a text.</summary>
    /// <exception cref="InvalidDataException">It asks for something else.</exception>
    public static void CheckStart(JsonElement root)
    {
        if (!IsGiven(root, "post_processor", out JsonElement processor))
            return;
        bool puts = IsTemplate(processor) && processor.TryGetProperty("single", out JsonElement single) && single.ValueKind == JsonValueKind.Array
            && single.GetArrayLength() == 2 && NameIn(single[0], "SpecialToken") == Vocabulary.SentenceStart && NameIn(single[1], "Sequence") == "A";
        if (!puts)
            throw new InvalidDataException($"expected the post_processor to put {Vocabulary.SentenceStart} before a text or to do nothing, got {Short(processor.GetRawText(), 100)}, which is not read here");
    }

    /// <summary>The tokens of a vocabulary, {"token": id, …}, by id: each from 0 on exactly once.</summary>
    /// <exception cref="InvalidDataException">An id is missing or is there twice.</exception>
    public static string[] ReadVocabulary(JsonElement root, JsonElement model)
    {
        if (!model.TryGetProperty("vocab", out JsonElement vocabulary) || vocabulary.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"expected the model to have a vocab, {{\"token\": id, …}}, got {Describe(vocabulary)}");
        var idOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (JsonProperty token in vocabulary.EnumerateObject())
            idOf.Add(NameOf(token), IdOf(token.Value, NameOf(token)));
        if (IsGiven(root, "added_tokens", out JsonElement added))
            foreach (JsonElement token in added.ValueKind == JsonValueKind.Array ? added.EnumerateArray() : throw new InvalidDataException($"expected the added_tokens to be a list, got {Describe(added)}"))
            {
                if (token.ValueKind != JsonValueKind.Object || !token.TryGetProperty("content", out JsonElement content) || !token.TryGetProperty("id", out JsonElement id))
                    throw new InvalidDataException($"expected an added token to be an object with an id and a content, got {Describe(token)}");
                string name = StringOf(content, "the content of an added token");
                RefuseOthers(token, $"the added token \"{Short(name)}\"", ["id", "content", "special", "normalized"]);
                if (name is not (Vocabulary.Unknown or Vocabulary.SentenceStart or Vocabulary.SentenceEnd))
                    throw new InvalidDataException($"expected no added tokens but {Vocabulary.Unknown}, {Vocabulary.SentenceStart} and {Vocabulary.SentenceEnd}, got \"{Short(name)}\"");
                if (!idOf.TryAdd(name, IdOf(id, name)) && idOf[name] != IdOf(id, name))
                    throw new InvalidDataException($"expected the id {idOf[name]} of \"{name}\", as in the vocab, got {IdOf(id, name)} among the added_tokens");
            }
        var tokens = new string?[idOf.Count];
        foreach ((string text, int id) in idOf)
        {
            if (id >= tokens.Length || tokens[id] is not null)
                throw new InvalidDataException($"expected {tokens.Length} tokens with the ids 0 to {tokens.Length - 1}, got \"{Short(text)}\" with {id}{(id < tokens.Length ? $", which \"{Short(tokens[id]!)}\" has, too" : "")}");
            tokens[id] = text;
        }
        return tokens!;
    }

    /// <summary>The model's type, or what it must be for want of one.</summary>
    public static string TypeOf(JsonElement model) => model.ValueKind != JsonValueKind.Object ? throw new InvalidDataException($"expected the model to be an object, got {Describe(model)}")
        : IsGiven(model, "type", out JsonElement type) ? StringOf(type, "the type of the model") : "";

    private static void WriteAddedToken(Utf8JsonWriter json, int id, string name)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteString("content", name);
        json.WriteBoolean("single_word", false);
        json.WriteBoolean("lstrip", false);
        json.WriteBoolean("rstrip", false);
        json.WriteBoolean("normalized", false);
        json.WriteBoolean("special", true);
        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, string name, Action<Utf8JsonWriter>? write)
    {
        if (write is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WritePropertyName(name);
        write(json);
    }

    /// <summary>A start before a text, and before the second of two.</summary>
    private static void WriteStart(Utf8JsonWriter json, int id, string name)
    {
        string token = JsonSerializer.Serialize(name);
        json.WriteRawValue($$$"""
            {"type": "TemplateProcessing",
                "single": [{"SpecialToken": {"id": {{{token}}}, "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
                "pair": [{"SpecialToken": {"id": {{{token}}}, "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                         {"SpecialToken": {"id": {{{token}}}, "type_id": 1}}, {"Sequence": {"id": "B", "type_id": 1}}],
                "special_tokens": { {{{token}}}: {"id": {{{token}}}, "ids": [{{{id}}}], "tokens": [{{{token}}}]} }}
            """);
    }

    private static string? NameIn(JsonElement part, string kind) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty(kind, out JsonElement inner) && inner.ValueKind == JsonValueKind.Object
            && inner.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String ? StringOf(id, "an id") : null;
}
