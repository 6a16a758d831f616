using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Counts;

public class JelinekMercerFitTests
{
    private static readonly string[] Lines = [.. Enumerable.Range(0, 300).Select(i =>
    {
        var random = new SeededRandom(i, "fit");
        return string.Join(' ', Enumerable.Range(0, 8).Select(_ => random.NextInt(1 + random.NextInt(12))));
    })];

    private static double LossOf(NGramCounts counts, int[] heldOut, params double[] lambdas) =>
        new JelinekMercer(lambdas).Train(counts).Evaluate(heldOut).NatsPerToken;

    [Fact]
    public void Fit_EachRound_LowersTheHeldOutLoss()
    {
        NGramCounts counts = NGramCounts.OfLines(new WhitespaceSplitter(), Lines[..200], 3);
        int[] heldOut = new Tokenizer(new WhitespaceSplitter(), counts.Vocabulary).EncodeSentences(Lines[200..]);
        double before = double.PositiveInfinity;
        for (int rounds = 0; rounds < 15; rounds++)
        {
            double loss = LossOf(counts, heldOut, [.. JelinekMercer.Fit(counts, heldOut, rounds).Lambdas]);
            Assert.True(loss <= before + 1e-12, $"round {rounds}: {loss} after {before}");
            before = loss;
        }
    }

    [Fact]
    public void Fit_Bigrams_FindsWhatASearchFinds()
    {
        NGramCounts counts = NGramCounts.OfLines(new WhitespaceSplitter(), Lines[..30], 2);
        int[] heldOut = new Tokenizer(new WhitespaceSplitter(), counts.Vocabulary).EncodeSentences([.. Lines[200..], "new words"]);
        double best = double.PositiveInfinity;
        for (int i = 0; i <= 40; i++)
            for (int j = 0; j <= 40; j++)
                best = Math.Min(best, LossOf(counts, heldOut, i / 40.0, j / 40.0));
        JelinekMercer fitted = JelinekMercer.Fit(counts, heldOut, 200);
        double loss = LossOf(counts, heldOut, [.. fitted.Lambdas]);
        Assert.InRange(loss, best - 1e-3, best + 1e-9); // at least as good as every point of the grid, and hardly better
        Assert.All(fitted.Lambdas, lambda => Assert.InRange(lambda, 0, 1));
    }

    [Fact]
    public void Fit_Stream_WorksWithoutSentences()
    {
        NGramCounts counts = NGramCounts.OfStream(new WhitespaceSplitter(), string.Join(' ', Lines[..100]), 4);
        int[] heldOut = new Tokenizer(new WhitespaceSplitter(), counts.Vocabulary).Encode(string.Join(' ', Lines[200..]));
        JelinekMercer fitted = JelinekMercer.Fit(counts, heldOut);
        Assert.Equal(4, fitted.Lambdas.Count);
        Assert.True(LossOf(counts, heldOut, [.. fitted.Lambdas]) < LossOf(counts, heldOut, 0.5));
    }

    [Fact]
    public void Fit_OnlyUnknownWords_TrustsNothing()
    {
        NGramCounts counts = NGramCounts.OfStream(new WhitespaceSplitter(), "a b a b", 2);
        Assert.Equal(0, JelinekMercer.Fit(counts, [0, 0, 0]).Lambdas[0]); // the unknown word was never counted
    }

    [Fact]
    public void Fit_BadArguments_Throws()
    {
        NGramCounts counts = NGramCounts.OfStream(new WhitespaceSplitter(), "a b", 2);
        Assert.Throws<ArgumentException>(() => JelinekMercer.Fit(counts, []));
        Assert.Throws<ArgumentNullException>(() => JelinekMercer.Fit(null!, [1]));
        Assert.ThrowsAny<ArgumentException>(() => JelinekMercer.Fit(counts, [99]));
        Assert.ThrowsAny<ArgumentException>(() => JelinekMercer.Fit(counts, [-1]));
    }

    [Fact]
    public void Constructor_BadWeights_Throws()
    {
        Assert.Throws<ArgumentException>(() => new JelinekMercer([]));
        foreach (double bad in (double[])[-0.1, 1.1, double.NaN])
            Assert.Throws<ArgumentException>(() => new JelinekMercer([0.5, bad]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AddK(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AddK(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StupidBackoff(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StupidBackoff(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AbsoluteDiscounting(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KneserNey(double.NaN));
    }
}
