using System.Text;
using System.Text.Json;
using LlmFromScratch.Tokens;
using static LlmFromScratch.Formats.JsonFile;

namespace LlmFromScratch.Formats;

/// <summary><c>tokenizer.json</c> of Llama 2's kind: scored pieces as byte pairs of characters, and bytes for what has no piece.</summary>
/// <remarks>
/// The file has no scores. Instead it lists which two pieces make which third one, the best first, so that the same two neighbours are joined next; in pieces and
/// text a space is "▁". Where two pieces have the same score, the two ways may choose differently. A "▁" in a text counts as a space there, and a mark such as
/// &lt;s&gt; in a text as the mark itself; both are ordinary text to <see cref="SentencePieceTokenizer"/>.
/// Source: github.com/huggingface/transformers, convert_slow_tokenizer.py (LlamaConverter).
/// </remarks>
internal static class SentencePieceJson
{
    private const char Space = '▁';

    private const string Normalizer = """
        {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]}
        """;

    private const string Decoder = """
        {"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"},
            {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
        """;

    /// <summary>Is this the model of such a file?</summary>
    public static bool Reads(JsonElement model) => IsGiven(model, "byte_fallback", out JsonElement fallback) && fallback.ValueKind == JsonValueKind.True;

    /// <summary>The file of a tokenizer.</summary>
    /// <exception cref="ArgumentException">A piece has the mark that stands for a space.</exception>
    public static byte[] ToBytes(SentencePieceTokenizer tokenizer)
    {
        SentencePieceVocabulary pieces = tokenizer.Pieces;
        if (pieces.Tokens.FirstOrDefault(token => token.Contains(Space)) is { } bad)
            throw new ArgumentException($"expected pieces without \"{Space}\", which is the space in tokenizer.json, got \"{bad}\"", nameof(tokenizer));
        return TokenizerJsonParts.Write(TokenizerJsonParts.SpecialOf(pieces.Tokens), TokenizerJsonParts.StartOf(pieces.Tokens),
            json => json.WriteRawValue(Normalizer), splitter: null, json => json.WriteRawValue(Decoder), json => WriteModel(json, pieces));
    }

