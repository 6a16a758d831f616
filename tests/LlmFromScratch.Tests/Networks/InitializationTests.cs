using LlmFromScratch.Networks;

namespace LlmFromScratch.Tests.Networks;

public class InitializationTests
{
    private const int In = 300, Out = 200;

    public static TheoryData<string, double> Variances => new()
    {
        { "zeros", 0 },
        { "xavier", 2.0 / (In + Out) }, // a uniform number within ±b has the variance b²/3
        { "he", 2.0 / In },
        { "lecun", 1.0 / In },
        { "orthogonal", 1.0 / In }, // columns of length 1, a number for each input
    };

    [Theory, MemberData(nameof(Variances))]
    public void Make_ALargeMatrix_HasTheMeanAndVarianceOfItsSource(string name, double variance)
    {
        float[] weights = Initialization.All.Single(one => one.Name == name).Make(new SeededRandom(1, "test"), In, Out);

        Assert.Equal(In * Out, weights.Length);
        double mean = weights.Average(), found = weights.Average(weight => (weight - mean) * (weight - mean));
        Assert.Equal(0, mean, 5 * Math.Sqrt(variance / weights.Length) + 1e-12);
        Assert.Equal(variance, found, 0.03 * variance);
    }

    [Fact]
    public void Xavier_EveryWeight_IsWithinTheBound()
    {
        double bound = Math.Sqrt(6.0 / (In + Out));
        float[] weights = Initialization.Xavier.Make(new SeededRandom(1, "test"), In, Out);
        Assert.All(weights, weight => Assert.InRange(weight, -bound, bound));
        Assert.True(weights.Max() > 0.99 * bound && weights.Min() < -0.99 * bound);
    }

    [Fact]
    public void He_ManyWeights_AreNormal()
    {
        float[] weights = Initialization.He.Make(new SeededRandom(3, "test"), In, Out);
        double deviation = Math.Sqrt(2.0 / In);
        // Of a normal distribution 68.3 % lie within one deviation, 95.4 % within two, 99.7 % within three.
        Assert.Equal(0.6827, weights.Count(weight => Math.Abs(weight) < deviation) / (double)weights.Length, 0.01);
        Assert.Equal(0.9545, weights.Count(weight => Math.Abs(weight) < 2 * deviation) / (double)weights.Length, 0.005);
        Assert.Equal(0.9973, weights.Count(weight => Math.Abs(weight) < 3 * deviation) / (double)weights.Length, 0.002);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(4, 9)]
    [InlineData(9, 4)]
    [InlineData(1, 7)]
    [InlineData(64, 64)]
    public void Orthogonal_AnyShape_HasRowsOrColumnsAtRightAngles(int inputs, int outputs)
    {
        float[] weights = Initialization.Orthogonal.Make(new SeededRandom(2, "test"), inputs, outputs);
        int count = Math.Min(inputs, outputs), length = Math.Max(inputs, outputs);
        double At(int vector, int i) => inputs <= outputs ? weights[vector * outputs + i] : weights[i * outputs + vector];
        for (int a = 0; a < count; a++)
            for (int b = 0; b < count; b++)
                Assert.Equal(a == b ? 1 : 0, Enumerable.Range(0, length).Sum(i => At(a, i) * At(b, i)), 1e-6);
    }

    [Fact]
    public void Make_SameSeedAndPurpose_GivesTheSameBits()
    {
        foreach (Initialization one in Initialization.All.Append(Initialization.Normal(0.02)).Append(Initialization.Uniform(0.1)))
        {
            Assert.Equal(one.Make(new SeededRandom(1, "a"), 6, 5), one.Make(new SeededRandom(1, "a"), 6, 5));
            if (one != Initialization.Zeros)
            {
                Assert.NotEqual(one.Make(new SeededRandom(1, "a"), 6, 5), one.Make(new SeededRandom(2, "a"), 6, 5));
                Assert.NotEqual(one.Make(new SeededRandom(1, "a"), 6, 5), one.Make(new SeededRandom(1, "b"), 6, 5));
            }
        }
    }

    [Fact]
    public void Make_NoInputsOrOutputs_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Initialization.Xavier.Make(new SeededRandom(1, "a"), 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Initialization.Xavier.Make(new SeededRandom(1, "a"), 1, 0));
    }

    [Fact]
    public void All_ButZeros_NameTheirSource() =>
        Assert.All(Initialization.All.Skip(1), one => Assert.Matches(@"\(\d{4}\)", one.Source));

    [Fact]
    public void Name_InALanguageWithDecimalCommas_HasAPoint()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
            Assert.Equal(["normal 0.02", "uniform 0.5"], [Initialization.Normal(0.02).Name, Initialization.Uniform(0.5).Name]);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }
}
