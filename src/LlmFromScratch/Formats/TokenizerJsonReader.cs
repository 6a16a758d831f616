using System.Text.Json;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Formats;

/// <summary>Reads <c>tokenizer.json</c>: each object in it may have the properties listed here, with values that ask for nothing special.</summary>
internal static class TokenizerJsonReader
{
    private static readonly string[] s_steps = ["version", "added_tokens", "pre_tokenizer", "post_processor", "decoder", "model"];

    /// <summary>The tokenizer that a file describes.</summary>
    /// <exception cref="InvalidDataException">It describes none, or one of another kind.</exception>
    public static BytePairTokenizer Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"expected tokenizer.json to be an object, got {JsonFile.Describe(root)}");
        RefuseOthers(root, "tokenizer.json", s_steps);
        if (IsGiven(root, "version", out JsonElement version) && JsonFile.StringOf(version, "the version") is not "1.0" and string other)
            throw new InvalidDataException($"expected version \"1.0\" of tokenizer.json, got \"{JsonFile.Short(other)}\"");
        if (!IsGiven(root, "model", out JsonElement model))
            throw new InvalidDataException("expected tokenizer.json to have a \"model\", got none: is this the right kind of file?");

        // The model first, so that a file of another kind is called by its name.
        CheckModel(model);
        CheckByteLevel(root, "pre_tokenizer", isNeeded: true);
        CheckByteLevel(root, "post_processor", isNeeded: false);
        CheckByteLevel(root, "decoder", isNeeded: true);
        var table = new BytePairTable();
        ReadAddedTokens(root, table);
        ReadVocabulary(model, table);
        ReadMerges(model, table);
        return new BytePairTokenizer(table.ToVocabulary());
    }

    private static void CheckModel(JsonElement model)
    {
        if (model.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"expected the model to be an object, got {JsonFile.Describe(model)}");
        // Files of the first years do not name the type of their model; then its merges tell.
        string type = IsGiven(model, "type", out JsonElement given) ? JsonFile.StringOf(given, "the type of the model")
            : model.TryGetProperty("merges", out _) ? "BPE" : "of no type";
        if (type != "BPE")
            throw new InvalidDataException($"expected the model BPE, byte pairs, got the model {JsonFile.Short(type)}, which is not read here");
        // With a token for every byte nothing is ever unknown, so what is to be done with the unknown does not matter.
        RefuseOthers(model, "the model", ["type", "vocab", "merges", "unk_token", "fuse_unk"]);
    }

    /// <summary>The step that turns text into byte characters or back, or that only moves the offsets (as a post-processor).</summary>
    private static void CheckByteLevel(JsonElement root, string step, bool isNeeded)
    {
        if (!IsGiven(root, step, out JsonElement value))
        {
            if (isNeeded)
                throw new InvalidDataException($"expected the {step} ByteLevel, got none: without it this is no byte-level vocabulary");
            return;
        }
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("type", out JsonElement type))
            throw new InvalidDataException($"expected the {step} to be an object with a type, got {JsonFile.Describe(value)}");
        if (JsonFile.StringOf(type, $"the type of the {step}") is not "ByteLevel" and string other)
            throw new InvalidDataException($"expected the {step} ByteLevel, got {JsonFile.Short(other)}, which is not read here");
        RefuseOthers(value, $"the {step}", ["type", "add_prefix_space", "trim_offsets", "use_regex"]);
        if (step != "pre_tokenizer")
            return; // These settings are for the pre-tokenizer; the others carry them along.
        if (!IsGiven(value, "add_prefix_space", out JsonElement space) || space.ValueKind != JsonValueKind.False)
            throw new InvalidDataException($"expected the pre_tokenizer to have add_prefix_space false, got {JsonFile.Describe(space)}: a space put before every text is not read here");
        if (IsGiven(value, "use_regex", out JsonElement regex) && regex.ValueKind != JsonValueKind.True)
            throw new InvalidDataException($"expected the pre_tokenizer to have use_regex true, which is GPT-2's pattern, got {JsonFile.Describe(regex)}");
    }

    private static void ReadAddedTokens(JsonElement root, BytePairTable table)
    {
        if (!IsGiven(root, "added_tokens", out JsonElement tokens))
            return;
        if (tokens.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException($"expected the added_tokens to be a list, got {JsonFile.Describe(tokens)}");
        foreach (JsonElement token in tokens.EnumerateArray())
        {
            if (token.ValueKind != JsonValueKind.Object || !token.TryGetProperty("content", out JsonElement content) || !token.TryGetProperty("id", out JsonElement id))
                throw new InvalidDataException($"expected an added token to be an object with an id and a content, got {JsonFile.Describe(token)}");
            string name = JsonFile.StringOf(content, "the content of an added token");
            // Without a normalizer it does not matter whether a token is looked for before or after it.
            RefuseOthers(token, $"the added token \"{JsonFile.Short(name)}\"", ["id", "content", "special", "normalized"]);
            if (!IsGiven(token, "special", out JsonElement special) || special.ValueKind != JsonValueKind.True)
                throw new InvalidDataException($"expected the added token \"{JsonFile.Short(name)}\" to be special, got special {JsonFile.Describe(special)}: words added to a vocabulary are not read here");
            table.AddSpecial(name, JsonFile.IdOf(id, name));
        }
    }

    private static void ReadVocabulary(JsonElement model, BytePairTable table)
    {
        if (!model.TryGetProperty("vocab", out JsonElement vocabulary) || vocabulary.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"expected the model to have a vocab, {{\"token\": id, …}}, got {JsonFile.Describe(vocabulary)}");
        foreach (JsonProperty token in vocabulary.EnumerateObject())
        {
            string text = JsonFile.NameOf(token);
            table.AddToken(text, JsonFile.IdOf(token.Value, text));
        }
    }

    private static void ReadMerges(JsonElement model, BytePairTable table)
    {
        if (!model.TryGetProperty("merges", out JsonElement merges) || merges.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException($"expected the model to have merges, a list, got {JsonFile.Describe(merges)}");
        int number = 0;
        foreach (JsonElement merge in merges.EnumerateArray())
        {
            number++;
            string[] parts = merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2
                ? [JsonFile.StringOf(merge[0], $"the first token of merge {number}"), JsonFile.StringOf(merge[1], $"the second token of merge {number}")]
                : merge.ValueKind == JsonValueKind.String ? JsonFile.StringOf(merge, "a merge").Split(' ') : [];
            if (parts is not [{ Length: > 0 } left, { Length: > 0 } right])
                throw new InvalidDataException($"expected merge {number} to be \"a b\" or [\"a\", \"b\"], got {JsonFile.Describe(merge)}");
            table.AddMerge(left, right, $"merge {number}");
        }
    }

    /// <summary>A property that is there and not null; null says the same as nothing at all.</summary>
    private static bool IsGiven(JsonElement element, string name, out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Whatever is not in the list must be switched off: null, false, 0 or "".</summary>
    private static void RefuseOthers(JsonElement element, string where, string[] known)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string name = JsonFile.NameOf(property);
            bool isOff = property.Value.ValueKind switch
            {
                JsonValueKind.Null or JsonValueKind.False => true,
                JsonValueKind.Number => property.Value.TryGetDouble(out double number) && number == 0,
                JsonValueKind.String => property.Value.ValueEquals(""),
                _ => false,
            };
            if (!isOff && !known.Contains(name, StringComparer.Ordinal))
                throw new InvalidDataException($"{where} has \"{JsonFile.Short(name)}\": {FeatureOf(property.Value)}, which is not read here");
        }
    }

    private static string FeatureOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String
            ? JsonFile.Describe(type) : JsonFile.Describe(value);
}
