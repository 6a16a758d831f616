using System.Buffers;
using System.Text.Encodings.Web;
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
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] ToBytes(BytePairTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        if (!TokenizerJsonSplitter.CanWrite(tokenizer.Splitter))
            throw new ArgumentException($"expected a tokenizer that cuts text as GPT-2 does or at spaces, got one with the splitter \"{tokenizer.Splitter.Name}\", for which tokenizer.json has no words", nameof(tokenizer));
        string[] texts = TextsOf(tokenizer.BytePairs);
        var file = new ArrayBufferWriter<byte>(1 << 16);
        using (var json = new Utf8JsonWriter(file, Layout))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteNull("truncation");
            json.WriteNull("padding");
            WriteAddedTokens(json, tokenizer.BytePairs);
            json.WriteNull("normalizer");
            json.WritePropertyName("pre_tokenizer");
            TokenizerJsonSplitter.Write(json, tokenizer.Splitter);
            json.WriteNull("post_processor");
            json.WritePropertyName("decoder");
            TokenizerJsonSplitter.WriteByteLevel(json, useRegex: true);
            WriteModel(json, tokenizer.BytePairs, texts);
            json.WriteEndObject();
        }
        file.Write("\n"u8);
        return file.WrittenSpan.ToArray();
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

    private static void WriteAddedTokens(Utf8JsonWriter json, BytePairVocabulary vocabulary)
    {
        json.WriteStartArray("added_tokens");
        foreach ((string name, int id) in vocabulary.Special.OrderBy(token => token.Value))
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
        json.WriteEndArray();
    }

    private static void WriteModel(Utf8JsonWriter json, BytePairVocabulary vocabulary, string[] texts)
    {
        json.WriteStartObject("model");
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
        json.WriteEndObject();
    }
}
