using System.Text.Json;
using LlmFromScratch.Autograd;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;
using Xunit.Abstractions;

namespace LlmFromScratch.Tests.Training;

/// <summary>stories260K, trained and run by others, in our classes: the same tokens, logits and stories as llama2.c's run.c.</summary>
public class Llama2CheckpointTests(ITestOutputHelper output)
{
    private const string Bin = "stories260K.bin", Tok = "tok512.bin";

    /// <summary>What run.c answered: see tests/Fixtures/README.md.</summary>
    internal sealed record Case(string Prompt, int[] Tokens, float[] Logits, int[] Continuation);

    internal static Case[] Cases()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(TestData.Fixture("llama2", "stories260K.json")));
        int[] Ids(JsonElement list) => [.. list.EnumerateArray().Select(id => id.GetInt32())];
        return [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(one => new Case(one.GetProperty("prompt").GetString()!, Ids(one.GetProperty("tokens")),
            [.. one.GetProperty("logits_after_prompt").EnumerateArray().Select(logit => logit.GetSingle())], Ids(one.GetProperty("greedy"))))];
    }

    private static Checkpoint Load() => Llama2Checkpoint.Load(TestData.External(Bin), TestData.External(Tok));

    [DataFact(Bin, Tok)]
    public void Load_Stories260K_GivesTheTokensOfLlama2C()
    {
        var tokenizer = (SentencePieceTokenizer)Load().Tokenizer;
        Assert.Equal(3, Cases().Length);
        foreach (Case one in Cases())
            Assert.Equal(one.Tokens, tokenizer.EncodePrompt(one.Prompt));
    }

    [DataFact(Bin, Tok)]
    public void Load_Stories260K_GivesTheLogitsOfLlama2C()
    {
        var model = (TransformerModel)Load().Model;
        using var noGrad = new NoGrad();
        foreach (Case one in Cases())
        {
            float[] logits = model.Forward(one.Tokens).Data[^512..].ToArray();
            float largest = logits.Zip(one.Logits, (ours, theirs) => Math.Abs(ours - theirs)).Max();
            output.WriteLine($"\"{one.Prompt}\": logits differ by at most {largest:E1}"); // run.c's are printed with six digits
            Assert.InRange(largest, 0, 1e-4);
        }
    }

    [DataFact(Bin, Tok)]
    public void Load_Stories260K_TellsTheStoriesOfLlama2CTokenForToken()
    {
        var model = (TransformerModel)Load().Model;
        var probabilities = new double[512];
        foreach (Case one in Cases())
        {
            var session = model.Start();
            foreach (int token in one.Tokens)
                session.Append(token);
            var story = new List<int>();
            for (int i = 0; i < one.Continuation.Length; i++)
            {
                session.Probabilities(probabilities);
                story.Add(Array.IndexOf(probabilities, probabilities.Max()));
                session.Append(story[^1]);
            }
            Assert.Equal(one.Continuation, story);
        }
    }

    [DataFact(Bin, Tok)]
    public void Save_Stories260K_GivesTheSameBytesButForSomeOfTheTablesThatNobodyReads()
    {
        using var folder = new TemporaryFolder();
        Llama2Checkpoint.Save(Load(), folder.File("again.bin"), folder.File("tok.bin"));
        Assert.Equal(File.ReadAllBytes(TestData.External(Tok)), File.ReadAllBytes(folder.File("tok.bin")));
        Llama2Bin theirs = Llama2Bin.Read(TestData.External(Bin)), ours = Llama2Bin.Read(folder.File("again.bin"));
        Assert.Equal(theirs.Header, ours.Header);
        foreach ((NamedArray expected, NamedArray actual) in theirs.Arrays.Zip(ours.Arrays))
            if (!expected.Name.StartsWith("freq_cis", StringComparison.Ordinal))
                Assert.Equal(expected.Floats.Select(BitConverter.SingleToInt32Bits), actual.Floats.Select(BitConverter.SingleToInt32Bits));
            else
                Assert.InRange(expected.Floats.Zip(actual.Floats, (a, b) => Math.Abs(a - b)).Max(), 0, 6e-8); // the last bit of a number below 1
    }

    [Fact]
    public void Save_OwnModel_ComesBackWithTheSameLogits()
    {
        using var folder = new TemporaryFolder();
        SentencePieceTokenizer tokenizer = SmallTokenizer();
        foreach (bool tied in new[] { true, false })
        {
            var options = TransformerOptions.Llama with { Layers = 2, Heads = 4, KeyValueHeads = 2, Width = 24, Hidden = 20, Context = 8, TiedEmbeddings = tied, PredictsStart = true };
            var model = new TransformerModel(tokenizer.Vocabulary, options, seed: 3);
            Llama2Checkpoint.Save(new(model, tokenizer), folder.File("m.bin"), folder.File("t.bin"));
            Checkpoint read = Llama2Checkpoint.Load(folder.File("m.bin"), folder.File("t.bin"));
            Assert.Equal(options with { KeyValueHeads = 2 }, read.Model.Options);
            int[] ids = [1, 259, 260, 40, 261];
            Assert.Equal(model.Forward(ids).Data.ToArray(), ((TransformerModel)read.Model).Forward(ids).Data.ToArray());
        }
    }

    [Fact]
    public void Save_PartsThatLlama2CLacks_ListsThem()
    {
        using var folder = new TemporaryFolder();
        SentencePieceTokenizer tokenizer = SmallTokenizer();
        var model = new TransformerModel(tokenizer.Vocabulary, new() { Layers = 1, Heads = 2, Width = 8, Context = 4, Bias = true });
        string message = Assert.Throws<ArgumentException>(() => Llama2Checkpoint.Save(new(model, tokenizer), folder.File("m.bin"))).Message;
        foreach (string part in new[] { "learned positions", "\"layer\"", "\"gelu\"", "biases" })
            Assert.Contains(part, message);
        Assert.Empty(Directory.GetFiles(folder.Path));
        var other = new MlpLanguageModel(tokenizer.Vocabulary, new MlpOptions());
        Assert.Contains("expected a transformer", Assert.Throws<ArgumentException>(() => Llama2Checkpoint.ToBin(other)).Message);
    }

    [Fact]
    public void Save_TokenizerOfAnotherKind_IsRefusedAndNothingIsWritten()
    {
        using var folder = new TemporaryFolder();
        Tokenizer tokenizer = Tokenizer.Train(new CharacterSplitter(), ["abc"]);
        var model = new TransformerModel(tokenizer.Vocabulary, TransformerOptions.Llama with { Layers = 1, Heads = 2, Width = 8, Context = 4 });
        Assert.Contains("scored pieces", Assert.Throws<ArgumentException>(() => Llama2Checkpoint.Save(new(model, tokenizer), folder.File("m.bin"), folder.File("t.bin"))).Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
        Llama2Checkpoint.Save(new(model, tokenizer), folder.File("m.bin"));
        Assert.Equal(3, Llama2Bin.Read(folder.File("m.bin")).Header.Tokens);
    }

    [Fact]
    public void Of_TokenizerOfAnotherModel_IsRefused()
    {
        SentencePieceTokenizer tokenizer = SmallTokenizer();
        var header = new Llama2Header(4, 3, 1, 2, 1, tokenizer.Vocabulary.Count + 1, 4);
        var bin = new Llama2Bin(header, [.. header.Arrays.Select(array => new NamedArray(array.Name, array.Shape, new float[array.Shape.Aggregate((x, y) => x * y)]))]);
        Assert.Contains("do not belong together", Assert.Throws<InvalidDataException>(() => Llama2Checkpoint.Of(bin, tokenizer)).Message);
    }

    private static SentencePieceTokenizer SmallTokenizer() => new(new([new(" ", 0), new("a", -1), new("b", -2), new("ab", -3)]));
}
