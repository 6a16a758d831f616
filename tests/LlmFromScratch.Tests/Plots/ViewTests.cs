using LlmFromScratch.Networks;
using LlmFromScratch.Plots;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Plots;

public sealed class ViewTests
{
    [Fact]
    public void NextTokenChart_OfAPrediction_HasTheLikeliestFirstAndSumsUpTheRest()
    {
        BarChart chart = NextTokenChart.Of(Examples.Food, top: 2);
        Assert.Equal(["rice", "apple", "other (3 tokens)"], chart.Labels); // the start of sentence can never come next
        Assert.Equal([0.479, 0.375, 0.146], chart.Series[0].Values.Select(value => Math.Round(value, 9)));
        Assert.Equal(2, chart.OtherIndex);
        Assert.Equal("What comes after “like to”?", chart.Title);
        Assert.Equal("bigram", chart.Subtitle);
    }

    [Fact]
    public void NextTokenChart_WithRoomForAll_StillSumsUpWhatHasNoProbability()
    {
        BarChart chart = NextTokenChart.Of(Examples.Food);
        Assert.Equal(["rice", "apple", "苹果", "other (2 tokens)"], chart.Labels);
        Assert.Equal(0, chart.Series[0].Values[^1], 12);
    }

    [Fact]
    public void NextTokenChart_Compare_PutsTheTruthFirstAndInGrey()
    {
        BarChart chart = NextTokenChart.Compare([Examples.Predict("truth", 0.6, 0.3, 0.1), Examples.Predict("bigram", 0.2, 0.2, 0.6)], top: 2);
        Assert.Equal(["apple", "苹果", "other (3 tokens)"], chart.Labels); // the truth's likeliest
        Assert.Equal(["truth", "bigram"], chart.Series.Select(one => one.Name));
        Assert.Equal([true, false], chart.Series.Select(one => one.IsReference));
        Assert.Equal(0.6, chart.Series[1].Values[2], 12);
    }

    [Fact]
    public void NextTokenChart_OfDifferentVocabularies_IsRefused()
    {
        var other = new Prediction("other", new Vocabulary(["a"]), [], new Probabilities([1]));
        ArgumentException error = Assert.Throws<ArgumentException>(() => NextTokenChart.Compare([Examples.Food, other]));
        Assert.Contains("equal vocabularies", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NextTokenChart.Compare([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => NextTokenChart.Of(Examples.Food, top: 0));
    }

    [Theory]
    [InlineData(new[] { "我", "喜欢", "吃" }, "What comes after “我喜欢吃”?")]
    [InlineData(new[] { "I", "eat" }, "What comes after “I eat”?")]
    [InlineData(new[] { "t", "h", "e", " ", "c" }, "What comes after “the c”?")]
    [InlineData(new string[0], "What comes first?")]
    public void NextTokenChart_Title_ReadsLikeTheText(string[] context, string expected)
    {
        var vocabulary = new Vocabulary(context.Append("x").Distinct());
        var probabilities = new double[vocabulary.Count];
        probabilities[^1] = 1;
        Assert.Equal(expected, NextTokenChart.Of(new Prediction("m", vocabulary, vocabulary.IdsOf(context), new Probabilities(probabilities))).Title);
    }

    [Fact]
    public void SurprisalChart_OfAModelThatIsAlwaysSure_IsInBitsLineByLine()
    {
        var tokenizer = new Tokenizer(new WordSplitter(), new Vocabulary(["<s>", "</s>", "a", "b"]));
        TokenTextChart chart = SurprisalChart.Of(new Uniform(tokenizer.Vocabulary), tokenizer, "a b\nb");
        Assert.Equal([(0, 2.0), (2, 2.0), (3, 2.0), (4, 2.0)], chart.Tokens.Select(token => (token.Start, token.Value)));
        Assert.Equal("2 bits per token on average", chart.Subtitle);
        Assert.Empty(SurprisalChart.Of(new Uniform(tokenizer.Vocabulary), tokenizer, "").Tokens);
    }

    [Fact]
    public void SurprisalChart_WithAnotherVocabulary_IsRefused()
    {
        var tokenizer = new Tokenizer(new WordSplitter(), new Vocabulary(["a", "b"]));
        Assert.Throws<ArgumentException>(() => SurprisalChart.Of(new Uniform(new Vocabulary(["a"])), tokenizer, "a"));
    }

    [Fact]
    public void ZipfChart_OfCountsInAnyOrder_RanksThem()
    {
        ScatterChart chart = ZipfChart.Of([("b", 5), ("never", 0), ("a", 10)]);
        Assert.Equal([new Point(1, 10), new Point(2, 5)], chart.Clouds[0].Points);
        Assert.Equal("2 different tokens, 15 in all", chart.Subtitle);
        Assert.Equal([new Point(1, 10), new Point(2, 5)], chart.ReferenceLines[0].Points);
        Assert.Empty(ZipfChart.Of([]).Clouds[0].Points);
    }

    [Fact]
    public void ZipfChart_OfManyTokens_KeepsAFewHundredDots() =>
        Assert.InRange(ZipfChart.Of([.. Enumerable.Range(1, 100_000).Select(i => ($"w{i}", 200_000L / i))]).Clouds[0].Points.Count, 100, 400);

    /// <summary>All tokens are equally likely.</summary>
    private sealed class Uniform(Vocabulary vocabulary) : ILanguageModel, ILanguageModelSession
    {
        public string Name => "uniform";

        public Vocabulary Vocabulary => vocabulary;

        public int ContextLength => 0;

        public ILanguageModelSession Start() => this;

        public void Append(int token)
        {
        }

        public void Probabilities(Span<double> destination) => destination.Fill(1.0 / vocabulary.Count);

        public double Probability(int token) => 1.0 / vocabulary.Count;

        public ILanguageModelSession Fork() => this;
    }

    [Fact]
    public void ParameterTable_OfAnMlp_ListsShapesAndCounts()
    {
        var vocabulary = new Vocabulary(Enumerable.Range(0, 29).Select(id => $"token {id}"));
        TableChart table = ParameterTable.Of(new MlpLanguageModel(vocabulary, new MlpOptions { Context = 3, Embedding = 10, Hidden = 200 }));
        Assert.Equal(["parameter", "shape", "numbers"], table.Columns);
        Assert.Equal(
        [
            ["embedding.weight", "[30, 10]", "300"],
            ["hidden.weight", "[30, 200]", "6,000"],
            ["hidden.bias", "[200]", "200"],
            ["output.weight", "[200, 29]", "5,800"],
            ["output.bias", "[29]", "29"],
        ], table.Rows.Select(row => row.ToArray()));
        Assert.Equal("12,329 numbers in all", table.Subtitle);
    }
}
