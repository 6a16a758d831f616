using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LlmFromScratch.Kernels;

/// <summary>
/// The fast matrix product, in the three layouts that training needs; row-major float32. Same contract and same bits as
/// <see cref="PlainMatrixProduct"/>, whatever the vector width and <see cref="KernelThreads.Count"/> (only the payload of a NaN may
/// differ): vectors lie along the columns of C, so that each lane is one element's own chain over k in ascending order.
/// Blocks and packing after K. Goto and R. van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008).
/// </summary>
public static class MatrixProduct
{
    /// <summary>C = A·B, or C += A·B.</summary>
    /// <param name="a">A, <c>[m, k]</c>.</param>
    /// <param name="b">B, <c>[k, n]</c>.</param>
    /// <param name="c">C, <c>[m, n]</c>; overwritten or added to.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="accumulate">Add to what is in C.</param>
    /// <exception cref="ArgumentException">A span has another length, or C overlaps A or B.</exception>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n, bool accumulate = false) =>
        Run(RowLoops.Width, ProductLayout.Plain, a, b, c, m, k, n, accumulate);

    /// <summary>C = Aᵀ·B, or C += Aᵀ·B.</summary>
    /// <param name="a">A, <c>[k, m]</c>.</param>
    /// <param name="b">B, <c>[k, n]</c>.</param>
    /// <param name="c">C, <c>[m, n]</c>; overwritten or added to.</param>
    /// <param name="m">Columns of A, rows of C.</param>
    /// <param name="k">Rows of A and B.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="accumulate">Add to what is in C.</param>
    /// <exception cref="ArgumentException">A span has another length, or C overlaps A or B.</exception>
    public static void MultiplyTransposedA(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n, bool accumulate = false) =>
        Run(RowLoops.Width, ProductLayout.TransposedA, a, b, c, m, k, n, accumulate);

    /// <summary>C = A·Bᵀ, or C += A·Bᵀ.</summary>
    /// <param name="a">A, <c>[m, k]</c>.</param>
    /// <param name="b">B, <c>[n, k]</c>.</param>
    /// <param name="c">C, <c>[m, n]</c>; overwritten or added to.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="k">Columns of A and B.</param>
    /// <param name="n">Rows of B, columns of C.</param>
    /// <param name="accumulate">Add to what is in C.</param>
    /// <exception cref="ArgumentException">A span has another length, or C overlaps A or B.</exception>
    public static void MultiplyTransposedB(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n, bool accumulate = false) =>
        Run(RowLoops.Width, ProductLayout.TransposedB, a, b, c, m, k, n, accumulate);

    /// <summary>The widest vectors that this processor multiplies and adds in one step: 512, 256 or 128 bits, or 0 for none.</summary>
    internal static int Widest =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? 512
        : Fma.IsSupported ? 256
        : AdvSimd.IsSupported ? 128
        : 0;

    /// <summary>The product with a given vector width, in bits; 0 is the plain version.</summary>
    internal static unsafe void Run(int width, ProductLayout layout, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n, bool accumulate)
    {
        ProductShape.Check(a, b, c, m, k, n);
        if (m == 0 || n == 0)
            return;
        if (k == 0)
        {
            if (!accumulate)
                c.Clear();
            return;
        }
        fixed (float* pa = a, pb = b, pc = c)
        {
            var operands = new ProductOperands
            {
                A = pa,
                ARowStride = layout == ProductLayout.TransposedA ? 1 : k,
                AStride = layout == ProductLayout.TransposedA ? m : 1,
                B = pb,
                BStride = layout == ProductLayout.TransposedB ? k : n,
                BIsTransposed = layout == ProductLayout.TransposedB,
                C = pc,
                CStride = n,
                M = m,
                K = k,
                N = n,
                Accumulate = accumulate,
                MostThreads = KernelThreads.Count,
            };
            switch (width)
            {
                case 512: BlockedProduct<Tile512>.Run(operands); return;
                case 256: BlockedProduct<Tile256>.Run(operands); return;
                case 128: BlockedProduct<Tile128>.Run(operands); return;
            }
        }
        if (layout == ProductLayout.Plain)
            PlainMatrixProduct.Multiply(a, b, c, m, k, n, accumulate);
        else if (layout == ProductLayout.TransposedA)
            PlainMatrixProduct.MultiplyTransposedA(a, b, c, m, k, n, accumulate);
        else
            PlainMatrixProduct.MultiplyTransposedB(a, b, c, m, k, n, accumulate);
    }
}

/// <summary>Which factor is stored with its rows and columns exchanged.</summary>
internal enum ProductLayout
{
    Plain,
    TransposedA,
    TransposedB,
}

/// <summary>The arguments of a product: where the matrices are and how to step through them.</summary>
[StructLayout(LayoutKind.Auto)]
internal unsafe struct ProductOperands
{
    public float* A;
    public nint ARowStride;
    public nint AStride; // from k to k + 1
    public float* B;
    public nint BStride; // from a row of B to the next, as it is stored: of Bᵀ if it is transposed
    public bool BIsTransposed;
    public float* C;
    public nint CStride; // from a row of C to the next
    public int M, K, N;
    public bool Accumulate;
    public int MostThreads;
}
