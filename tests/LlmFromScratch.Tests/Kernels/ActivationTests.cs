using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

[Collection(KernelThreadsCollection.Name)]
public class ActivationTests
{
    private static readonly float[] Edges =
    [
        0f, -0f, float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1e-20f, -1e-20f, 1, -1, 88.7228f, 88.72284f, 88.73f, -87.3f, -87.34f, -103.97f, -103.98f,
        9.01f, 10, 10.1f, -10.1f, 14.4f, -14.4f, -15, 100, -100, 1e10f, -1e10f, 3e38f, -3e38f,
    ];

    public static TheoryData<Activation> All => [.. Enum.GetValues<Activation>()];

    [Theory]
    [InlineData(Activation.Exp, 1.1)]
    [InlineData(Activation.Tanh, 2.2)]
    [InlineData(Activation.Sigmoid, 3)]
    [InlineData(Activation.Silu, 4)]
    [InlineData(Activation.Gelu, 6)]
    public void Apply_DenseSamples_IsWithinItsBound(Activation activation, double bound)
    {
        float[] x = Samples(), y = new float[x.Length];
        Activations.Apply(activation, x, y);
        double worst = 0;
        float at = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double error = ErrorInUlp(PlainActivations.Value(activation, x[i]), y[i]);
            if (error > worst)
                (worst, at) = (error, x[i]);
        }
        Assert.True(worst <= bound, $"{activation}: {worst} ulp at {at:R}");
    }

    [Fact]
    public void GeluTanh_DenseSamples_IsWithinItsBound()
    {
        float[] x = Samples(), y = new float[x.Length];
        Activations.Apply(Activation.GeluTanh, x, y);
        for (int i = 0; i < x.Length; i++)
            Assert.InRange(Math.Abs(PlainActivations.Value(Activation.GeluTanh, x[i]) - y[i]) / (1 + Math.Abs(x[i])), 0, 6e-7);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ApplyAndGradient_EveryWidthAndThreadCount_GiveTheSameBits(Activation activation)
    {
        float[] x = [.. Samples(), .. Edges, float.NaN, float.PositiveInfinity, float.NegativeInfinity], dy = Bits.Numbers(x.Length, 5);
        float[] expected = new float[x.Length], expectedGradient = Bits.Numbers(x.Length, 6), start = [.. expectedGradient];
        using (new LaneWidth(0))
        {
            Activations.Apply(activation, x, expected);
            Activations.AddGradient(activation, x, expected, dy, expectedGradient);
        }
        foreach (int width in LaneWidth.All)
            for (int threads = 1; threads <= 3; threads++)
            {
                using var count = new ThreadCount(threads);
                using var lanes = new LaneWidth(width);
                float[] y = new float[x.Length], gradient = [.. start];
                Activations.Apply(activation, x, y);
                Activations.AddGradient(activation, x, y, dy, gradient);
                Bits.AssertSame(expected, y, $"{activation} width {width} threads {threads}");
                Bits.AssertSame(expectedGradient, gradient, $"{activation} gradient width {width} threads {threads}");
            }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void AddGradient_AgainstCentralDifferences_Agrees(Activation activation)
    {
        float[] x = [.. Enumerable.Range(-60, 121).Select(i => i * 0.1f + 0.05f)], y = new float[x.Length], dy = [.. x.Select(_ => 2f)], dx = [.. x.Select(_ => 1f)];
        Activations.Apply(activation, x, y);
        Activations.AddGradient(activation, x, y, dy, dx);
        for (int i = 0; i < x.Length; i++)
        {
            double slope = (PlainActivations.Value(activation, x[i] + 1e-5) - PlainActivations.Value(activation, x[i] - 1e-5)) / 2e-5;
            Assert.Equal(1 + 2 * slope, dx[i], 4e-6 * Math.Max(1, Math.Abs(slope)));
        }
    }

    [Fact]
    public void Apply_EdgeCases_GiveTheLimits()
    {
        float[] x = [float.PositiveInfinity, float.NegativeInfinity, float.NaN, 0f, -0f, 89, -110];
        Assert.Equal([float.PositiveInfinity, 0, float.NaN, 1, 1, float.PositiveInfinity, 0], Of(Activation.Exp, x));
        Assert.Equal([1, -1, float.NaN, 0, -0f, 1, -1], Of(Activation.Tanh, x));
        Assert.Equal([1, 0, float.NaN, 0.5f, 0.5f, 1, 0], Of(Activation.Sigmoid, x));
        Assert.True(float.IsNegative(Of(Activation.Tanh, [-0f])[0]));
    }

    [Fact]
    public void Apply_OtherLength_Throws() =>
        Assert.Contains("expected 3", Assert.Throws<ArgumentException>(() => Activations.Apply(Activation.Tanh, new float[3], new float[2])).Message);

    [Fact]
    public void Log_ManySizes_IsWithinHalfAnUlpAndABit()
    {
        for (float x = 1e-37f; x < 3e38f; x *= 1.0037f)
            Assert.InRange(ErrorInUlp(Math.Log(x), Functions.Log(x)), 0, 0.51);
        for (float x = 0.5f; x < 2; x += 0.00013f)
            Assert.InRange(ErrorInUlp(Math.Log(x), Functions.Log(x)), 0, 0.51);
        Assert.Equal(float.NegativeInfinity, Functions.Log(0));
        Assert.Equal(float.NaN, Functions.Log(-1));
        Assert.Equal(float.PositiveInfinity, Functions.Log(float.PositiveInfinity));
    }

    [Fact]
    public void Log_Denormals_AreExactToTheSameBound()
    {
        for (int bits = 1; bits < 1 << 23; bits = bits * 5 / 4 + 1)
        {
            float x = BitConverter.Int32BitsToSingle(bits);
            Assert.InRange(ErrorInUlp(Math.Log(x), Functions.Log(x)), 0, 0.51);
        }
        Assert.Equal(-103.27893f, Functions.Log(float.Epsilon)); // -149 ln 2
    }

    private static float[] Of(Activation activation, float[] x)
    {
        var y = new float[x.Length];
        Activations.Apply(activation, x, y);
        return y;
    }

    // Every size from 1e-30 on, and dense where the functions bend. GELU's and SiLU's results stay above the denormals.
    private static float[] Samples()
    {
        var samples = new List<float>();
        for (float x = 1e-30f; x < 80; x *= 1.0013f)
            samples.AddRange([x, x > 12.5f ? -12.5f / x : -x]);
        for (int i = -120_000; i <= 800_000; i += 7)
            samples.Add(i * 1e-4f);
        return [.. samples];
    }

    private static double ErrorInUlp(double exact, float actual)
    {
        float rounded = (float)Math.Abs(exact);
        if (float.IsInfinity(rounded) && float.IsInfinity(actual))
            return 0;
        return Math.Abs(exact - actual) / (MathF.BitIncrement(rounded) - (double)rounded);
    }
}
