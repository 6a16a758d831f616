using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmFromScratch.Corpora;
using LlmFromScratch.Formats;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Formats;

public class Gpt2TokenizerTests
{
    private static readonly byte[] s_tokens = Bytes(SmallVocabulary.Tokens().ToJsonString());
    private static readonly byte[] s_merges = Bytes(SmallVocabulary.Merges);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Refused(byte[] tokens, byte[] merges) => Assert.Throws<InvalidDataException>(() => Gpt2Tokenizer.Read(tokens, merges)).Message;

    private static string RefusedTokens(Action<JsonObject> change)
    {
        JsonObject tokens = SmallVocabulary.Tokens();
        change(tokens);
        return Refused(Bytes(tokens.ToJsonString()), s_merges);
    }

    [DataFact("gpt2/encoder.json", "gpt2/vocab.bpe")]
    public void Load_Gpt2_GivesTiktokensIds()
    {
        BytePairTokenizer tokenizer = Gpt2Tokenizer.Load();
        Assert.Equal(50_257, tokenizer.Vocabulary.Count);
        Assert.Equal(50_000, tokenizer.BytePairs.Merges.Count);
        Assert.Equal([new("<|endoftext|>", 50_256)], tokenizer.BytePairs.Special);
        using JsonDocument fixture = JsonDocument.Parse(File.ReadAllBytes(TestData.Fixture("gpt2", "ids.json")));
        JsonElement texts = fixture.RootElement.GetProperty("texts");
        Assert.Equal(108, texts.GetArrayLength());
        foreach (JsonElement item in texts.EnumerateArray())
        {
            string text = item.GetProperty("text").GetString()!;
            int[] ids = [.. item.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
            Assert.Equal(ids, tokenizer.Encode(text));
            Assert.Equal(text, tokenizer.Decode(ids));
        }
        Assert.Equal([50_256, 87], tokenizer.EncodeWithSpecial("<|endoftext|>x"));
    }

    [Fact]
    public void Load_FilesNotThere_SaysHowToGetThem()
    {
        using var folder = new TemporaryFolder();
        var store = new DatasetStore(null, folder.Path);
        Assert.Contains("llm data get gpt2", Assert.Throws<FileNotFoundException>(() => Gpt2Tokenizer.Load(store)).Message);
        Assert.Contains("llm data get stories260k", Assert.Throws<FileNotFoundException>(() => Llama2Tokenizer.Load(store)).Message);
    }

    [Fact]
    public void Read_SmallFiles_AreAsByHand()
    {
        BytePairTokenizer tokenizer = Gpt2Tokenizer.Read(s_tokens, s_merges);
        SmallVocabulary.AssertIsEqual(SmallVocabulary.Tokenizer.BytePairs, tokenizer.BytePairs);
        Assert.Equal(['t', 256, 258, 'n'], tokenizer.Encode("the then"));
        // Without the version line, and with Windows' line ends.
        SmallVocabulary.AssertIsEqual(tokenizer.BytePairs, Gpt2Tokenizer.Read(s_tokens, Bytes("h e\nĠ t\nĠt he\n")).BytePairs);
        SmallVocabulary.AssertIsEqual(tokenizer.BytePairs, Gpt2Tokenizer.Read(s_tokens, Bytes(SmallVocabulary.Merges.Replace("\n", "\r\n"))).BytePairs);
    }

    [Fact]
    public void Read_Paths_AreInTheMessage()
    {
        using var folder = new TemporaryFolder();
        string tokens = folder.Write("encoder.json", s_tokens), merges = folder.Write("vocab.bpe", s_merges);
        SmallVocabulary.AssertIsEqual(SmallVocabulary.Tokenizer.BytePairs, Gpt2Tokenizer.Read(tokens, merges).BytePairs);
        Assert.Contains(folder.Path, Assert.Throws<InvalidDataException>(() => Gpt2Tokenizer.Read(merges, tokens)).Message);
        Assert.Throws<FileNotFoundException>(() => Gpt2Tokenizer.Read(folder.File("none"), merges));
    }

    [Fact]
    public void Read_TokensCutShortAnywhere_AreRefused()
    {
        for (int length = 0; length < s_tokens.Length; length++)
            Refused(s_tokens[..length], s_merges);
    }

    [Fact]
    public void Read_MergesCutShortAnywhere_AreRefused()
    {
        for (int length = 0; length < s_merges.Length; length++)
            Refused(s_tokens, s_merges[..length]);
        Assert.Contains("no merge makes token 258, \" the\"", Refused(s_tokens, Bytes("#version: 0.2\nh e\nĠ t\n")));
    }

    [Theory]
    [InlineData("", "line end")]
    [InlineData("\n", "line 1 of the merges: expected two tokens")]
    [InlineData("h e\n\nĠ t\nĠt he\n", "line 2 of the merges: expected two tokens")]
    [InlineData("h e x\n", "got \"h e x\"")]
    [InlineData("h  e\n", "got \"h  e\"")]
    [InlineData(" e\n", "got \" e\"")]
    [InlineData("h 你\n", "line 1 of the merges: its second token, \"你\", is not in the vocabulary")]
    [InlineData("hee e\n", "its first token, \"hee\", is not in the vocabulary")]
    [InlineData("h x\n", "its result, \"hx\", is not in the vocabulary")]
    [InlineData("h e\nh e\n", "line 2 of the merges: the merge \"h\" + \"e\" is there already, at line 1 of the merges")]
    [InlineData("{\"h\": 1}\n", "is not in the vocabulary")]
    public void Read_BadMerges_SaysWhatIsWrong(string merges, string message) => Assert.Contains(message, Refused(s_tokens, Bytes(merges)));

    [Fact]
    public void Read_MergesOfOtherBytes_AreRefused()
    {
        Assert.Contains("UTF-8", Refused(s_tokens, [0xFF, 0xFE, 0x0A]));
        Assert.InRange(Refused(s_tokens, Bytes(new string('x', 5_000_000) + "\n")).Length, 1, 300);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("[1, 2]", "got a list")]
    [InlineData("\"h\"", "got \"h\"")]
    [InlineData("null", "got null")]
    [InlineData("hello", "line 1, byte 1")]
    [InlineData("{}", "is not in the vocabulary")]
    [InlineData("{\"a\": 0, \"a\": 1}", "expected JSON")]
    [InlineData("{\"a\": 0, \"\\u0061\": 1}", "expected JSON")] // the same name, written otherwise
    [InlineData("{\"a\": 0} x", "expected JSON")]
    [InlineData("{\"\\ud800\": 0}", "surrogate")]
    [InlineData("{\"a\": \"0\"}", "expected the id of \"a\" to be a whole number from 0 on, got \"0\"")]
    [InlineData("{\"a\": -1}", "got -1")]
    [InlineData("{\"a\": 0.5}", "got 0.5")]
    [InlineData("{\"a\": 1e99999}", "got 1e99999")]
    [InlineData("{\"a\": 2147483648}", "got 2147483648")]
    [InlineData("{\"a\": {}}", "got an object")]
    [InlineData("{\"a\": 0, \"b\": 0}", "id 0 is given twice, to \"a\" and to \"b\"")]
    [InlineData("{\"<|endoftext|>\": []}", "got a list")]
    public void Read_BadTokens_SaysWhatIsWrong(string tokens, string message) => Assert.Contains(message, Refused(Bytes(tokens), s_merges));

    [Fact]
    public void Read_WrongIds_SaysWhatIsWrong()
    {
        Assert.Contains("expected ids from 0 to 259 for the 260 tokens, got none with id 97 (the largest is 2147483647)", RefusedTokens(tokens => tokens["a"] = int.MaxValue));
        Assert.Contains("got none with id 259 (the largest is 260)", RefusedTokens(tokens => tokens["<|endoftext|>"] = 260));
        Assert.Contains("id 98 is given twice", RefusedTokens(tokens => tokens["a"] = 98));
        Assert.Contains("expected a token for every byte, got none for 0x61", RefusedTokens(tokens =>
        {
            tokens.Remove("a");
            tokens["xx"] = 97;
        }));
        Assert.Contains("token 97, \"你\", has characters that stand for no byte", RefusedTokens(tokens =>
        {
            tokens.Remove("a");
            tokens["你"] = 97;
        }));
        Assert.Contains("got an empty text", RefusedTokens(tokens => tokens[""] = 260));
    }

    [Fact]
    public void Read_DeepJson_IsRefused()
    {
        Assert.Contains("expected JSON", Refused(Bytes(string.Concat(Enumerable.Repeat("{\"a\":", 1_000_000))), s_merges));
        Assert.Contains("expected JSON", Refused(Bytes(new string('[', 1_000_000)), s_merges));
    }

    [Fact]
    public void Read_InvalidUtf8_IsRefused() => Assert.Contains("UTF-8", Refused([.. "{\""u8, 0xC3, .. "\": 0}"u8], s_merges));

    [Fact]
    public void Read_NoSpecialToken_IsNoError()
    {
        JsonObject tokens = SmallVocabulary.Tokens();
        tokens.Remove("<|endoftext|>");
        Assert.Empty(Gpt2Tokenizer.Read((byte[])[0xEF, 0xBB, 0xBF, .. Bytes(tokens.ToJsonString())], s_merges).BytePairs.Special); // and a byte-order mark
    }
}
