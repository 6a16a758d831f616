using LlmFromScratch.Corpora.Stories;
using Xunit.Abstractions;

namespace LlmFromScratch.Tests.Corpora.Stories;

public class StoryFrequenciesTests(ITestOutputHelper output)
{
    /// <summary>
    /// A million sentences from 250 places. Held against the oracle by Pearson's chi-square: all contexts together must have p > 0.001, and the
    /// smallest p of a single one, corrected for their number (Bonferroni), too.
    /// </summary>
    [Theory]
    [Trait("Category", "Long")]
    [InlineData("en")]
    [InlineData("zh")]
    public void Oracle_AgainstAMillionContinuations_ShowsNoDifference(string language) => Compare(language, places: 250, samples: 4000, contexts: 200);

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Oracle_AgainstThirtyThousandContinuations_ShowsNoDifference(string language) => Compare(language, places: 20, samples: 2000, contexts: 25);

    [Fact]
    public void UpperTail_TableValues_AreMet()
    {
        // Tables of the chi-square distribution: the 5% and 0.1% points.
        Assert.Equal(0.05, StoryFrequencies.UpperTail(18.307, 10), 3e-4);
        Assert.Equal(0.001, StoryFrequencies.UpperTail(29.588, 10), 1e-4);
        Assert.Equal(0.05, StoryFrequencies.UpperTail(124.342, 100), 2e-4);
    }

    private void Compare(string language, int places, int samples, int contexts)
    {
        StoryLanguage words = language == "en" ? StoryLanguage.English : StoryLanguage.Chinese;
        StoryFrequencies measured = StoryFrequencies.Measure(words, StoryWorld.In(language), places, samples, seed: 86);
        output.WriteLine(FormattableString.Invariant(
            $"{language}: {measured.Contexts} contexts, chi-square {measured.ChiSquare:0.0} with {measured.Degrees} degrees, p {measured.P:0.000}; smallest p {measured.SmallestP:0.0e0}"));
        Assert.True(measured.Contexts >= contexts, $"{measured.Contexts} contexts");
        Assert.True(measured.P > 0.001, $"p {measured.P} over {measured.Contexts} contexts");
        Assert.True(measured.SmallestP * measured.Contexts > 0.001, $"smallest p {measured.SmallestP} of {measured.Contexts}");
    }
}
