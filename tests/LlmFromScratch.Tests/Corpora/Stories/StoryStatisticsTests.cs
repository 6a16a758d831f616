using LlmFromScratch.Corpora;
using LlmFromScratch.Corpora.Stories;

namespace LlmFromScratch.Tests.Corpora.Stories;

public class StoryStatisticsTests
{
    [Theory]
    [InlineData(3, true, 3, 1)]  // "x a b", "a b ,", "b , c": only "a b ," is known
    [InlineData(3, false, 2, 1)] // "x a b", "a b c": the comma does not part "a b c" any more
    [InlineData(9, true, 0, 0)]
    public void Repeats_ByHand_CountRunsThatAreKnown(int length, bool withMarks, long runs, long repeated)
    {
        StoryRepeats repeats = StoryRepeats.Of(length, withMarks, [["a", "b", ",", "d"], ["a", "b", "c"], ["x"]], [["x", "a", "b", ",", "c"]]);
        Assert.Equal((runs, repeated), (repeats.Runs, repeats.Repeated));
        Assert.Equal(runs == 0 ? 0 : (double)repeated / runs, repeats.Share);
    }

    [Theory]
    [InlineData("en", "storyworld")]
    [InlineData("zh", "storyworld-zh")]
    public void Of_CommittedData_CountsWhatTheFilesHold(string language, string name)
    {
        StoryWorld world = StoryWorld.In(language);
        StoryStatistics statistics = StoryStatistics.Of(world, StoryFiles.CommittedSeed, StoryFiles.CommittedBytes(world));
        foreach ((StoryAmounts amounts, string part) in new[] { (statistics.Training, ""), (statistics.Validation, "-validation") })
        {
            Corpus corpus = Corpus.Load(name + part);
            Assert.Equal(corpus.Lines.Count, amounts.Stories);
            Assert.Equal(corpus.CountTokens() + corpus.Lines.Count, amounts.Tokens);
            Assert.Equal(corpus.CountDistinctTokens(), amounts.Vocabulary);
            Assert.Equal((language == "en" ? corpus : Corpus.Load("storyworld-zh-characters" + part)).Characters, amounts.Characters);
            Assert.InRange(amounts.Words, amounts.Tokens / 2, amounts.Tokens - amounts.Stories);
            // What was drawn is as surprising as it was to be expected, up to chance: the fewer sentences, the more of that.
            Assert.InRange(amounts.SurprisalNats / amounts.EntropyNats, 0.95, 1.05);
        }
        Assert.True(statistics.Training.Vocabulary >= 300);
        Assert.True(statistics.CommonestPatternShare < 0.02);
        Assert.Equal(1, statistics.Kinds.Sum(kind => kind.Share), 1e-12);
        Assert.Equal(StoryWorld.Kinds.Order(StringComparer.Ordinal), statistics.Kinds.Select(kind => kind.Kind).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_SizeOfNothing_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StoryStatistics.Of(StoryWorld.English, 1, 0));
}
