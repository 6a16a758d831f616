using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

[Collection(KernelThreadsCollection.Name)]
public class MatrixProductTests
{
    private static readonly int[] Sizes = [0, 1, 2, 5, 7, 8, 9, 16, 17, 31, 33, 48, 49, 50, 64, 95, 97, 131];

    public static TheoryData<int> Widths()
    {
        // A width that this processor does not have would run in software: right, but slow.
        var widths = new TheoryData<int> { 0 };
        if (Vector128.IsHardwareAccelerated && (Fma.IsSupported || MatrixProduct.Widest == 128))
            widths.Add(128);
        if (Fma.IsSupported)
            widths.Add(256);
        if (MatrixProduct.Widest == 512)
            widths.Add(512);
        return widths;
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Product_RandomShapes_EqualsPlainToTheLastBit(int width)
    {
        var random = new Random(width);
        for (int i = 0; i < 120; i++)
        {
            int m = Sizes[random.Next(Sizes.Length)], k = Sizes[random.Next(Sizes.Length)], n = Sizes[random.Next(Sizes.Length)];
            foreach (ProductLayout layout in Enum.GetValues<ProductLayout>())
                Check(width, layout, m, k, n, accumulate: i % 2 == 1, threads: 1 + i % 3);
        }
    }

    [Theory]
    [InlineData(200, 1000, 100)] // more than one block of k
    [InlineData(3, 30, 3200)] // more than one block of columns, few rows
    [InlineData(40, 800, 3100)]
    [InlineData(1, 500, 1000)]
    [InlineData(500, 500, 1)]
    public void Product_LargerThanABlock_EqualsPlainToTheLastBit(int m, int k, int n)
    {
        foreach (ProductLayout layout in Enum.GetValues<ProductLayout>())
            for (int threads = 1; threads <= 3; threads++)
                Check(MatrixProduct.Widest, layout, m, k, n, accumulate: threads == 2, threads);
    }

    [Fact]
    public void Product_HandCalculation()
    {
        float[] a = [1, 2, 3, 4, 5, 6], b = [7, 8, 9, 10, 11, 12], c = new float[4];
        MatrixProduct.Multiply(a, b, c, 2, 3, 2); // [1 2 3; 4 5 6]·[7 8; 9 10; 11 12]
        Assert.Equal([58, 64, 139, 154], c);
        MatrixProduct.MultiplyTransposedA(a, b, c, 2, 3, 2); // [1 3 5; 2 4 6]·[7 8; 9 10; 11 12]
        Assert.Equal([89, 98, 116, 128], c);
        MatrixProduct.MultiplyTransposedB(a, b, c, 2, 3, 2, accumulate: true); // [1 2 3; 4 5 6]·[7 10; 8 11; 9 12]
        Assert.Equal([89 + 50, 98 + 68, 116 + 122, 128 + 167], c);
    }

    [Fact]
    public void Product_InfinityAndNaN_StayInTheirRowsAndColumns()
    {
        float[] a = Bits.Numbers(20 * 30, 1), b = Bits.Numbers(30 * 60, 2), expected = new float[20 * 60], actual = new float[20 * 60];
        a[5 * 30 + 3] = float.NaN;
        b[7 * 60 + 59] = float.PositiveInfinity;
        PlainMatrixProduct.Multiply(a, b, expected, 20, 30, 60);
        MatrixProduct.Multiply(a, b, actual, 20, 30, 60);
        Bits.AssertSame(expected, actual);
        Assert.Equal(60 + 19, actual.Count(x => !float.IsFinite(x)));
    }

    [Fact]
    public void Product_NoTerms_IsZeroOrWhatWasThere()
    {
        float[] c = [1, 2];
        MatrixProduct.Multiply([], [], c, 1, 0, 2, accumulate: true);
        Assert.Equal([1, 2], c);
        MatrixProduct.Multiply([], [], c, 1, 0, 2);
        Assert.Equal([0, 0], c);
    }

    [Fact]
    public void Product_WrongLength_SaysWhatWasExpected()
    {
        var error = Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(new float[5], new float[6], new float[4], 2, 3, 2));
        Assert.Contains("expected 2 × 3 = 6 numbers in A, got 5", error.Message);
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply([], [], [], 65536, 65536, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.Multiply([], [], [], -1, 0, 0));
    }

    [Fact]
    public void Product_OntoItsOwnFactor_Throws()
    {
        var a = new float[4];
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(a, new float[4], a, 2, 2, 2));
    }

    [Fact]
    public void Product_Repeated_AllocatesNothing()
    {
        float[] a = new float[300 * 300], b = new float[300 * 300], c = new float[300 * 300];
        using var threads = new ThreadCount(2);
        for (int i = 0; i < 3; i++)
            MatrixProduct.Multiply(a, b, c, 300, 300, 300);
        long least = long.MaxValue; // a collection in between makes the count jump
        for (int attempt = 0; attempt < 5; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++)
                MatrixProduct.MultiplyTransposedB(a, b, c, 300, 300, 300);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.InRange(least, 0, 1000);
    }

    private static void Check(int width, ProductLayout layout, int m, int k, int n, bool accumulate, int threads)
    {
        float[] a = Bits.Numbers(m * k, m + 1), b = Bits.Numbers(k * n, n + 2), expected = Bits.Numbers(m * n, 3), actual = [.. expected];
        MatrixProduct.Run(0, layout, a, b, expected, m, k, n, accumulate);
        using var count = new ThreadCount(threads);
        MatrixProduct.Run(width, layout, a, b, actual, m, k, n, accumulate);
        Bits.AssertSame(expected, actual, $"{layout} {m}×{k}×{n} width {width} threads {threads}");
    }
}