    /// <summary>The tokenizer of a file. Scores are the places in the list of merges, negative, so that their order is the same.</summary>
    /// <exception cref="InvalidDataException">It has a feature that is not read here; the message names it.</exception>
    public static SentencePieceTokenizer Read(JsonElement root, JsonElement model)
    {
        RefuseOthers(root, "tokenizer.json", ["version", "added_tokens", "normalizer", "post_processor", "decoder", "model"]);
        RefuseOthers(model, "the model", ["type", "vocab", "merges", "unk_token", "fuse_unk", "byte_fallback"]);
        if (TokenizerJsonParts.TypeOf(model) is not ("BPE" or "") and string type)
            throw new InvalidDataException($"expected the model BPE, merges of pieces, got the model {Short(type)}, which is not read here");
        TokenizerJsonParts.CheckVersion(root);
        RequireEqual(root, "normalizer", Normalizer);
        RequireEqual(root, "decoder", Decoder);
        TokenizerJsonParts.CheckStart(root);
        string[] tokens = TokenizerJsonParts.ReadVocabulary(root, model);
        Vocabulary reserved = new SentencePieceVocabulary([new(" ", 0)]).Tokens;
        for (int id = 0; id < SentencePieceVocabulary.FirstPiece; id++)
            if (id >= tokens.Length || tokens[id] != reserved[id])
                throw new InvalidDataException($"expected token {id} to be \"{reserved[id]}\", got {(id < tokens.Length ? $"\"{Short(tokens[id])}\"" : "none")}: only vocabularies of Llama 2's layout are read");
        Dictionary<string, int> firstMerge = ReadMerges(model, tokens.ToHashSet(StringComparer.Ordinal));
        try
        {
            return new SentencePieceTokenizer(new SentencePieceVocabulary([.. tokens.Skip(SentencePieceVocabulary.FirstPiece)
                .Select((token, i) => new ScoredPiece(token.Replace(Space, ' '), -(firstMerge.TryGetValue(token, out int place) ? place : firstMerge.Count + i)))]));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static void WriteModel(Utf8JsonWriter json, SentencePieceVocabulary pieces)
    {
        json.WriteString("type", "BPE");
        json.WriteNull("dropout");
        json.WriteString("unk_token", Vocabulary.Unknown);
        json.WriteNull("continuing_subword_prefix");
        json.WriteNull("end_of_word_suffix");
        json.WriteBoolean("fuse_unk", true);
        json.WriteBoolean("byte_fallback", true);
        json.WriteBoolean("ignore_merges", false);
        json.WriteStartObject("vocab");
        for (int id = 0; id < pieces.Count; id++)
            json.WriteNumber(pieces.Tokens[id].Replace(' ', Space), id);
        json.WriteEndObject();
        json.WriteStartArray("merges");
        foreach ((int left, int right, int _) in Merges(pieces))
            json.WriteStringValue($"{pieces.Tokens[left].Replace(' ', Space)} {pieces.Tokens[right].Replace(' ', Space)}");
        json.WriteEndArray();
    }

    /// <summary>Every way in which two pieces make a third, that with the best score first.</summary>
    private static IEnumerable<(int Left, int Right, int Result)> Merges(SentencePieceVocabulary pieces)
    {
        var merges = new List<(int Left, int Right, int Result)>();
        for (int id = SentencePieceVocabulary.FirstPiece; id < pieces.Count; id++)
        {
            string text = pieces.Tokens[id];
            for (int at = 1; at < text.Length; at++)
                if (!char.IsLowSurrogate(text[at]) && pieces.TryGetId(text.AsSpan(0, at), out int left) && pieces.TryGetId(text.AsSpan(at), out int right))
                    merges.Add((left, right, id));
        }
        return merges.OrderByDescending(merge => pieces.ScoreOf(merge.Result)).ThenBy(merge => merge.Result).ThenBy(merge => merge.Left).ThenBy(merge => merge.Right);
    }

    private static Dictionary<string, int> ReadMerges(JsonElement model, HashSet<string> tokens)
    {
        if (!model.TryGetProperty("merges", out JsonElement merges) || merges.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException($"expected the model to have merges, a list, got {Describe(merges)}");
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        int number = 0;
        foreach (JsonElement merge in merges.EnumerateArray())
        {
            string[] parts = merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2
                ? [StringOf(merge[0], "the first token of a merge"), StringOf(merge[1], "the second token of a merge")]
                : merge.ValueKind == JsonValueKind.String ? StringOf(merge, "a merge").Split(' ') : [];
            if (parts is not [{ Length: > 0 } left, { Length: > 0 } right])
                throw new InvalidDataException($"expected merge {number + 1} to be \"a b\" or [\"a\", \"b\"], got {Describe(merge)}");
            if (((string[])[left, right, left + right]).FirstOrDefault(one => !tokens.Contains(one)) is { } missing)
                throw new InvalidDataException($"merge {number + 1} joins \"{Short(left)}\" and \"{Short(right)}\", but the vocabulary has no \"{Short(missing)}\"");
            first.TryAdd(left + right, number++);
        }
        return first;
    }

    private static void RequireEqual(JsonElement root, string step, string expected)
    {
        using JsonDocument document = JsonDocument.Parse(expected);
        if (!IsGiven(root, step, out JsonElement actual) || !JsonElement.DeepEquals(actual, document.RootElement))
            throw new InvalidDataException($"expected the {step} of Llama 2's tokenizer.json, {expected.Trim()}, got {(actual.ValueKind == JsonValueKind.Undefined ? "none" : Short(actual.GetRawText(), 200))}");
    }
}
