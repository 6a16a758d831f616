using System.Text.Json;
using LlmFromScratch.Tokens;
using static LlmFromScratch.Formats.JsonFile;

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
            throw new InvalidDataException($"expected tokenizer.json to be an object, got {Describe(root)}");
        if (!IsGiven(root, "model", out JsonElement model))
            throw new InvalidDataException("expected tokenizer.json to have a \"model\", got none: is this the right kind of file?");

        // The model first, so that a file of another kind is called by its name.
        CheckModel(model);
        RefuseOthers(root, "tokenizer.json", s_steps);
        TokenizerJsonParts.CheckVersion(root);
        ISplitter splitter = TokenizerJsonSplitter.Read(root);
        if (IsGiven(root, "post_processor", out JsonElement processor) && TokenizerJsonParts.IsTemplate(processor))
            TokenizerJsonParts.CheckStart(root);
        else if (processor.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            TokenizerJsonSplitter.CheckByteLevel(processor, "post_processor");
        if (!IsGiven(root, "decoder", out JsonElement decoder))
            throw new InvalidDataException("expected the decoder ByteLevel, got none: without it this is no byte-level vocabulary");
        TokenizerJsonSplitter.CheckByteLevel(decoder, "decoder");
        var listing = new BytePairListing();
        ReadAddedTokens(root, listing);
        ReadVocabulary(model, listing);
        ReadMerges(model, listing);
        return new BytePairTokenizer(listing.ToVocabulary(), splitter);
    }

    private static void CheckModel(JsonElement model)
    {
        if (model.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"expected the model to be an object, got {Describe(model)}");
        // Files of the first years do not name the type of their model; then its merges tell.
        string type = IsGiven(model, "type", out JsonElement given) ? StringOf(given, "the type of the model")
            : model.TryGetProperty("merges", out _) ? "BPE" : "of no type";
        if (type != "BPE")
            throw new InvalidDataException($"expected the model BPE, byte pairs, got the model {Short(type)}, which is not read here");
        // With a token for every byte nothing is ever unknown, so what is to be done with the unknown does not matter.
        RefuseOthers(model, "the model", ["type", "vocab", "merges", "unk_token", "fuse_unk"]);
    }

    private static void ReadAddedTokens(JsonElement root, BytePairListing listing)
    {
        if (!IsGiven(root, "added_tokens", out JsonElement tokens))
            return;
        if (tokens.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException($"expected the added_tokens to be a list, got {Describe(tokens)}");
        foreach (JsonElement token in tokens.EnumerateArray())
        {
            if (token.ValueKind != JsonValueKind.Object || !token.TryGetProperty("content", out JsonElement content) || !token.TryGetProperty("id", out JsonElement id))
                throw new InvalidDataException($"expected an added token to be an object with an id and a content, got {Describe(token)}");
            string name = StringOf(content, "the content of an added token");
            // Without a normalizer it does not matter whether a token is looked for before or after it.
            RefuseOthers(token, $"the added token \"{Short(name)}\"", ["id", "content", "special", "normalized"]);
            if (!IsGiven(token, "special", out JsonElement special) || special.ValueKind != JsonValueKind.True)
                throw new InvalidDataException($"expected the added token \"{Short(name)}\" to be special, got special {Describe(special)}: words added to a vocabulary are not read here");
            listing.AddSpecial(name, IdOf(id, name));
        }
    }

    private static void ReadVocabulary(JsonElement model, BytePairListing listing)
    {
        if (!model.TryGetProperty("vocab", out JsonElement vocabulary) || vocabulary.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"expected the model to have a vocab, {{\"token\": id, …}}, got {Describe(vocabulary)}");
        foreach (JsonProperty token in vocabulary.EnumerateObject())
        {
            string text = NameOf(token);
            listing.AddToken(text, IdOf(token.Value, text));
        }
    }

    private static void ReadMerges(JsonElement model, BytePairListing listing)
    {
        if (!model.TryGetProperty("merges", out JsonElement merges) || merges.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException($"expected the model to have merges, a list, got {Describe(merges)}");
        int number = 0;
        foreach (JsonElement merge in merges.EnumerateArray())
        {
            number++;
            string[] parts = merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2
                ? [StringOf(merge[0], $"the first token of merge {number}"), StringOf(merge[1], $"the second token of merge {number}")]
                : merge.ValueKind == JsonValueKind.String ? StringOf(merge, "a merge").Split(' ') : [];
            if (parts is not [{ Length: > 0 } left, { Length: > 0 } right])
                throw new InvalidDataException($"expected merge {number} to be \"a b\" or [\"a\", \"b\"], got {Describe(merge)}");
            listing.AddMerge(left, right, $"merge {number}");
        }
    }
}
