using LlmFromScratch.Predictions;
using LlmFromScratch.Sampling;
using LlmFromScratch.Tests.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Sampling;

public class StopConditionsTests
{
    private static readonly Tokenizer Letters = new(new CharacterSplitter(), new Vocabulary(["a", "b", "c", "#", " "]));

    /// <summary>Always writes the same text, over and over: each token is followed by the one after its last place in it.</summary>
    private static IEnumerable<string> Write(string text, StopConditions stop)
    {
        var model = new ScriptedModel(Letters.Vocabulary, ((ITokenizer)Letters).Encode(text));
        return new TextGenerator(model).GenerateText(Letters, [0, 1], 1, stop);
    }

    [Fact]
    public void GenerateText_StopText_IsHeldBackUntilItIsNone()
    {
        StopConditions stop = new() { Texts = ["###", "cab"], MaximumTokens = 50 };
        Assert.Equal(["a", "#b"], Write("a#b###a", stop)); // "#", "##" and "###" are never shown
        Assert.Equal(["b", "a", "a"], Write("ba" + "a" + "caba", stop));
        Assert.Equal(["b", "##", "ca "], Write("b##ca ###", stop)); // "##" became text when c came, and "ca" when a space came
        Assert.Equal("", string.Concat(Write("cab", stop)));
    }

    [Fact]
    public void GenerateText_EndWhileHoldingBack_GivesTheRest()
    {
        Assert.Equal("a##", string.Concat(Write("a##bb", new() { Texts = ["###"], MaximumTokens = 3 })));
        Assert.Equal("", string.Concat(Write("a##bb", new() { Texts = ["###"], MaximumTokens = 0 })));
        Assert.Equal("a##b", string.Concat(Write("a##bc", new() { Texts = ["b#"], Tokens = [2] }))); // the stop token c
    }

    [Fact]
    public void GenerateText_StopTextInThePrompt_DoesNotCount() =>
        Assert.Equal("cc", string.Concat(Write("cc###", new() { Texts = ["ab", "#", "bc"] }))); // the prompt is "ab", and "bc" would begin in it

    [Fact]
    public void GenerateText_CharacterOfSeveralBytes_ComesWhole()
    {
        var bytes = new ByteTokenizer();
        var model = new ScriptedModel(bytes.Vocabulary, ((ITokenizer)bytes).Encode("é直!"));
        Assert.Equal(["é", "直", "!"], new TextGenerator(model).GenerateText(bytes, [], 1, new() { MaximumTokens = 6 }));
        Assert.Equal("é\uFFFD", string.Concat(new TextGenerator(model).GenerateText(bytes, [], 1, new() { MaximumTokens = 4 }))); // cut within 直
    }

    [Fact]
    public void Generate_StopTokens_EndTheTextUnwritten()
    {
        var generator = new TextGenerator(new ScriptedModel(Letters.Vocabulary, [0, 1, 0, 3, 2]));
        Assert.Equal([0, 1, 0], generator.Generate([], 1, new StopConditions { Tokens = [2, 3] }));
        Assert.Equal([0, 1], generator.Generate([], 1, new StopConditions { Tokens = [3], MaximumTokens = 2 }));
    }

    [Fact]
    public void Generate_StartOfATextDrawn_EndsTheText()
    {
        var model = new ScriptedModel(new Vocabulary(["<unk>", "<s>", "</s>", "a"]), [3, 3, 1, 3]);
        Assert.Equal([3, 3], new TextGenerator(model).Generate([1], 1));
    }

    [Fact]
    public void Generate_BadConditions_Throws()
    {
        var generator = new TextGenerator(new ScriptedModel(Letters.Vocabulary, [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StopConditions { MaximumTokens = -1 });
        Assert.Throws<ArgumentException>(() => new StopConditions { Texts = ["a", ""] });
        Assert.Contains("GenerateText", Assert.Throws<ArgumentException>(() => generator.Generate([], 1, new StopConditions { Texts = ["a"] })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => generator.Generate([], 1, (StopConditions)null!));
        Assert.Throws<ArgumentNullException>(() => generator.GenerateText(null!, [], 1));
        Assert.Throws<ArgumentException>(() => generator.GenerateBatch([[0]], []));
        Assert.Throws<ArgumentException>(() => generator.GenerateBatch([[0]], [1], new() { Texts = ["a"] }));
        Assert.Empty(generator.GenerateBatch([], []));
    }

    [Theory]
    [InlineData("gpt"), InlineData("llama"), InlineData("gru")]
    public void GenerateBatch_OnePromptOfEight_IsTheSamePromptAlone(string kind)
    {
        ILanguageModel model = SmallModels.Make(kind);
        int[][] prompts = [.. Enumerable.Range(0, 8).Select(i => Enumerable.Range(0, i * i).Select(j => 3 + (i + j) % 26).Prepend(1).ToArray())]; // also beyond the context of 24
        long[] seeds = [5, 6, 7, 8, 9, 10, 11, 5];
        foreach (SamplingOptions options in new SamplingOptions[] { new(), new() { Temperature = 0.8, TopK = 5 } })
        {
            var generator = new TextGenerator(model, options);
            int[][] together = generator.GenerateBatch(prompts, seeds, new() { MaximumTokens = 40, Tokens = [10] });
            for (int i = 0; i < 8; i++)
                Assert.Equal(generator.Generate(prompts[i], seeds[i], new StopConditions { MaximumTokens = 40, Tokens = [10] }), together[i]);
            Assert.True(together.Select(text => text.Length).Distinct().Count() > 1); // some end before others
        }
    }

    [Fact]
    public void GenerateBatch_Cancelled_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => new TextGenerator(SmallModels.Make("gpt")).GenerateBatch([[1]], [1], cancellation: cancellation.Token));
    }

    /// <summary>Writes given tokens, whatever the prompt is, then the first one for ever.</summary>
    private sealed class ScriptedModel(Vocabulary vocabulary, int[] script) : ILanguageModel
    {
        public string Name => "script";

        public Vocabulary Vocabulary => vocabulary;

        public int ContextLength => int.MaxValue;

        public ILanguageModelSession Start() => new Session(this, script, -1);

        private sealed class Session(ScriptedModel model, int[] script, int at) : ILanguageModelSession
        {
            private int _at = at; // of the script; -1 before the first prediction
            public void Append(int token) => _at += _at < 0 ? 0 : 1;

            public void Probabilities(Span<double> destination)
            {
                _at = Math.Max(_at, 0);
                destination.Clear();
                destination[script[_at < script.Length ? _at : 0]] = 1;
            }

            public double Probability(int token) => throw new NotSupportedException();

            public ILanguageModelSession Fork() => new Session(model, script, _at);
        }
    }
}
