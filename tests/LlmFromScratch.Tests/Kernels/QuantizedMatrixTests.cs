using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

[Collection(KernelThreadsCollection.Name)]
public class QuantizedMatrixTests
{
    [Fact]
    public void Of_HandCalculation_EachColumnHasItsScale()
    {
        // Column 0: largest 127, scale 1. Column 1: largest 2.54, scale 0.02. Column 2: zeros.
        QuantizedMatrix matrix = QuantizedMatrix.Of([127, 2.54f, 0, -3.4f, -1.27f, 0], 2, 3);
        Assert.Equal([1, 2.54f / 127, 0], matrix.Scales);
        Assert.Equal(127, matrix[0, 0]);
        Assert.Equal(-3, matrix[1, 0]);
        Assert.Equal(127, matrix[0, 1]);
        Assert.InRange(matrix[1, 1], -64, -63); // -63.5, a tie but for rounding
        Assert.Equal(0, matrix[0, 2]);
        var y = new float[3];
        matrix.Multiply([1, 10], [0, 0, 7], y, 1);
        Assert.Equal(97, y[0]);
        Assert.Equal(7, y[2]);
    }

    [Fact]
    public void Of_Transposed_IsTheSameMatrix()
    {
        float[] weights = Bits.Numbers(20 * 70, 1), transposed = new float[70 * 20];
        for (int p = 0; p < 20; p++)
            for (int j = 0; j < 70; j++)
                transposed[j * 20 + p] = weights[p * 70 + j];
        QuantizedMatrix a = QuantizedMatrix.Of(weights, 20, 70), b = QuantizedMatrix.Of(transposed, 20, 70, transposed: true);
        Assert.Equal(a.Scales, b.Scales);
        for (int p = 0; p < 20; p++)
            for (int j = 0; j < 70; j++)
            {
                Assert.Equal(a[p, j], b[p, j]);
                Assert.True(Math.Abs(weights[p * 70 + j] - (double)a.Scales[j] * a[p, j]) <= 0.5001 * a.Scales[j]);
            }
    }

    [Fact]
    public void Multiply_AnyWidthAndThreads_EqualsPlainToTheLastBit()
    {
        foreach (int width in LaneWidth.All)
            foreach ((int rows, int k, int n) in ((int, int, int)[])[(1, 30, 64), (1, 33, 200), (4, 64, 172), (5, 64, 512), (3, 20, 7), (2, 50, 3000), (9, 288, 100), (1, 288, 768)])
                for (int threads = 1; threads <= 3; threads++)
                {
                    using var lanes = new LaneWidth(width);
                    using var count = new ThreadCount(threads);
                    QuantizedMatrix matrix = QuantizedMatrix.Of(Bits.Numbers(k * n, n), k, n);
                    float[] x = Bits.Numbers(rows * k, 1), start = threads == 2 ? [] : Bits.Numbers(n, 2), expected = new float[rows * n], actual = new float[rows * n];
                    var whole = new sbyte[k * n];
                    for (int i = 0; i < whole.Length; i++)
                        whole[i] = matrix[i / n, i % n];
                    PlainRowProduct.Multiply(x, whole, matrix.Scales, start, expected, rows, k, n);
                    matrix.Multiply(x, start, actual, rows);
                    Bits.AssertSame(expected, actual, $"{rows}×{k}×{n} width {width} threads {threads}");
                }
    }

    [Fact]
    public void Multiply_EveryByte_IsExact()
    {
        // Weights -127 to 127 with a scale of 1, each read out by itself.
        float[] weights = [.. Enumerable.Range(-127, 255).Select(i => (float)i)];
        QuantizedMatrix matrix = QuantizedMatrix.Of(weights, 255, 1);
        foreach (int width in LaneWidth.All)
        {
            using var lanes = new LaneWidth(width);
            for (int i = 0; i < 255; i++)
            {
                float[] x = new float[255], y = new float[1];
                x[i] = 1;
                matrix.Multiply(x, [], y, 1);
                Assert.Equal(i - 127, y[0]);
            }
        }
    }

    [Fact]
    public void Of_BadWeights_SaysWhatWasExpected()
    {
        Assert.Contains("row 1, column 0", Assert.Throws<ArgumentException>(() => QuantizedMatrix.Of([1, 2, float.NaN, 3], 2, 2)).Message);
        Assert.Throws<ArgumentException>(() => QuantizedMatrix.Of([float.PositiveInfinity], 1, 1));
        Assert.Throws<ArgumentException>(() => QuantizedMatrix.Of([1, 2, 3], 2, 2));
        Assert.Throws<ArgumentException>(() => QuantizedMatrix.Of([1, 2, 3, 4], 2, 2).Multiply([1], [], new float[2], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantizedMatrix.Of([1, 2, 3, 4], 2, 2)[2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantizedMatrix.Of([], -1, 0));
        float[] tiny = [1e-45f, -1e-45f]; // a scale below the smallest number: the column is 0
        Assert.Equal(0, QuantizedMatrix.Of(tiny, 2, 1)[0, 0]);
    }
}
