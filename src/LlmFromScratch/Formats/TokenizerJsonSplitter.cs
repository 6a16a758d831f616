using System.Text.Json;
using LlmFromScratch.Tokens;
using static LlmFromScratch.Formats.JsonFile;

namespace LlmFromScratch.Formats;

/// <summary>The step "pre_tokenizer" of <c>tokenizer.json</c>, which cuts text into pieces, and ByteLevel, which is also two other steps.</summary>
/// <remarks>
/// ByteLevel cuts as GPT-2 does and writes the bytes as characters. Where text is cut otherwise, a Split with a pattern stands before it, and
/// it only does the second: {"type": "Sequence", "pretokenizers": [Split, ByteLevel without "use_regex"]}.
/// </remarks>
internal static class TokenizerJsonSplitter
{
    private const string Step = "pre_tokenizer";
    internal const string SpacePattern = @"\s*\S+|\s+";
    internal const string Gpt2Pattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>Whether the format has words for this splitter.</summary>
    public static bool CanWrite(ISplitter splitter) => splitter is Gpt2Splitter or SpaceSplitter;

    /// <summary>Writes the step as the value of a property.</summary>
    public static void Write(Utf8JsonWriter json, ISplitter splitter)
    {
        if (splitter is Gpt2Splitter)
        {
            WriteByteLevel(json, useRegex: true);
            return;
        }
        json.WriteStartObject();
        json.WriteString("type", "Sequence");
        json.WriteStartArray("pretokenizers");
        json.WriteStartObject();
        json.WriteString("type", "Split");
        json.WriteStartObject("pattern");
        json.WriteString("Regex", SpacePattern);
        json.WriteEndObject();
        json.WriteString("behavior", "Isolated");
        json.WriteBoolean("invert", false);
        json.WriteEndObject();
        WriteByteLevel(json, useRegex: false);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteByteLevel(Utf8JsonWriter json, bool useRegex)
    {
        json.WriteStartObject();
        json.WriteString("type", "ByteLevel");
        json.WriteBoolean("add_prefix_space", false);
        json.WriteBoolean("trim_offsets", true);
        json.WriteBoolean("use_regex", useRegex);
        json.WriteEndObject();
    }

    /// <summary>The splitter that a file asks for.</summary>
    /// <exception cref="InvalidDataException">It is none of ours; the message names it.</exception>
    public static ISplitter Read(JsonElement root)
    {
        if (!IsGiven(root, Step, out JsonElement value))
            throw new InvalidDataException($"expected the {Step} ByteLevel, got none: without it this is no byte-level vocabulary");
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("pretokenizers", out JsonElement steps)
            && steps.ValueKind == JsonValueKind.Array && steps.GetArrayLength() == 2 && IsSplit(steps[0]))
        {
            RefuseOthers(value, $"the {Step}", ["type", "pretokenizers"]);
            ISplitter splitter = ReadSplit(steps[0]);
            CheckPreTokenizer(steps[1], cuts: false);
            return splitter;
        }
        CheckPreTokenizer(value, cuts: true);
        return new Gpt2Splitter();
    }

    /// <summary>ByteLevel, with whatever settings.</summary>
    /// <exception cref="InvalidDataException">It is another step; the message names it.</exception>
    public static void CheckByteLevel(JsonElement value, string step)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("type", out JsonElement type))
            throw new InvalidDataException($"expected the {step} to be an object with a type, got {Describe(value)}");
        if (StringOf(type, $"the type of the {step}") is not "ByteLevel" and string other)
            throw new InvalidDataException($"expected the {step} ByteLevel, got {Short(other)}, which is not read here");
        RefuseOthers(value, $"the {step}", ["type", "add_prefix_space", "trim_offsets", "use_regex"]);
    }

    private static bool IsSplit(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("Split");

    private static ISplitter ReadSplit(JsonElement split)
    {
        RefuseOthers(split, "the Split", ["type", "pattern", "behavior"]);
        if (!IsGiven(split, "behavior", out JsonElement behavior) || StringOf(behavior, "the behavior of the Split") != "Isolated")
            throw new InvalidDataException($"expected the behavior Isolated of the Split, got {Describe(behavior)}, which is not read here");
        if (!IsGiven(split, "pattern", out JsonElement pattern) || pattern.ValueKind != JsonValueKind.Object || !pattern.TryGetProperty("Regex", out JsonElement regex))
            throw new InvalidDataException($"expected the Split to have a pattern, {{\"Regex\": …}}, got {Describe(pattern)}");
        return StringOf(regex, "the pattern of the Split") switch
        {
            SpacePattern => new SpaceSplitter(),
            Gpt2Pattern => new Gpt2Splitter(),
            string other => throw new InvalidDataException($"expected the pattern of the Split to be GPT-2's or \"{SpacePattern}\", got \"{Short(other)}\", which is not read here"),
        };
    }

    private static void CheckPreTokenizer(JsonElement value, bool cuts)
    {
        CheckByteLevel(value, Step);
        if (!IsGiven(value, "add_prefix_space", out JsonElement space) || space.ValueKind != JsonValueKind.False)
            throw new InvalidDataException($"expected the {Step} to have add_prefix_space false, got {Describe(space)}: a space put before every text is not read here");
        bool isGiven = IsGiven(value, "use_regex", out JsonElement regex);
        if (cuts ? isGiven && regex.ValueKind != JsonValueKind.True : !isGiven || regex.ValueKind != JsonValueKind.False)
            throw new InvalidDataException(cuts ? $"expected the {Step} to have use_regex true, which is GPT-2's pattern, got {Describe(regex)}"
                : $"expected the {Step} to have use_regex false after a Split, got {Describe(regex)}: to cut twice is not read here");
    }
}
