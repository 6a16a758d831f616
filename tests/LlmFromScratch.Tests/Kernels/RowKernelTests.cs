using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

[Collection(KernelThreadsCollection.Name)]
public class RowKernelTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 15)]
    [InlineData(2, 16)]
    [InlineData(5, 27)]
    [InlineData(40, 3001)]
    public void EveryKernel_EveryWidthAndThreadCount_GivesTheSameBits(int rows, int columns)
    {
        float[] expected;
        using (new LaneWidth(0))
        using (new ThreadCount(1))
            expected = RunAll(rows, columns);
        foreach (int width in LaneWidth.All)
            for (int threads = 1; threads <= 3; threads++)
            {
                using var count = new ThreadCount(threads);
                using var lanes = new LaneWidth(width);
                Bits.AssertSame(expected, RunAll(rows, columns), $"width {width} threads {threads}");
            }
    }

    [Fact]
    public void Softmax_AgainstFloat64_Agrees()
    {
        float[] x = Bits.Numbers(3 * 50, 1), y = new float[150], losses = new float[3];
        int[] targets = [4, 49, 0];
        Softmax.CrossEntropy(x, targets, y, losses, 3, 50);
        for (int r = 0; r < 3; r++)
        {
            double sum = 0;
            for (int j = 0; j < 50; j++)
                sum += Math.Exp(x[r * 50 + j]);
            for (int j = 0; j < 50; j++)
                Assert.Equal(Math.Exp(x[r * 50 + j]) / sum, y[r * 50 + j], 1e-6);
            double loss = Math.Log(sum) - x[r * 50 + targets[r]];
            Assert.Equal(loss, losses[r], 2e-6 * Math.Max(1, Math.Abs(loss)));
        }
    }

    [Fact]
    public void Softmax_MovedByAThousand_IsTheSame()
    {
        float[] y = new float[3], moved = new float[3];
        Softmax.Apply([1, 2, 4], y, 1, 3);
        Softmax.Apply([1001, 1002, 1004], moved, 1, 3);
        Bits.AssertSame(y, moved);
    }

    [Fact]
    public void Softmax_InfiniteAndNaNLogits_GiveZeroAndNaN()
    {
        float[] y = new float[2];
        Softmax.Apply([float.NegativeInfinity, 3], y, 1, 2);
        Assert.Equal([0, 1], y);
        Softmax.Apply([float.NaN, 3], y, 1, 2);
        Assert.Equal([float.NaN, float.NaN], y);
    }

    [Fact]
    public void SoftmaxGradient_HandCalculation()
    {
        float[] dx = [1, 1];
        Softmax.AddGradient([0.25f, 0.75f], [4, 8], dx, 1, 2); // Σ dy·y = 7
        Assert.Equal([1 + 0.25f * -3, 1 + 0.75f * 1], dx);
    }

    [Fact]
    public void CrossEntropyGradient_HandCalculation()
    {
        float[] dx = [1, 1, 1, 1];
        Softmax.AddCrossEntropyGradient([0.25f, 0.75f, 0.5f, 0.5f], [0, 1], 0.5f, dx, 2, 2);
        Assert.Equal([1 - 0.375f, 1.375f, 1.25f, 0.75f], dx);
    }

    [Fact]
    public void CrossEntropy_TargetOutOfRange_SaysSo() =>
        Assert.Contains("from -1 to 2 in targets, got 3", Assert.Throws<ArgumentException>(() => Softmax.CrossEntropy(new float[3], [3], new float[3], new float[1], 1, 3)).Message);

    [Fact]
    public void Embeddings_GatherAndScatter_HandCalculation()
    {
        float[] y = new float[6], dTable = [0, 0, 1, 1];
        Embeddings.Gather([1, 2, 3, 4], [1, 0, 1], y, 2, 2);
        Assert.Equal([3, 4, 1, 2, 3, 4], y);
        Embeddings.ScatterAdd([1, 2, 3, 4, 5, 6], [1, 0, 1], dTable, 2, 2);
        Assert.Equal([3, 4, 7, 9], dTable);
        Assert.Throws<ArgumentException>(() => Embeddings.Gather([1, 2], [-1], new float[2], 1, 2));
    }

    [Fact]
    public void AdamW_AgainstFloat64_Agrees()
    {
        float[] p = [1, -2], m = new float[2], v = new float[2];
        double[] exact = [1, -2], em = new double[2], ev = new double[2];
        for (int step = 1; step <= 20; step++)
        {
            float[] g = [0.1f * step, -3];
            AdamW.Step(p, g, m, v, step, 0.01f);
            for (int i = 0; i < 2; i++)
            {
                em[i] = 0.9 * em[i] + 0.1 * g[i];
                ev[i] = 0.999 * ev[i] + 0.001 * g[i] * g[i];
                exact[i] -= 0.01 * 0.01 * exact[i] + 0.01 * (em[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(ev[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }
        }
        Assert.Equal(exact[0], p[0], 4e-6);
        Assert.Equal(exact[1], p[1], 4e-6);
    }

    private static float[] RunAll(int rows, int columns)
    {
        int size = rows * columns;
        float[] x = Bits.Numbers(size, 1), dy = Bits.Numbers(size, 2), y = new float[size], p = new float[size], losses = new float[rows];
        float[] dx = Bits.Numbers(size, 3), table = Bits.Numbers(size, 4), m = Bits.Numbers(size, 5), v = [.. Bits.Numbers(size, 6).Select(MathF.Abs)];
        int[] targets = [.. Enumerable.Range(0, rows).Select(r => r * 7 % columns)], ids = [.. targets.Select(t => t % rows)];
        Softmax.Apply(x, y, rows, columns);
        Softmax.AddGradient(y, dy, dx, rows, columns);
        Softmax.CrossEntropy(dy, targets, p, losses, rows, columns);
        Softmax.AddCrossEntropyGradient(p, targets, 0.3f, dx, rows, columns);
        Embeddings.ScatterAdd(dy, ids, table, rows, columns);
        AdamW.Step(table, dy, m, v, 3, 0.1f);
        return [.. y, .. dx, .. p, .. losses, .. table, .. m, .. v];
    }
}
