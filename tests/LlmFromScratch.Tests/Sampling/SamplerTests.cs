using LlmFromScratch.Predictions;
using LlmFromScratch.Sampling;

namespace LlmFromScratch.Tests.Sampling;

public class SamplerTests
{
    private static readonly Probabilities Uneven = new([0.1, 0.4, 0.3, 0.2]);

    private static void AssertApplied(double[] expected, Probabilities from, SamplingOptions options)
    {
        Probabilities actual = Sampler.Apply(from, options);
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-12);
    }

    [Fact]
    public void Apply_Defaults_ChangesNothing() => Assert.Equal(Uneven.Values, Sampler.Apply(Uneven, new()).Values);

    [Fact]
    public void Apply_Temperature_RaisesToItsInverse()
    {
        AssertApplied([1 / 30.0, 16 / 30.0, 9 / 30.0, 4 / 30.0], Uneven, new() { Temperature = 0.5 }); // squares: 1, 16, 9, 4
        AssertApplied([0.25, 0.25, 0.25, 0.25], Uneven, new() { Temperature = double.PositiveInfinity });
        AssertApplied([0.5, 0, 0.5], new([0.9, 0, 0.1]), new() { Temperature = double.PositiveInfinity }); // impossible stays impossible
        AssertApplied([0, 1, 0, 0], Uneven, new() { Temperature = 1e-310 });
    }

    [Fact]
    public void Apply_TemperatureZero_TakesTheFirstOfTheLargest()
    {
        AssertApplied([0, 1, 0, 0], Uneven, SamplingOptions.Greedy);
        AssertApplied([0, 1, 0, 0], new([0.2, 0.3, 0.2, 0.3]), SamplingOptions.Greedy);
        AssertApplied([1, 0, 0, 0], new([0.25, 0.25, 0.25, 0.25]), SamplingOptions.Greedy);
        // Larger by the last bit alone, which a logarithm would not show.
        for (double p = 0.34; p < 0.5; p += 0.01)
            AssertApplied([0, 1, 0], new([p, Math.BitIncrement(p), 1 - p - p]), SamplingOptions.Greedy);
    }

    [Fact]
    public void Apply_TopK_KeepsTheMostLikely()
    {
        AssertApplied([0, 4 / 7.0, 3 / 7.0, 0], Uneven, new() { TopK = 2 });
        AssertApplied([0, 1, 0, 0], Uneven, new() { TopK = 1 });
        AssertApplied([0.1, 0.4, 0.3, 0.2], Uneven, new() { TopK = 99 });
        AssertApplied([0.5, 0.5, 0, 0], new([0.25, 0.25, 0.25, 0.25]), new() { TopK = 2 }); // equal ones: the lowest ids
    }

    [Fact]
    public void Apply_TopP_KeepsTheFewestThatReachIt()
    {
        AssertApplied([0, 4 / 7.0, 3 / 7.0, 0], Uneven, new() { TopP = 0.5 });
        AssertApplied([0, 4 / 7.0, 3 / 7.0, 0], Uneven, new() { TopP = 0.7 }); // 0.4 + 0.3 reaches it, whatever the rounding
        AssertApplied([0, 4 / 9.0, 3 / 9.0, 2 / 9.0], Uneven, new() { TopP = 0.71 });
        AssertApplied([0, 1, 0, 0], Uneven, new() { TopP = 0.4 });
        AssertApplied([0, 1, 0, 0], Uneven, new() { TopP = 0 });
        AssertApplied([0.1, 0.4, 0.3, 0.2], Uneven, new() { TopP = 1 });
    }

    [Fact]
    public void Apply_MinP_KeepsWhatReachesTheFraction()
    {
        AssertApplied([0, 4 / 9.0, 3 / 9.0, 2 / 9.0], Uneven, new() { MinP = 0.5 }); // half of 0.4 is 0.2: kept
        AssertApplied([0, 4 / 7.0, 3 / 7.0, 0], Uneven, new() { MinP = 0.51 });
        AssertApplied([0, 1, 0, 0], Uneven, new() { MinP = 1 });
        AssertApplied([0.5, 0.5, 0], new([0.4, 0.4, 0.2]), new() { MinP = 1 }); // equal ones stay
    }

    [Theory]
    [InlineData(0.1, 0.1, 0.01)] // 0.1 times 0.1 is above 0.01 in binary
    [InlineData(0.1, 0.6, 0.06)]
    [InlineData(0.2, 0.7, 0.14)]
    [InlineData(0.05, 0.9, 0.045)]
    public void Apply_MinPExactlyReached_KeepsTheToken(double fraction, double largest, double small)
    {
        double rest = largest;
        var weights = new List<double> { largest, small };
        while (weights.Sum() + rest <= 1)
            weights.Add(rest);
        weights.Add(1 - weights.Sum());
        Assert.True(Sampler.Apply(new([.. weights]), new() { MinP = fraction })[1] > 0);
    }

    [Fact]
    public void Apply_SeveralOptions_EachWorksOnWhatIsLeft()
    {
        // Top-3 leaves 0.4, 0.3, 0.2 (of 0.9); 0.7 of that is 0.63, reached by the first two.
        AssertApplied([0, 4 / 7.0, 3 / 7.0, 0], Uneven, new() { TopK = 3, TopP = 0.7 });
        // Squared: 16, 9, 4, 1; min-p 0.5 keeps 16 and 9.
        AssertApplied([0, 16 / 25.0, 9 / 25.0, 0], Uneven, new() { Temperature = 0.5, MinP = 0.5 });
        // At temperature 0 nothing else matters.
        AssertApplied([0, 1, 0, 0], Uneven, new() { Temperature = 0, TopK = 3, TopP = 0.9, MinP = 0.1 });
    }

    [Fact]
    public void Apply_AnyOptions_KeepsTheMostLikelyAndNoImpossibleToken() => Property.Holds(
        FsCheck.Fluent.Gen.SelectMany(Property.Weights, weights => FsCheck.Fluent.Gen.Select(FsCheck.Fluent.Gen.Choose(0, 9999), n => (weights, n))), a =>
        {
            Probabilities before = Probabilities.FromWeights(a.weights);
            Probabilities after = Sampler.Apply(before, new()
            {
                Temperature = a.n % 10 / 4.0, TopK = a.n / 10 % 10 is 0 ? null : a.n / 10 % 10, TopP = a.n / 100 % 10 / 9.0, MinP = a.n / 1000 / 9.0,
            });
            Assert.True(after[before.Top(1)[0]] > 0);
            Assert.Equal(1, after.Values.ToArray().Sum(), 1e-12);
            for (int i = 0; i < before.Count; i++)
                Assert.False(before[i] == 0 && after[i] > 0);
        }, 1000);

    [Fact]
    public void Draw_ManyTimes_FollowsTheProbabilities()
    {
        var random = new SeededRandom(11, "test");
        var p = new Probabilities([0.05, 0, 0.5, 0.25, 0.2]);
        var counts = new int[5];
        for (int i = 0; i < 20_000; i++)
            counts[Sampler.Draw(p, random)]++;
        Assert.Equal(0, counts[1]);
        double chiSquare = Enumerable.Range(0, 5).Where(i => p[i] > 0).Sum(i => Math.Pow(counts[i] - 20_000 * p[i], 2) / (20_000 * p[i]));
        Assert.InRange(chiSquare, 0.02, 16.3); // 3 degrees of freedom: outside once in a thousand
    }

    [Fact]
    public void Draw_SumALittleBelowOne_NeverTakesAnImpossibleToken()
    {
        var random = new SeededRandom(12, "test");
        var p = new Probabilities([0, 1 - 9e-7, 0]);
        for (int i = 0; i < 1000; i++)
            Assert.Equal(1, Sampler.Draw(p, random));
    }

    [Fact]
    public void Options_OutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { Temperature = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { Temperature = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { TopK = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { TopP = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { TopP = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { MinP = -0.1 });
    }
}
