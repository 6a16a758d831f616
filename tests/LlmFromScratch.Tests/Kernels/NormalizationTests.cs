using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

[Collection(KernelThreadsCollection.Name)]
public class NormalizationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ForwardAndGradient_AgainstFloat64_Agree(bool isLayer)
    {
        const int Rows = 3, Columns = 21;
        float[] x = Bits.Numbers(Rows * Columns, 1), gain = Bits.Numbers(Columns, 2), bias = isLayer ? Bits.Numbers(Columns, 3) : new float[Columns], dy = Bits.Numbers(x.Length, 4);
        (float[] y, float[] dx, float[] dGain, float[] dBias) = Run(x, gain, bias, dy, Rows, isLayer);
        double[] exact = Exact(x, gain, bias, Columns, isLayer);
        double largest = exact.Max(Math.Abs);
        for (int i = 0; i < y.Length; i++)
            Assert.Equal(exact[i], y[i], 2e-6 * largest);
        double largestGradient = dx.Max(MathF.Abs);
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(Slope(x, i, () => Exact(x, gain, bias, Columns, isLayer), dy), dx[i], 2e-3 * largestGradient);
        double largestGain = dGain.Max(MathF.Abs);
        for (int j = 0; j < Columns; j++)
        {
            Assert.Equal(Slope(gain, j, () => Exact(x, gain, bias, Columns, isLayer), dy), dGain[j], 2e-3 * largestGain);
            Assert.Equal(dy[j] + dy[Columns + j] + dy[2 * Columns + j], dBias[j], 1e-4);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 33)]
    [InlineData(70, 1500)]
    public void ForwardAndGradient_EveryWidthAndThreadCount_GiveTheSameBits(int rows, int columns)
    {
        float[] x = Bits.Numbers(rows * columns, 1), gain = Bits.Numbers(columns, 2), bias = Bits.Numbers(columns, 3), dy = Bits.Numbers(rows * columns, 4);
        float[] All(bool isLayer)
        {
            (float[] y, float[] dx, float[] dGain, float[] dBias) = Run(x, gain, bias, dy, rows, isLayer);
            return [.. y, .. dx, .. dGain, .. dBias];
        }
        foreach (bool isLayer in (bool[])[true, false])
        {
            float[] expected;
            using (new LaneWidth(0))
                expected = All(isLayer);
            foreach (int width in LaneWidth.All)
                for (int threads = 1; threads <= 3; threads++)
                {
                    using var count = new ThreadCount(threads);
                    using var lanes = new LaneWidth(width);
                    Bits.AssertSame(expected, All(isLayer), $"width {width} threads {threads}");
                }
        }
    }

    private static (float[] Y, float[] DX, float[] DGain, float[] DBias) Run(float[] x, float[] gain, float[] bias, float[] dy, int rows, bool isLayer)
    {
        float[] y = new float[x.Length], n = new float[x.Length], scales = new float[rows], dx = new float[x.Length], dGain = new float[gain.Length], dBias = new float[gain.Length];
        if (isLayer)
            Normalization.Layer(x, gain, bias, y, n, scales);
        else
            Normalization.RootMeanSquare(x, gain, y, n, scales);
        Normalization.AddGradient(dy, gain, n, scales, dx, isLayer);
        Normalization.AddParameterGradients(dy, n, dGain, dBias, rows);
        return (y, dx, dGain, dBias);
    }

    private static double[] Exact(float[] x, float[] gain, float[] bias, int columns, bool isLayer) =>
        [.. x.Chunk(columns).SelectMany(row =>
        {
            double mean = isLayer ? row.Average(v => (double)v) : 0, variance = row.Average(v => (v - mean) * (v - mean));
            return row.Select((v, j) => (v - mean) / Math.Sqrt(variance + 1e-5) * gain[j] + bias[j]);
        })];

    private static double Slope(float[] at, int i, Func<double[]> y, float[] dy)
    {
        float here = at[i], up = here + 0.004f, down = here - 0.004f;
        at[i] = up;
        double above = y().Zip(dy, (a, b) => a * b).Sum();
        at[i] = down;
        double below = y().Zip(dy, (a, b) => a * b).Sum();
        at[i] = here;
        return (above - below) / ((double)up - down);
    }
}
