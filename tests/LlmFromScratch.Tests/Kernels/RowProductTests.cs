using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

[Collection(KernelThreadsCollection.Name)]
public class RowProductTests
{
    private static readonly int[] Sizes = [1, 2, 3, 5, 8, 15, 16, 17, 31, 44, 63, 64, 65, 96, 127, 128, 144, 172, 200, 300];

    [Fact]
    public void Multiply_RandomShapes_EqualsPlainToTheLastBit()
    {
        foreach (int width in LaneWidth.All)
        {
            using var lanes = new LaneWidth(width);
            var random = new Random(width);
            for (int i = 0; i < 60; i++)
                Check(1 + i % 6, Sizes[random.Next(Sizes.Length)], Sizes[random.Next(Sizes.Length)], padding: i % 3 * 5, withStart: i % 2 == 0, threads: 1 + i % 3);
        }
    }

    [Theory]
    [InlineData(1, 288, 768)]
    [InlineData(1, 700, 500)]
    [InlineData(5, 300, 1000)]
    [InlineData(2, 64, 5003)]
    public void Multiply_EnoughForSeveralThreads_EqualsPlainToTheLastBit(int rows, int k, int n)
    {
        foreach (int width in LaneWidth.All)
            for (int threads = 1; threads <= 3; threads++)
            {
                using var lanes = new LaneWidth(width);
                Check(rows, k, n, padding: threads, withStart: true, threads);
            }
    }

    [Fact]
    public void Multiply_WithoutStrideOrStart_EqualsMatrixProduct()
    {
        float[] x = Bits.Numbers(3 * 50, 1), w = Bits.Numbers(50 * 70, 2), expected = new float[3 * 70], actual = new float[3 * 70];
        MatrixProduct.Multiply(x, w, expected, 3, 50, 70);
        RowProduct.Multiply(x, w, [], actual, 3, 50, 70);
        Bits.AssertSame(expected, actual);
    }

    [Fact]
    public void Multiply_HandCalculation()
    {
        var y = new float[2];
        RowProduct.Multiply([1, 2], [3, 4, 99, 5, 6], [10, 20], y, 1, 2, 2, stride: 3); // [10 20] + [1 2]·[3 4; 5 6]
        Assert.Equal([23, 36], y);
        RowProduct.Multiply([], [], [10, 20], y, 1, 0, 2);
        Assert.Equal([10, 20], y);
        RowProduct.Multiply([], [], [], [], 1, 0, 0);
    }

    [Fact]
    public void Multiply_InfinityAndNaN_StayInTheirColumns()
    {
        float[] x = Bits.Numbers(40, 1), w = Bits.Numbers(40 * 100, 2), expected = new float[100], actual = new float[100];
        w[7 * 100 + 3] = float.NaN;
        w[9 * 100 + 99] = float.PositiveInfinity;
        PlainRowProduct.Multiply(x, w, [], expected, 1, 40, 100);
        RowProduct.Multiply(x, w, [], actual, 1, 40, 100);
        Bits.AssertSame(expected, actual);
        Assert.Equal(2, actual.Count(number => !float.IsFinite(number)));
    }

    [Fact]
    public void Multiply_BadArguments_SaysWhatWasExpected()
    {
        var y = new float[2];
        Assert.Contains("[1, 3]", Assert.Throws<ArgumentException>(() => RowProduct.Multiply([1, 2], new float[6], [], y, 1, 3, 2)).Message);
        Assert.Contains("3 rows of 2", Assert.Throws<ArgumentException>(() => RowProduct.Multiply([1, 2, 3], new float[5], [], y, 1, 3, 2)).Message);
        Assert.Throws<ArgumentException>(() => RowProduct.Multiply([1, 2, 3], new float[6], [1], y, 1, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowProduct.Multiply([1, 2, 3], new float[6], [], y, 1, 3, 2, stride: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowProduct.Multiply([], [], [], [], -1, 3, 2));
        var shared = new float[8];
        Assert.Throws<ArgumentException>(() => RowProduct.Multiply(shared.AsSpan(0, 2), new float[4], [], shared.AsSpan(1, 2), 1, 2, 2));
        Assert.Throws<ArgumentException>(() => RowProduct.Multiply([1, 2], shared.AsSpan(0, 4), [], shared.AsSpan(2, 2), 1, 2, 2));
        Assert.Throws<ArgumentException>(() => PlainRowProduct.Multiply([1, 2], new float[3], [], y, 1, 2, 2));
    }

    [Fact]
    public void Multiply_Repeated_AllocatesNothing()
    {
        float[] x = new float[300], w = new float[300 * 1000], y = new float[1000];
        QuantizedMatrix quantized = QuantizedMatrix.Of(w, 300, 1000);
        using var threads = new ThreadCount(2);
        long least = long.MaxValue; // a collection in between makes the count jump
        for (int attempt = 0; attempt < 5; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++)
            {
                using WakefulThreads awake = KernelThreads.StayAwake();
                RowProduct.Multiply(x, w, [], y, 1, 300, 1000);
                quantized.Multiply(x, [], y, 1);
            }
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.InRange(least, 0, 1000);
    }

    [Fact]
    public void Packed_Transposed_EqualsPlainToTheLastBit()
    {
        foreach (int width in LaneWidth.All)
            foreach ((int rows, int k, int n) in ((int, int, int)[])[(1, 30, 64), (1, 33, 200), (5, 64, 512), (3, 20, 7), (2, 50, 3000)])
                for (int threads = 1; threads <= 3; threads++)
                {
                    using var lanes = new LaneWidth(width);
                    using var count = new ThreadCount(threads);
                    float[] x = Bits.Numbers(rows * k, 1), table = Bits.Numbers(n * k, 2), start = Bits.Numbers(n, 3), expected = new float[rows * n], actual = new float[rows * n];
                    PlainMatrixProduct.MultiplyTransposedB(x, table, expected, rows, k, n);
                    var packed = new PackedMatrix(k, n);
                    packed.Set(table, transposed: true);
                    packed.Multiply(x, [], actual, rows);
                    Bits.AssertSame(expected, actual, $"{rows}×{k}×{n} width {width} threads {threads}");
                    packed.Multiply(x, start, actual, rows);
                    float sum = start[n - 1];
                    for (int p = 0; p < k; p++)
                        sum = MathF.FusedMultiplyAdd(x[p], table[(n - 1) * k + p], sum);
                    Bits.AssertSame([sum], actual.AsSpan(n - 1, 1));
                }
    }

    private static void Check(int rows, int k, int n, int padding, bool withStart, int threads)
    {
        int stride = n + padding;
        float[] x = Bits.Numbers(rows * k, k), w = Bits.Numbers((k - 1) * stride + n, n), start = withStart ? Bits.Numbers(n, 3) : [];
        float[] expected = new float[rows * n], actual = Bits.Numbers(rows * n, 4);
        PlainRowProduct.Multiply(x, w, start, expected, rows, k, n, stride);
        using var count = new ThreadCount(threads);
        RowProduct.Multiply(x, w, start, actual, rows, k, n, stride);
        Bits.AssertSame(expected, actual, $"{rows}×{k}×{n} stride {stride} threads {threads}");
    }
}
