using LlmFromScratch.Counts;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Counts;

public class NGramEstimatorTests
{
    [Fact]
    public void Estimate_ManyContextsOnManyThreads_HasTheBitsOfOneLoop()
    {
        // Some 25,000 pairs as contexts: more than one thread's share. Witten-Bell is short enough to be written out here, one n-gram after the other.
        var random = new SeededRandom(3, "test");
        NGramCounts counts = NGramCounts.OfStream(new WhitespaceSplitter(), string.Join(' ', Enumerable.Range(0, 60_000).Select(_ => random.NextInt(1 + random.NextInt(400)))), 4);
        var model = (NGramModel)new WittenBell().Train(counts);
        Assert.True(counts.Of(2).Length > 20_000);
        for (int length = 2; length <= 4; length++)
        {
            NGramLevel level = counts.Trie[length];
            ReadOnlySpan<double> probabilities = model.ProbabilitiesOf(length), lower = model.ProbabilitiesOf(length - 1);
            for (int i = 0; i < level.Count; i++)
            {
                int context = level.Contexts[i];
                double different = counts.Trie[length - 1].Continuations(context).GetOffsetAndLength(level.Count).Length;
                double all = counts.TotalAfter(length, context) + different;
                Assert.Equal(counts.Of(length)[i] / all + different / all * lower[level.Suffixes[i]], probabilities[i]); // every bit
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    public void Train_AnyOrder_LooksAtOrderMinusOneTokens(int order)
    {
        NGramCounts counts = NGramCounts.OfStream(new WhitespaceSplitter(), "a b c a b d a c", order);
        foreach (ISmoothing smoothing in Smoothing.All)
        {
            var model = smoothing.Train(counts);
            Assert.Equal(order - 1, model.ContextLength);
            Assert.Equal($"{smoothing.Name}, order {order}", model.Name);
        }
    }
}
