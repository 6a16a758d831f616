using System.Globalization;
using LlmFromScratch.Predictions;

namespace LlmFromScratch.Tests.Predictions;

public class ProbabilitiesTests
{
    [Theory]
    [InlineData]
    [InlineData(0.5)]
    [InlineData(0.5, 0.6)]
    [InlineData(1.5, -0.5)]
    [InlineData(double.NaN, 1.0)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_NotADistribution_Throws(params double[] values) => Assert.Throws<ArgumentException>(() => new Probabilities(values));

    [Fact]
    public void Constructor_SumWithinRounding_IsAccepted()
    {
        Assert.Equal(2, new Probabilities([0.5, 0.5 + 0.9e-6]).Count);
        Assert.Throws<ArgumentException>(() => new Probabilities([0.5, 0.5 + 1.1e-6]));
    }

    [Fact]
    public void Errors_InACultureWithCommas_HavePoints()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = OtherCulture.WithComma;
            Assert.Contains("1.25", Assert.Throws<ArgumentException>(() => new Probabilities([0.5, 0.75])).Message);
            Assert.Contains("-0.5", Assert.Throws<ArgumentException>(() => new Probabilities([1.5, -0.5])).Message);
            Assert.Contains("-0.5", Assert.Throws<ArgumentException>(() => Probabilities.FromWeights([1.5, -0.5])).Message);
            Assert.Equal("2 probabilities, largest 0.75, entropy 0.562 nats", new Probabilities([0.25, 0.75]).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void FromWeights_ThreeAndOne_AreThreeQuartersAndAQuarter()
    {
        Assert.Equal([0.75, 0.25], Probabilities.FromWeights([3, 1]).Values);
        Assert.Equal([0, 1], Probabilities.FromWeights([0, 1e-310]).Values); // below the smallest normal number
    }

    [Theory]
    [InlineData]
    [InlineData(0.0, 0.0)]
    [InlineData(1.0, -1e-9)]
    [InlineData(1.0, double.NaN)]
    [InlineData(1.0, double.PositiveInfinity)]
    [InlineData(double.MaxValue, double.MaxValue)]
    public void FromWeights_NothingToChooseFrom_Throws(params double[] weights) =>
        Assert.Throws<ArgumentException>(() => Probabilities.FromWeights(weights));

    [Fact]
    public void Top_EqualOnes_ComeInOrderOfTheirNumber()
    {
        var p = new Probabilities([0.1, 0.3, 0.3, 0, 0.3]);
        Assert.Equal([1, 2, 4, 0], p.Top(4));
        Assert.Equal([1, 2, 4, 0, 3], p.Top(99));
        Assert.Empty(p.Top(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => p.Top(-1));
    }

    [Fact]
    public void ToLogits_AnyDistribution_LeadsBackBySoftmax() => Property.Holds(Property.Weights, weights =>
    {
        Probabilities p = Probabilities.FromWeights(weights), again = p.ToLogits().Softmax();
        for (int i = 0; i < p.Count; i++)
            Assert.Equal(p[i], again[i], 1e-14);
    });
}
