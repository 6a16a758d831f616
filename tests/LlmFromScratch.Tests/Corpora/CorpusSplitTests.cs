using FsCheck;
using FsCheck.Fluent;
using LlmFromScratch.Corpora;

namespace LlmFromScratch.Tests.Corpora;

public class CorpusSplitTests
{
    private static Corpus Numbered(int count) => Corpus.FromLines("numbers", Enumerable.Range(0, count).Select(i => $"line {i}"));

    [Fact]
    public void Split_LinesAllDifferent_HasExactSizes()
    {
        CorpusSplit split = Numbered(1000).Split(validation: 0.1, test: 0.05, seed: 1);
        Assert.Equal(850, split.Training.Lines.Count);
        Assert.Equal(100, split.Validation.Lines.Count);
        Assert.Equal(50, split.Test!.Lines.Count);
        Assert.Equal(0, split.RepeatedLines);
        Assert.Equal(0, split.LinesAlsoInTraining);
    }

    [Fact]
    public void Split_SameSeed_GivesSameParts()
    {
        Corpus corpus = Numbered(200);
        Assert.Equal(corpus.Split(seed: 7).Validation.Lines, corpus.Split(seed: 7).Validation.Lines);
        Assert.NotEqual(corpus.Split(seed: 7).Validation.Lines, corpus.Split(seed: 8).Validation.Lines);
    }

    [Fact]
    public void Split_KnownSeed_GivesTheSameLinesForEver()
    {
        Assert.Equal(KnownValidation, Numbered(20).Split(validation: 0.2, seed: 42).Validation.Lines);
    }

    private static readonly string[] KnownValidation = ["line 0", "line 1", "line 11", "line 15"];

    [Fact]
    public void Split_LinesReordered_HoldsTheSameLinesOut()
    {
        Corpus corpus = Numbered(50);
        Corpus reversed = Corpus.FromLines("reversed", corpus.Lines.Reverse());
        Assert.Equal(corpus.Split(seed: 3).Validation.Lines.Order(), reversed.Split(seed: 3).Validation.Lines.Order());
    }

    [Fact]
    public void Split_RepeatedLines_KeepsCopiesTogetherAndCountsThem()
    {
        Corpus corpus = Corpus.FromLines("copies", Enumerable.Range(0, 300).Select(i => $"line {i % 100}"));
        CorpusSplit split = corpus.Split(validation: 0.2, test: 0.2, seed: 5);
        Assert.Equal(200, split.RepeatedLines);
        Assert.Equal(0, split.LinesAlsoInTraining);
        Assert.Equal(0, split.Validation.CountLinesAlsoIn(split.Test!));
        Assert.Equal(60, split.Validation.Lines.Count);
        Assert.All(split.Validation.Lines.GroupBy(line => line), copies => Assert.Equal(3, copies.Count()));
    }

    [Fact]
    public void Split_OneLineFillsAlmostAll_StaysInTraining()
    {
        Corpus corpus = Corpus.FromLines("blank lines", [.. Enumerable.Repeat("", 90), .. Enumerable.Range(0, 10).Select(i => $"{i}")]);
        CorpusSplit split = corpus.Split(validation: 0.05);
        Assert.Equal(5, split.Validation.Lines.Count);
        Assert.DoesNotContain("", split.Validation.Lines);
    }

    [Fact]
    public void Split_EveryLineCommonerThanTheShare_TakesTheRarest()
    {
        Corpus corpus = Corpus.FromLines("three", [.. Enumerable.Repeat("a", 50), .. Enumerable.Repeat("b", 30), .. Enumerable.Repeat("c", 20)]);
        Assert.All(corpus.Split(validation: 0.1).Validation.Lines, line => Assert.Equal("c", line));
    }

    [Fact]
    public void Split_AnyCorpus_PartsAreDisjointCompleteAndInOrder()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<(int[] Lines, int Seed)>(), input =>
        {
            string[] lines = [.. input.Lines.Select(i => $"{i % 7}")];
            if (lines.Distinct().Count() < 3)
                return true;
            CorpusSplit split = Corpus.FromLines("any", lines).Split(0.2, 0.2, input.Seed);
            string[] parts = [.. split.Training.Lines, .. split.Validation.Lines, .. split.Test!.Lines];
            bool inOrder = new[] { split.Training, split.Validation, split.Test }
                .All(part => lines.Where(part.Lines.Contains).SequenceEqual(part.Lines));
            return parts.Order().SequenceEqual(lines.Order()) && split.LinesAlsoInTraining == 0 && inOrder;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-0.1, 0)]
    [InlineData(1, 0)]
    [InlineData(0.5, 0.5)]
    [InlineData(0.1, -0.1)]
    [InlineData(double.NaN, 0)]
    [InlineData(0.1, double.NaN)]
    [InlineData(double.PositiveInfinity, 0)]
    public void Split_SharesOutOfRange_Throws(double validation, double test) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(10).Split(validation, test));

    [Fact]
    public void Split_FewerDifferentLinesThanParts_ThrowsWithTheNumbers()
    {
        Corpus corpus = Corpus.FromLines("tiny", ["a", "a", "b", "a"]);
        var error = Assert.Throws<InvalidOperationException>(() => corpus.Split(0.1, 0.1));
        Assert.Contains("4 lines of which 2 are different; expected at least 3", error.Message);
        Assert.Equal("b", Assert.Single(corpus.Split(0.1).Validation.Lines));
    }

    [Theory]
    [InlineData("0123456789", 0.9, 9)]
    [InlineData("0123456789", 0.29, 2)]
    [InlineData("ab👍cd", 0.5, 2)] // The middle, 3, is inside the surrogate pair.
    [InlineData("abe\u0301cd", 0.5, 2)] // The middle, 3, is between the letter and its accent.
    [InlineData("ab\ncd", 0.6, 3)]
    [InlineData("我喜欢吃", 0.5, 2)]
    public void SplitAt_TextWithCharactersOfSeveralUnits_CutsBetweenCharacters(string text, double fraction, int expected)
    {
        CorpusSplit split = Corpus.FromText("stream", text).SplitAt(fraction);
        Assert.Equal(text[..expected], split.Training.Text);
        Assert.Equal(text[expected..], split.Validation.Text);
    }

    [Fact]
    public void SplitAt_FractionThatBinaryNumbersMiss_CutsWhereSchoolArithmeticSays() =>
        Assert.Equal(29, Corpus.FromText("stream", new string('x', 100)).SplitAt(0.29).Training.Text.Length);

    [Fact]
    public void SplitAt_LinesOnBothSides_CountsTheLeak()
    {
        CorpusSplit split = Corpus.FromText("song", "la\nla\nlo\nla\n").SplitAt(0.5);
        Assert.Equal("la\nla\n", split.Training.Text);
        Assert.Equal(1, split.LinesAlsoInTraining);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void SplitAt_ShareOutOfRange_Throws(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(10).SplitAt(fraction));

    [Theory]
    [InlineData("a", 0.9)]
    [InlineData("👨‍👩‍👧", 0.9)]
    [InlineData("abc", 0.1)]
    public void SplitAt_TooShort_Throws(string text, double fraction) =>
        Assert.Throws<InvalidOperationException>(() => Corpus.FromText("short", text).SplitAt(fraction));

    [DataFact("tinyshakespeare.txt")]
    public void SplitAt_TinyShakespeare_CutsWhereOthersDo()
    {
        CorpusSplit split = Corpus.Load("tiny-shakespeare").SplitAt(0.9);
        Assert.Equal(1_003_854, split.Training.Text.Length);
        Assert.Equal(111_540, split.Validation.Text.Length);
    }
}
