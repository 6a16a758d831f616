using System.Text.Json;
using LlmFromScratch.Formats;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

/// <summary>GPT-2's tokenizer against tiktoken's results. Source of the ids: tests/Fixtures/README.md.</summary>
public class Gpt2ReferenceTests
{
    private sealed record Case(string Text, int[] Ids, int[]? Pieces);

    private sealed record Reference(string Source, List<Case> Texts);

    private static List<Case> Cases(string file) =>
        JsonSerializer.Deserialize<Reference>(File.ReadAllBytes(TestData.Fixture("gpt2", file)), JsonSerializerOptions.Web)!.Texts;

    [DataFact("gpt2/encoder.json", "gpt2/vocab.bpe")]
    public void Encode_ReferenceTexts_GivesTiktokensIds() => AssertEqual("ids.json", 108);

    [DataFact("gpt2/encoder.json", "gpt2/vocab.bpe")]
    public void Encode_TextsBeyondTheBasicPlane_GivesTiktokensIds() => AssertEqual("beyond-basic-plane.json", 1000);

    private static void AssertEqual(string file, int count)
    {
        BytePairTokenizer tokenizer = Gpt2Tokenizer.Load();
        List<Case> cases = Cases(file);
        Assert.Equal(count, cases.Count);
        var encoder = new FastBytePairEncoder(tokenizer.BytePairs);
        foreach ((string text, int[] ids, _) in cases)
        {
            Assert.Equal(ids, tokenizer.Encode(text));
            Assert.Equal(text, tokenizer.Decode(ids));
            Assert.Equal(ids, tokenizer.Tokenize(text).Select(token => token.Id));
            Assert.Equal(ids, tokenizer.EncodeStream(new StringReader(text), 3));
            Assert.Equal(ids, tokenizer.Splitter.Split(text).SelectMany(piece => encoder.Encode(System.Text.Encoding.UTF8.GetBytes(piece))));
        }
    }

    [Fact]
    public void Gpt2Splitter_TextsBeyondTheBasicPlane_GivesThePiecesOfThePattern()
    {
        foreach ((string text, _, int[]? pieces) in Cases("beyond-basic-plane.json"))
            Assert.Equal(pieces!, new Gpt2Splitter().Split(text).Select(piece => piece.Length));
    }

    [DataFact("gpt2/encoder.json", "gpt2/vocab.bpe")]
    public void EncodeWithSpecial_EndOfText_IsOneToken()
    {
        BytePairTokenizer tokenizer = Gpt2Tokenizer.Load();
        Assert.Equal([50256, 87], tokenizer.EncodeWithSpecial("<|endoftext|>x"));
        Assert.Equal("x", tokenizer.Decode([50256, 87]));
    }

    [DataFact("gpt2/encoder.json", "gpt2/vocab.bpe", "tinyshakespeare.txt")]
    public void Encode_TinyShakespeare_GivesTiktokensNumberOfTokens()
    {
        // The number was counted with npm tiktoken 1.0.22, encoding gpt2.
        string text = File.ReadAllText(TestData.External("tinyshakespeare.txt"));
        BytePairTokenizer tokenizer = Gpt2Tokenizer.Load();
        int[] ids = tokenizer.Encode(text);
        Assert.Equal(338_025, ids.Length);
        Assert.Equal(text, tokenizer.Decode(ids));
    }
}
