using System.Text.Json.Nodes;
using LlmFromScratch.Formats;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Formats;

/// <summary>A vocabulary that is quickly looked through: the bytes, "he", " t", " the", and one special token.</summary>
internal static class SmallVocabulary
{
    public static BytePairTokenizer Tokenizer { get; } = new(BytePairVocabulary.FromMerges([('h', 'e'), (' ', 't'), (257, 256)], "<|endoftext|>"));

    /// <summary>As an object {"token": id, …}.</summary>
    public static JsonObject Tokens()
    {
        var tokens = new JsonObject();
        for (int id = 0; id < 259; id++)
            tokens[ByteCharacters.TextOf(Tokenizer.BytePairs.BytesOf(id))] = id;
        tokens["<|endoftext|>"] = 259;
        return tokens;
    }

    public const string Merges = "#version: 0.2\nh e\nĠ t\nĠt he\n";

    public static void AssertIsEqual(BytePairVocabulary expected, BytePairVocabulary actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int id = 0; id < expected.Count; id++)
            Assert.True(expected.BytesOf(id).SequenceEqual(actual.BytesOf(id)), $"token {id}");
        Assert.Equal(expected.Merges, actual.Merges);
        Assert.Equal(expected.Special.OrderBy(token => token.Value), actual.Special.OrderBy(token => token.Value));
    }
}
