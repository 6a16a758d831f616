using LlmFromScratch.Corpora.Stories;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Corpora.Stories;

public class ProbeSuiteTests
{
    private static readonly Vocabulary Words = new(["a", "b", "c", "d"]);
    private static readonly Tokenizer ByWords = new(new WhitespaceSplitter(), Words);

    [Fact]
    public void Options_OfFixedModel_AreTheSoftmaxOfSummedLogProbabilities()
    {
        var model = new FixedModel(Words, 0.5, 0.25, 0.125, 0.125);
        // P(a b) = 1/8, P(c b) = 1/32, P(d d) = 1/64: of 11/64 these are 8/11, 2/11, 1/11.
        double[] options = ProbeSuite.Options(model, ByWords, new StoryProbe("k", 0, "a a", " a b", [" c b", " d d"]));
        Assert.Equal(8.0 / 11, options[0], 1e-12);
        Assert.Equal(2.0 / 11, options[1], 1e-12);
        Assert.Equal(1.0 / 11, options[2], 1e-12);
    }

    [Fact]
    public void Options_AllImpossible_AreChance()
    {
        var model = new FixedModel(Words, 1, 0, 0, 0);
        Assert.Equal([0.5, 0.5], ProbeSuite.Options(model, ByWords, new StoryProbe("k", 0, "a", " b", [" c"])));
        Assert.Equal([1.0, 0.0], ProbeSuite.Options(model, ByWords, new StoryProbe("k", 0, "a", " a", [" c"])));
    }

    [Fact]
    public void Options_VeryLongContinuations_DoNotVanish()
    {
        var model = new FixedModel(Words, 0.25, 0.25, 0.25, 0.25);
        string longOne = string.Concat(Enumerable.Repeat(" a", 2000));
        Assert.Equal([0.5, 0.5], ProbeSuite.Options(model, ByWords, new StoryProbe("k", 0, "", longOne, [longOne + ""])));
    }

    [Fact]
    public void Run_ModelThatRefusesTheImpossible_IsNotAskedToGoOn()
    {
        ProbeReport report = ProbeSuite.Run(new Strict(Words), ByWords, [new StoryProbe("k", 0, "a", " b a", [" c a", " a d a"])]);
        Assert.Equal(1, report["k"].Probability);
        Assert.Equal(1, report["k"].Share);
    }

    [Fact]
    public void Run_UniformModel_GetsChance()
    {
        var model = new FixedModel(Words, 0.25, 0.25, 0.25, 0.25);
        ProbeReport report = ProbeSuite.Run(model, ByWords,
            [new StoryProbe("two", 3, "a", " b", [" c"]), new StoryProbe("two", 3, "a", " b", [" c", " d", " a"]), new StoryProbe("four", 3, "a", " b", [" c", " d", " a"])]);
        Assert.Equal(0.375, report["two"].Chance, 1e-12);
        Assert.Equal(0.25, report["four"].Chance, 1e-12);
        Assert.All(report.Kinds, row => Assert.Equal(row.Chance, row.Probability, 1e-12));
        Assert.All(report.Kinds, row => Assert.Equal(row.Chance, row.Share, 1e-12));
    }

    [Fact]
    public void Run_SeveralKindsAndDistances_GivesARowForEach()
    {
        var model = new FixedModel(Words, 0.4, 0.3, 0.2, 0.1);
        ProbeReport report = ProbeSuite.Run(model, ByWords,
        [
            new StoryProbe("late", 8, "a", " a", [" b"]), new StoryProbe("late", 9, "a", " d", [" b"]), new StoryProbe("late", 65, "a", " a", [" d"]),
            new StoryProbe("early", 64, "a", " c", [" d"]),
        ]);
        Assert.Equal("fixed", report.Model);
        Assert.Equal(["late", "early"], report.Kinds.Select(row => row.Kind));
        Assert.Equal(3, report["late"].Count);
        Assert.Equal((4.0 / 7 + 1.0 / 4 + 4.0 / 5) / 3, report["late"].Probability, 1e-12);
        Assert.Equal(2.0 / 3, report["late"].Share, 1e-12);
        Assert.Equal(["up to 8", "9–32", "65+", "33–64"], report.ByDistance.Select(row => row.Distance));
        Assert.Equal(0, report["late", "9–32"].Share);
        Assert.Contains("expected one of late, early", Assert.Throws<ArgumentException>(() => report["never"]).Message);
    }

    [Theory]
    [InlineData(0, "up to 8")]
    [InlineData(32, "9–32")]
    [InlineData(33, "33–64")]
    [InlineData(int.MaxValue, "65+")]
    public void DistanceOf_AnyDistance_IsOneOfTheRanges(int distance, string range) => Assert.Equal(range, ProbeReport.DistanceOf(distance));

    [Fact]
    public void ToText_OfAReport_SaysEachKindOnceWithItsDistancesBelow()
    {
        ProbeRow row = new("where", "all", 3, 0.5, 1.0 / 3, 0.25);
        var report = new ProbeReport("m", [row, row with { Kind = "who" }], [row with { Distance = "9–32" }, row with { Distance = "65+" }, row with { Kind = "who", Distance = "65+" }]);
        string[] expected =
        [
            "kind               distance probes P(right)  share chance",
            "where              all           3    0.500  0.333  0.250",
            "                   9–32          3    0.500  0.333  0.250",
            "                   65+           3    0.500  0.333  0.250",
            "who                all           3    0.500  0.333  0.250",
            "",
        ];
        Assert.Equal(string.Join('\n', expected), report.ToText());
    }

    [Fact]
    public void Run_NoProbes_GivesAnEmptyReport() => Assert.Empty(ProbeSuite.Run(new FixedModel(Words, 1, 0, 0, 0), ByWords, []).Kinds);

    [Fact]
    public void Run_OtherVocabularyOrUnknownWord_IsRefused()
    {
        var probe = new StoryProbe("k", 0, "a", " b", [" c"]);
        var model = new FixedModel(new Vocabulary(["a", "b"]), 0.5, 0.5);
        Assert.Contains("tokenizer of the model", Assert.Throws<ArgumentException>(() => ProbeSuite.Run(model, ByWords, [probe])).Message);
        Assert.Throws<KeyNotFoundException>(() => ProbeSuite.Run(model, new Tokenizer(new WhitespaceSplitter(), model.Vocabulary), [probe]));
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        var model = new FixedModel(Words, 0.25, 0.25, 0.25, 0.25);
        Assert.Throws<OperationCanceledException>(() =>
            ProbeSuite.Run(model, ByWords, [new StoryProbe("k", 0, "a", " b", [" c"])], cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void StoryProbe_WithoutWrongOption_IsRefused() => Assert.Throws<ArgumentException>(() => new StoryProbe("k", 0, "a", " b", []));

    /// <summary>After "a" only "b" or "a" and then "b" …: "c" and "d" are impossible, and it refuses to be told of them.</summary>
    private sealed class Strict(Vocabulary vocabulary) : ILanguageModel, ILanguageModelSession
    {
        public string Name => "strict";

        public Vocabulary Vocabulary => vocabulary;

        public int ContextLength => 0;

        public ILanguageModelSession Start() => this;

        public ILanguageModelSession Fork() => this;

        public void Append(int token)
        {
            if (token > 1)
                throw new ArgumentException("asked to go on after the impossible");
        }

        public double Probability(int token) => token > 1 ? 0 : 0.5;

        public void Probabilities(Span<double> destination)
        {
            destination.Clear();
            destination[..2].Fill(0.5);
        }
    }
}
