using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

/// <summary>The fast kernels against their plain versions in float64.</summary>
public class PlainKernelTests
{
    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 3, 27 }, { 5, 200 }, { 2, 1000 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Softmax_AgainstPlain_Agrees(int rows, int columns)
    {
        (float[] x, double[] ex) = Numbers(rows * columns, 1);
        (float[] dy, double[] edy) = Numbers(rows * columns, 2);
        (float[] dx, double[] edx) = Numbers(rows * columns, 3);
        (float[] y, double[] ey) = (new float[x.Length], new double[x.Length]);
        Softmax.Apply(x, y, rows, columns);
        PlainSoftmax.Apply(ex, ey, columns);
        AssertClose(ey, y);
        Softmax.AddGradient(y, dy, dx, rows, columns);
        PlainSoftmax.AddGradient(ey, edy, edx, columns);
        AssertClose(edx, dx);
        Softmax.ApplyLog(x, y, rows, columns);
        PlainSoftmax.ApplyLog(ex, ey, columns);
        AssertClose(ey, y);
        Softmax.AddLogGradient(y, dy, dx, rows, columns);
        PlainSoftmax.AddLogGradient(ey, edy, edx, columns);
        AssertClose(edx, dx);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void CrossEntropy_AgainstPlain_Agrees(int rows, int columns)
    {
        (float[] x, double[] ex) = Numbers(rows * columns, 1);
        (float[] dx, double[] edx) = Numbers(rows * columns, 3);
        int[] targets = [.. Enumerable.Range(0, rows).Select(row => row == 1 ? Softmax.Ignored : row * 7 % columns)];
        (float[] p, double[] ep) = (new float[x.Length], new double[x.Length]);
        (float[] losses, double[] exact) = (new float[rows], new double[rows]);
        Softmax.CrossEntropy(x, targets, p, losses, rows, columns);
        PlainSoftmax.CrossEntropy(ex, targets, exact, columns);
        AssertClose(exact, losses);
        PlainSoftmax.Apply(ex, ep, columns);
        Softmax.AddCrossEntropyGradient(p, targets, 0.3f, dx, rows, columns);
        PlainSoftmax.AddCrossEntropyGradient(ep, targets, 0.3f, edx, columns);
        AssertClose(edx, dx);
        if (rows > 1)
            Assert.Equal(0, losses[1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Normalization_AgainstPlain_Agrees(bool isLayer)
    {
        const int Rows = 4, Columns = 75;
        (float[] x, double[] ex) = Numbers(Rows * Columns, 1);
        (float[] gain, double[] eGain) = Numbers(Columns, 2);
        (float[] bias, double[] eBias) = Numbers(Columns, 3);
        (float[] dy, double[] edy) = Numbers(Rows * Columns, 4);
        float[] y = new float[x.Length], n = new float[x.Length], scales = new float[Rows], dx = new float[x.Length], dGain = new float[Columns], dBias = new float[Columns];
        double[] ey = new double[x.Length], edx = new double[x.Length], edGain = new double[Columns], edBias = new double[Columns];
        if (isLayer)
            Normalization.Layer(x, gain, bias, y, n, scales);
        else
            Normalization.RootMeanSquare(x, gain, y, n, scales);
        PlainNormalization.Apply(ex, eGain, isLayer ? eBias : [], ey, 1e-5f, isLayer);
        AssertClose(ey, y);
        Normalization.AddGradient(dy, gain, n, scales, dx, isLayer);
        Normalization.AddParameterGradients(dy, n, dGain, dBias, Rows);
        PlainNormalization.AddGradients(ex, eGain, edy, edx, edGain, edBias, 1e-5f, isLayer);
        AssertClose(edx, dx);
        AssertClose(edGain, dGain);
        AssertClose(edBias, dBias);
    }

    [Fact]
    public void Embeddings_AgainstPlain_Agree()
    {
        (float[] table, double[] eTable) = Numbers(5 * 21, 1);
        int[] ids = [4, 0, 4, 2];
        (float[] y, double[] ey) = (new float[ids.Length * 21], new double[ids.Length * 21]);
        Embeddings.Gather(table, ids, y, 5, 21);
        PlainEmbeddings.Gather(eTable, ids, ey, 21);
        AssertClose(ey, y);
        Embeddings.ScatterAdd(y, ids, table, 5, 21);
        PlainEmbeddings.ScatterAdd(ey, ids, eTable, 21);
        AssertClose(eTable, table);
    }

    [Fact]
    public void AdamW_ThirtySteps_StaysWithPlain()
    {
        (float[] p, double[] ep) = Numbers(77, 1);
        float[] m = new float[77], v = new float[77];
        double[] em = new double[77], ev = new double[77];
        for (int step = 1; step <= 30; step++)
        {
            (float[] g, double[] eg) = Numbers(77, 10 + step);
            AdamW.Step(p, g, m, v, step, 0.01, decay: 0.1);
            PlainAdamW.Step(ep, eg, em, ev, step, 0.01, decay: 0.1);
        }
        AssertClose(ep, p);
        AssertClose(em, m);
        AssertClose(ev, v);
    }

    [Fact]
    public void Vectors_SumsAndMultiples_AgreeWithFloat64()
    {
        foreach (int count in new[] { 0, 1, 15, 16, 1000, 70_001 })
        {
            (float[] x, double[] ex) = Numbers(count, count);
            double size = Math.Max(1, ex.Sum(Math.Abs));
            Assert.InRange(Math.Abs(ex.Sum() - Vectors.Sum(x)) / size, 0, 1e-6);
            double squares = ex.Sum(number => number * number);
            Assert.InRange(Math.Abs(squares - Vectors.SumOfSquares(x)), 0, 1e-5 * squares);
            float[] y = [.. x.Select(number => number + 1)], scaled = [.. x];
            Vectors.Add(x, y, -1);
            Vectors.Scale(scaled, 0.5f);
            for (int i = 0; i < count; i++)
            {
                Assert.Equal(1, y[i], 1e-5f * (1 + Math.Abs(x[i])));
                Assert.Equal(x[i] / 2, scaled[i]);
            }
        }
        Assert.True(float.IsNaN(Vectors.SumOfSquares([1, float.NaN])));
        Assert.Equal(float.PositiveInfinity, Vectors.SumOfSquares([1e30f]));
        Assert.Contains("expected 2", Assert.Throws<ArgumentException>(() => Vectors.Add(new float[2], new float[3])).Message);
    }

    private static (float[] Numbers, double[] Exact) Numbers(int count, int seed)
    {
        float[] numbers = Array.ConvertAll(Bits.Numbers(count, seed), x => x / 8);
        return (numbers, Array.ConvertAll(numbers, x => (double)x));
    }

    private static void AssertClose(double[] expected, float[] actual)
    {
        double largest = Math.Max(1e-3, expected.Max(Math.Abs));
        for (int i = 0; i < actual.Length; i++)
            Assert.InRange(Math.Abs(expected[i] - actual[i]) / largest, 0, 2e-6);
    }
}
