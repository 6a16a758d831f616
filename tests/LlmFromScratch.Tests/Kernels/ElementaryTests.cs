using System.Numerics;
using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

public class ElementaryTests
{
    private const int FractionBits = 1300; // of the fixed-point numbers below

    [Fact]
    public void Exp_AgainstLongArithmetic_IsWithinItsBound()
    {
        var random = new Random(1);
        double worst = 0;
        foreach (double range in new[] { 1e-9, 0.3, 1, 20, 700 })
            for (int i = 0; i < 60; i++)
                worst = Math.Max(worst, ErrorInUlp((2 * random.NextDouble() - 1) * range));
        Assert.InRange(worst, 0, 0.6);
        Assert.InRange(ErrorInUlp(-730.3), 0, 1.1);
        Assert.InRange(ErrorInUlp(-745), 0, 1.1);
    }

    [Fact]
    public void Exp_ManyNumbers_IsNeverFarFromTheLibrarys()
    {
        for (double x = -708; x < 709.7; x += 0.0137)
            Assert.InRange(Math.Abs(Elementary.Exp(x) - Math.Exp(x)) / Math.Exp(x), 0, 5e-16);
    }

    [Fact]
    public void Exp_Edges_AreTheLimits()
    {
        Assert.Equal(1, Elementary.Exp(0));
        Assert.Equal(Math.E, Elementary.Exp(1));
        Assert.Equal(0, Elementary.Exp(double.NegativeInfinity));
        Assert.Equal(0, Elementary.Exp(-746));
        Assert.Equal(double.Epsilon, Elementary.Exp(-745.13));
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(709.79));
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(double.PositiveInfinity));
        Assert.True(double.IsFinite(Elementary.Exp(709.78)));
        Assert.True(double.IsNaN(Elementary.Exp(double.NaN)));
    }

    [Fact]
    public void Log_ManyNumbers_IsNeverFarFromTheLibrarys()
    {
        for (double x = 1e-320; x < 1e308; x *= 1.0837)
            AssertClose(x);
        for (double x = 0.4; x < 2.5; x += 0.00137)
            AssertClose(x);
        AssertClose(double.Epsilon);
        AssertClose(Math.BitIncrement(1));
        AssertClose(Math.BitDecrement(1));
        Assert.Equal((0, double.NegativeInfinity), (Elementary.Log(1), Elementary.Log(0)));
        Assert.Equal(double.PositiveInfinity, Elementary.Log(double.PositiveInfinity));
        Assert.True(double.IsNaN(Elementary.Log(-1)));
        Assert.True(double.IsNaN(Elementary.Log(double.NaN)));

        static void AssertClose(double x) => // 2 ulp, and the library's own 1
            Assert.InRange(Math.Abs(Elementary.Log(x) - Math.Log(x)), 0, 3 * Ulp(Math.Abs(Math.Log(x))));
    }

    [Fact]
    public void SinAndCos_ManyAngles_AreNeverFarFromTheLibrarys()
    {
        for (double x = 1e-300; x < 1e6; x *= 1.0137)
            AssertClose(x);
        for (double x = 0; x < 20; x += 0.00137)
            AssertClose(x);
        for (int n = 1; n < 1_000_000; n = n * 5 / 4 + 1)
            AssertClose(n * (Math.PI / 2)); // where one of them is nearly 0
        Assert.Equal((0, 1), (Elementary.Sin(0), Elementary.Cos(0)));

        static void AssertClose(double x)
        {
            Assert.Equal(Math.Sin(x), Elementary.Sin(x), 4e-16);
            Assert.Equal(Math.Cos(x), Elementary.Cos(x), 4e-16);
            Assert.Equal(-Elementary.Sin(x), Elementary.Sin(-x));
            Assert.Equal(Elementary.Cos(x), Elementary.Cos(-x));
        }
    }

    [Fact]
    public void Sin_MultiplesOfHalfPi_HasTheDigitsThatTheRestOfPiGives()
    {
        // The double nearest to π/2 is short of it by 6.123233995736766e-17, and the cosine of that is this.
        Assert.Equal(6.123233995736766e-17, Elementary.Cos(Math.PI / 2), 1e-32);
        Assert.Equal(1.2246467991473532e-16, Elementary.Sin(Math.PI), 1e-31);
        Assert.Equal(Math.Cos(1e6), Elementary.Cos(1e6), 3e-16);
    }

    [Fact]
    public void SinAndCos_BadAngles_ThrowOrAreNaN()
    {
        Assert.True(double.IsNaN(Elementary.Sin(double.NaN)));
        Assert.True(double.IsNaN(Elementary.Cos(double.NaN)));
        Assert.InRange(Math.Abs(Elementary.Sin(1 << 30) - Math.Sin(1 << 30)), 0, 4e-16);
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.Sin(2e9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.Cos(double.NegativeInfinity));
    }

    [Fact]
    public void Power_ManyNumbers_IsNeverFarFromTheLibrarys()
    {
        for (double x = 1.5; x < 1e7; x *= 3.7)
            for (double exponent = -1; exponent <= 1; exponent += 0.03125)
                Assert.Equal(1, Elementary.Power(x, exponent) / Math.Pow(x, exponent), 1e-14);
        Assert.Equal(1, Elementary.Power(10000, 0));
    }

    private static double ErrorInUlp(double x)
    {
        double actual = Elementary.Exp(x);
        BigInteger difference = BigInteger.Abs(Fixed(actual) - ExactExp(x)), ulp = Fixed(Ulp(actual));
        return (double)(difference * 1_000_000 / ulp) / 1e6;
    }

    // e to x: the series for |x| / 2¹⁰, squared ten times; the reciprocal of it if x is negative.
    private static BigInteger ExactExp(double x)
    {
        BigInteger one = BigInteger.One << FractionBits, small = Fixed(Math.Abs(x)) >> 10, sum = one, term = one;
        for (int k = 1; !term.IsZero; k++)
        {
            term = (term * small >> FractionBits) / k;
            sum += term;
        }
        for (int i = 0; i < 10; i++)
            sum = sum * sum >> FractionBits;
        return x < 0 ? (one << FractionBits) / sum : sum;
    }

    private static BigInteger Fixed(double positive)
    {
        long bits = BitConverter.DoubleToInt64Bits(positive);
        int exponent = (int)(bits >> 52);
        BigInteger mantissa = (bits & 0x000F_FFFF_FFFF_FFFF) + (exponent == 0 ? 0 : 1L << 52);
        return mantissa << (FractionBits - 1074 + Math.Max(0, exponent - 1));
    }

    private static double Ulp(double x) => Math.BitIncrement(x) - x;
}
