using LlmFromScratch.Predictions;

namespace LlmFromScratch.Tests.Predictions;

public class InformationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Entropy_Uniform_IsTheLogarithmOfTheCount(int count)
    {
        Probabilities uniform = Probabilities.FromWeights([.. Enumerable.Repeat(1.0, count)]);
        Assert.Equal(Math.Log(count), Information.Entropy(uniform), 1e-12);
        Assert.Equal(count, Information.Perplexity(Information.Entropy(uniform)), 1e-9 * count);
    }

    [Fact]
    public void Entropy_HalfAQuarterAQuarter_IsOneAndAHalfBits() =>
        Assert.Equal(1.5, Information.ToBits(Information.Entropy(new Probabilities([0.5, 0.25, 0.25, 0]))), 1e-15);

    [Fact]
    public void CrossEntropy_ByHand_IsTwoBits() // -(0.5 lb 0.25 + 0.5 lb 0.25)
        => Assert.Equal(2, Information.ToBits(Information.CrossEntropy(new Probabilities([0.5, 0.5, 0]), new Probabilities([0.25, 0.25, 0.5]))), 1e-15);

    [Fact]
    public void KullbackLeibler_ByHand_IsOneBit() // 2 bits of cross-entropy less 1 bit of entropy
        => Assert.Equal(1, Information.ToBits(Information.KullbackLeibler(new Probabilities([0.5, 0.5, 0]), new Probabilities([0.25, 0.25, 0.5]))), 1e-15);

    [Fact]
    public void KullbackLeibler_RuledOut_IsInfinite()
    {
        var p = new Probabilities([0.5, 0.5]);
        var q = new Probabilities([1, 0]);
        Assert.Equal(double.PositiveInfinity, Information.KullbackLeibler(p, q));
        Assert.Equal(double.PositiveInfinity, Information.CrossEntropy(p, q));
        Assert.Equal(Math.Log(2), Information.KullbackLeibler(q, p), 1e-15);
    }

    [Fact]
    public void KullbackLeibler_VerySmallBelief_IsFinite() // p / q is not a number any more, ln p - ln q is
        => Assert.Equal(-Math.Log(1e-320), Information.KullbackLeibler(new Probabilities([1, 0]), new Probabilities([1e-320, 1])), 1e-6);

    [Fact]
    public void KullbackLeibler_AnyTwo_IsNeverNegativeAndCompletesTheCrossEntropy() =>
        Property.Holds(FsCheck.Fluent.Gen.SelectMany(FsCheck.Fluent.Gen.Choose(1, 8), n => FsCheck.Fluent.Gen.Two(Property.WeightsOf(n))), weights =>
        {
            Probabilities p = Probabilities.FromWeights(weights.Item1), q = Probabilities.FromWeights(weights.Item2);
            double divergence = Information.KullbackLeibler(p, q);
            Assert.True(divergence >= 0);
            Assert.Equal(0, Information.KullbackLeibler(p, p));
            if (p.Values.ToArray().Zip(q.Values.ToArray(), (a, b) => Math.Abs(a - b)).Max() > 1e-9)
                Assert.True(divergence > 0);
            if (!double.IsInfinity(divergence))
                Assert.Equal(Information.CrossEntropy(p, q), Information.Entropy(p) + divergence, 1e-12);
        });

    [Fact]
    public void Surprisal_OfProbabilities_IsMinusTheirLogarithm()
    {
        Assert.Equal(0, Information.Surprisal(1));
        Assert.False(double.IsNegative(Information.Surprisal(1)));
        Assert.Equal(3, Information.ToBits(Information.Surprisal(0.125)), 1e-15);
        Assert.Equal(double.PositiveInfinity, Information.Surprisal(0));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Surprisal_NotAProbability_Throws(double p) => Assert.Throws<ArgumentOutOfRangeException>(() => Information.Surprisal(p));

    [Fact]
    public void CrossEntropy_DifferentOutcomes_Throws()
    {
        Assert.Throws<ArgumentException>(() => Information.CrossEntropy(new Probabilities([1]), new Probabilities([0.5, 0.5])));
        Assert.Throws<ArgumentException>(() => Information.KullbackLeibler(new Probabilities([1]), new Probabilities([0.5, 0.5])));
        Assert.Throws<ArgumentNullException>(() => Information.Entropy(null!));
    }
}
