using System.Text.Json;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Formats;

/// <summary>Writes <c>tokenizer.json</c>.</summary>
/// <remarks>
/// Merges are written as "a b", which every version reads; since version 0.20 the library writes ["a", "b"]. In byte characters
/// there is no space, so both say the same. Special tokens stand in the vocabulary too, as in GPT-2's own file, so that their ids are certain.
/// </remarks>
internal static class TokenizerJsonWriter
{
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="startFirst">Whether a program that reads the file is to put the start before every text, where there is a start.</param>
    public static byte[] ToBytes(BytePairTokenizer tokenizer, bool startFirst = false)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        if (!TokenizerJsonSplitter.CanWrite(tokenizer.Splitter))
            throw new ArgumentException($"expected a tokenizer that cuts text as GPT-2 does or at spaces, got one with the splitter \"{tokenizer.Splitter.Name}\", for which tokenizer.json has no words", nameof(tokenizer));
        string[] texts = TextsOf(tokenizer.BytePairs);
        BytePairVocabulary pairs = tokenizer.BytePairs;
        return TokenizerJsonParts.Write(pairs.Special.Select(token => (token.Value, token.Key)), startFirst ? TokenizerJsonParts.StartOf(pairs.Tokens) : null, normalizer: null,
            json => TokenizerJsonSplitter.Write(json, tokenizer.Splitter), json => TokenizerJsonSplitter.WriteByteLevel(json, useRegex: true), json => WriteModel(json, pairs, texts));
    }

    /// <summary>Each token as the file spells it; two that are spelled alike could not be told apart.</summary>
    private static string[] TextsOf(BytePairVocabulary vocabulary)
    {
        string[] texts = [.. Enumerable.Range(0, vocabulary.Count).Select(id => ByteCharacters.TextOf(vocabulary.BytesOf(id)))];
        foreach ((string name, int id) in vocabulary.Special)
            texts[id] = name;
        var idOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int id = 0; id < texts.Length; id++)
        {
            if (texts[id].Length == 0 || !AtomicFile.Utf8.GetString(AtomicFile.Utf8.GetBytes(texts[id])).Equals(texts[id], StringComparison.Ordinal))
                throw new ArgumentException($"expected special tokens with a name that is text, got \"{texts[id]}\" as token {id}");
            if (!idOf.TryAdd(texts[id], id))
                throw new ArgumentException($"tokens {idOf[texts[id]]} and {id} would both be written \"{texts[id]}\": tokenizer.json cannot tell them apart");
        }
        return texts;
    }

    private static void WriteModel(Utf8JsonWriter json, BytePairVocabulary vocabulary, string[] texts)
    {
        json.WriteString("type", "BPE");
        json.WriteNull("dropout");
        json.WriteNull("unk_token");
        json.WriteNull("continuing_subword_prefix");
        json.WriteNull("end_of_word_suffix");
        json.WriteBoolean("fuse_unk", false);
        json.WriteBoolean("byte_fallback", false);
        json.WriteBoolean("ignore_merges", false);
        json.WriteStartObject("vocab");
        for (int id = 0; id < texts.Length; id++)
            json.WriteNumber(texts[id], id);
        json.WriteEndObject();
        json.WriteStartArray("merges");
        foreach (BytePairMerge merge in vocabulary.Merges)
            json.WriteStringValue($"{texts[merge.Left]} {texts[merge.Right]}");
        json.WriteEndArray();
    }
}
