using System.Buffers;
using System.Text.Json;
using LlmFromScratch.Tokens;
using static LlmFromScratch.Formats.JsonFile;

namespace LlmFromScratch.Formats;

/// <summary><c>tokenizer.json</c> for vocabularies of whole words or characters: text is cut by a pattern, and the pieces are looked up.</summary>
/// <remarks>
/// The model is WordPiece, which looks for the longest pieces from the start of a word on. As no token is marked as the rest of a word ("##s"), a word is there
/// as a whole or is unknown. Two things differ from <see cref="Tokenizer"/>: characters of several code points, such as emoji of families, and marks in words are
/// cut by simpler rules; and words are joined by spaces, with none before . , ! ?, also where Chinese is written without.
/// </remarks>
internal static class WordListJson
{
    private const string Prefix = "##"; // the mark of the rest of a word
    private const string Han = // as escapes, since programs like to put other characters in the place of some of these
        "[\\u4E00-\\u9FFF\\u3400-\\u4DBF\\uF900-\\uFAFF𠀀-𲎯\\u3005\\u3007]";
    private const string Part = $@"(?!{Han})[\p{{L}}\p{{N}}\p{{M}}\p{{Pc}}]";

    /// <summary>A word; a Chinese character; any other character with its marks. As WordSplitter cuts.</summary>
    private const string WordPattern =
        $@"{Part}(?:{Part}|(?<=[\p{{L}}\p{{M}}])['’\-‐‑\u00AD](?!{Han})(?=\p{{L}})|(?<=[\p{{L}}\p{{N}}\p{{M}}\p{{Pc}}])[\u200C\u200D](?={Part})|(?<=[0-9])[.,](?=[0-9]))*|[^\s\p{{M}}\x00]\p{{M}}*";

    private static readonly (ISplitter Splitter, string Pattern, string Behavior, bool Invert, string Decoder)[] s_kinds =
    [
        (new CharacterSplitter(), @"[\s\S]", "Isolated", false, Fuse),
        (new SpaceSplitter(), TokenizerJsonSplitter.SpacePattern, "Isolated", false, Fuse),
        (new Gpt2Splitter(), TokenizerJsonSplitter.Gpt2Pattern, "Isolated", false, Fuse),
        (new WhitespaceSplitter(), @"[\t-\r \x00]+", "Removed", false, Words(cleanup: false)),
        (new WordSplitter(), WordPattern, "Removed", true, Words(cleanup: true)),
    ];

    private const string Fuse = """{"type": "Fuse"}""";

    /// <summary>The file of a tokenizer.</summary>
    /// <exception cref="ArgumentException">The format has no words for its splitter or one of its tokens.</exception>
    public static byte[] ToBytes(Tokenizer tokenizer)
    {
        int kind = Array.FindIndex(s_kinds, one => one.Splitter.Name == tokenizer.Splitter.Name);
        if (kind < 0)
            throw new ArgumentException($"expected a splitter among {string.Join(", ", s_kinds.Select(one => one.Splitter.Name))}, got \"{tokenizer.Splitter.Name}\", for which tokenizer.json has no words", nameof(tokenizer));
        foreach (string token in tokenizer.Vocabulary)
            if (token.StartsWith(Prefix, StringComparison.Ordinal) || token.Length == 0 || kind == 0 && token.EnumerateRunes().Count() > 1 && token is not (Vocabulary.Unknown or Vocabulary.SentenceStart or Vocabulary.SentenceEnd))
                throw new ArgumentException($"expected tokens that tokenizer.json can tell from others, got \"{token}\": {(kind == 0 ? "a character of several code points is cut there" : $"what begins with {Prefix} is the rest of a word there")}", nameof(tokenizer));
        return TokenizerJsonParts.Write(TokenizerJsonParts.SpecialOf(tokenizer.Vocabulary), TokenizerJsonParts.StartOf(tokenizer.Vocabulary), normalizer: null,
            json => WriteSplit(json, s_kinds[kind].Pattern, s_kinds[kind].Behavior, s_kinds[kind].Invert), json => json.WriteRawValue(s_kinds[kind].Decoder), json => WriteModel(json, tokenizer.Vocabulary));
    }

    /// <summary>The tokenizer of a file that was written here.</summary>
    /// <exception cref="InvalidDataException">It has a feature that is not read here; the message names it.</exception>
    public static Tokenizer Read(JsonElement root, JsonElement model)
    {
        RefuseOthers(root, "tokenizer.json", ["version", "added_tokens", "pre_tokenizer", "post_processor", "decoder", "model"]);
        RefuseOthers(model, "the model", ["type", "vocab", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word"]);
        TokenizerJsonParts.CheckVersion(root);
        TokenizerJsonParts.CheckStart(root);
        RequireIfGiven(model, "continuing_subword_prefix", Prefix);
        RequireIfGiven(model, "unk_token", Vocabulary.Unknown);
        int kind = IsGiven(root, "pre_tokenizer", out JsonElement split) ? KindOf(split) : -1;
        if (kind < 0)
            throw new InvalidDataException($"expected the pre_tokenizer Split with a pattern and a behavior that are written here, got {(split.ValueKind == JsonValueKind.Undefined ? "none" : Short(split.GetRawText(), 100))}");
        string[] tokens = TokenizerJsonParts.ReadVocabulary(root, model);
        if (tokens.FirstOrDefault(token => token.StartsWith(Prefix, StringComparison.Ordinal)) is { } rest)
            throw new InvalidDataException($"expected whole words, got \"{Short(rest)}\", the rest of one: such vocabularies are not read here");
        try
        {
            return new Tokenizer(s_kinds[kind].Splitter, new Vocabulary(tokens));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static void RequireIfGiven(JsonElement model, string name, string expected)
    {
        if (IsGiven(model, name, out JsonElement given) && StringOf(given, $"the {name}") != expected)
            throw new InvalidDataException($"expected the {name} \"{expected}\", got {Describe(given)}, which is not read here");
    }

    /// <summary>Which of the kinds cuts as this step of a file does; -1 for none.</summary>
    private static int KindOf(JsonElement split) => Array.FindIndex(s_kinds, one =>
    {
        var written = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(written))
            WriteSplit(json, one.Pattern, one.Behavior, one.Invert);
        using JsonDocument expected = JsonDocument.Parse(written.WrittenMemory);
        return JsonElement.DeepEquals(split, expected.RootElement);
    });

    private static string Words(bool cleanup) => $$"""{"type": "WordPiece", "prefix": "{{Prefix}}", "cleanup": {{(cleanup ? "true" : "false")}}}""";

    private static void WriteSplit(Utf8JsonWriter json, string pattern, string behavior, bool invert)
    {
        json.WriteStartObject();
        json.WriteString("type", "Split");
        json.WriteStartObject("pattern");
        json.WriteString("Regex", pattern);
        json.WriteEndObject();
        json.WriteString("behavior", behavior);
        json.WriteBoolean("invert", invert);
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, Vocabulary vocabulary)
    {
        json.WriteString("type", "WordPiece");
        json.WriteString("unk_token", Vocabulary.Unknown);
        json.WriteString("continuing_subword_prefix", Prefix);
        json.WriteNumber("max_input_chars_per_word", 1_000_000);
        json.WriteStartObject("vocab");
        for (int id = 0; id < vocabulary.Count; id++)
            json.WriteNumber(vocabulary[id], id);
        json.WriteEndObject();
    }
}
