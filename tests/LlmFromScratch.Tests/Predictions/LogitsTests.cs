using LlmFromScratch.Predictions;

namespace LlmFromScratch.Tests.Predictions;

public class LogitsTests
{
    private const double Infinite = double.PositiveInfinity;

    [Fact]
    public void Softmax_ZeroAndLogThree_IsAQuarterAndThreeQuarters() => AssertNear([0.25, 0.75], new Logits([0, Math.Log(3)]).Softmax());

    [Fact]
    public void Softmax_OneThousandAdded_ChangesNothing()
    {
        double[] logits = [0, 1, -2, 0.5];
        foreach (double shift in (double[])[1000, -1000, 1e6])
            AssertNear(new Logits(logits).Softmax().Values.ToArray(), new Logits([.. logits.Select(x => x + shift)]).Softmax(), 1e-9);
    }

    [Theory]
    [InlineData(0.5, 0.1, 0.9)] // ln 3 / 0.5 = ln 9
    [InlineData(2, 0.36602540378443865, 0.6339745962155614)] // 1 and the root of 3
    [InlineData(Infinite, 0.5, 0.5)]
    [InlineData(0, 0, 1)]
    [InlineData(double.Epsilon, 0, 1)]
    public void Softmax_Temperature_SharpensOrFlattens(double temperature, double first, double second) =>
        AssertNear([first, second], new Logits([0, Math.Log(3)]).Softmax(temperature));

    [Theory]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(1)]
    [InlineData(1e300)]
    [InlineData(Infinite)]
    public void Softmax_AllEqual_IsUniform(double temperature)
    {
        foreach (double logit in (double[])[0, -5e300, 5e300, Infinite])
            AssertNear([0.25, 0.25, 0.25, 0.25], new Logits([logit, logit, logit, logit]).Softmax(temperature));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Infinite)]
    public void Softmax_InfiniteLogits_AreCertainOrImpossible(double temperature)
    {
        AssertNear([1, 0, 0], new Logits([Infinite, 5, -Infinite]).Softmax(temperature));
        AssertNear([0.5, 0, 0.5], new Logits([Infinite, 5, Infinite]).Softmax(temperature));
        AssertNear([0.5, 0, 0.5], new Logits([5, -Infinite, 5]).Softmax(temperature));
    }

    [Fact]
    public void Softmax_HugeDifferences_NeverOverflow() =>
        AssertNear([1, 0, 0], new Logits([double.MaxValue, 0, double.MinValue]).Softmax());

    [Fact]
    public void Softmax_AnyLogits_SumsToOneAndKeepsTheOrder() => Property.Holds(Property.Weights, logits =>
    {
        Probabilities p = new Logits(logits).Softmax(0.7);
        Assert.Equal(1, p.Values.ToArray().Sum(), 1e-12);
        for (int i = 1; i < logits.Length; i++)
            Assert.Equal(logits[i] > logits[i - 1], p[i] > p[i - 1]);
    });

    [Fact]
    public void Constructor_NothingPossible_Throws()
    {
        Assert.Throws<ArgumentException>(() => new Logits([]));
        Assert.Throws<ArgumentException>(() => new Logits([-Infinite, -Infinite]));
        Assert.Contains("outcome 1", Assert.Throws<ArgumentException>(() => new Logits([0, double.NaN])).Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(-Infinite)]
    public void Softmax_BadTemperature_Throws(double temperature) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Logits([0, 1]).Softmax(temperature));

    [Fact]
    public void Constructor_ArrayChangedLater_KeepsItsOwnCopy()
    {
        double[] values = [1, 2];
        var logits = new Logits(values);
        values[0] = 9;
        Assert.Equal([1, 2], logits.Values);
    }

    private static void AssertNear(double[] expected, Probabilities actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
