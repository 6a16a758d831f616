using System.Runtime.Intrinsics;

namespace LlmFromScratch.Kernels;

/// <summary>6 × 16 elements of C in 12 of the 16 registers of AVX2; 2 hold a row of B, 1 an element of A.</summary>
internal readonly unsafe struct Tile256 : IProductTile
{
    public static int Rows => 6;

    public static int Columns => 16;

    public static int ColumnsFor(int width) => Columns;

    /// <inheritdoc/>
    public static void Multiply(int columns, float* a, nint aRowStride, nint aStride, int rows, float* b, nint bStride, float* c, nint cStride, int k, bool accumulate)
    {
        // Rows that are not there repeat the last one; nobody reads what comes of them.
        float* a0 = a;
        float* a1 = rows > 1 ? a0 + aRowStride : a0;
        float* a2 = rows > 2 ? a1 + aRowStride : a1;
        float* a3 = rows > 3 ? a2 + aRowStride : a2;
        float* a4 = rows > 4 ? a3 + aRowStride : a3;
        float* a5 = rows > 5 ? a4 + aRowStride : a4;
        Vector256<float> c0a = default, c0b = default;
        Vector256<float> c1a = default, c1b = default;
        Vector256<float> c2a = default, c2b = default;
        Vector256<float> c3a = default, c3b = default;
        Vector256<float> c4a = default, c4b = default;
        Vector256<float> c5a = default, c5b = default;
        if (accumulate)
        {
            c0a = Vector256.Load(c + 0 * cStride); c0b = Vector256.Load(c + 0 * cStride + 8);
            c1a = Vector256.Load(c + 1 * cStride); c1b = Vector256.Load(c + 1 * cStride + 8);
            c2a = Vector256.Load(c + 2 * cStride); c2b = Vector256.Load(c + 2 * cStride + 8);
            c3a = Vector256.Load(c + 3 * cStride); c3b = Vector256.Load(c + 3 * cStride + 8);
            c4a = Vector256.Load(c + 4 * cStride); c4b = Vector256.Load(c + 4 * cStride + 8);
            c5a = Vector256.Load(c + 5 * cStride); c5b = Vector256.Load(c + 5 * cStride + 8);
        }
        nint at = 0;
        for (int p = 0; p < k; p++, at += aStride, b += bStride)
        {
            Vector256<float> ba = Vector256.Load(b), bb = Vector256.Load(b + 8);
            Vector256<float> x = Vector256.Create(a0[at]);
            c0a = Vector256.FusedMultiplyAdd(x, ba, c0a);
            c0b = Vector256.FusedMultiplyAdd(x, bb, c0b);
            x = Vector256.Create(a1[at]);
            c1a = Vector256.FusedMultiplyAdd(x, ba, c1a);
            c1b = Vector256.FusedMultiplyAdd(x, bb, c1b);
            x = Vector256.Create(a2[at]);
            c2a = Vector256.FusedMultiplyAdd(x, ba, c2a);
            c2b = Vector256.FusedMultiplyAdd(x, bb, c2b);
            x = Vector256.Create(a3[at]);
            c3a = Vector256.FusedMultiplyAdd(x, ba, c3a);
            c3b = Vector256.FusedMultiplyAdd(x, bb, c3b);
            x = Vector256.Create(a4[at]);
            c4a = Vector256.FusedMultiplyAdd(x, ba, c4a);
            c4b = Vector256.FusedMultiplyAdd(x, bb, c4b);
            x = Vector256.Create(a5[at]);
            c5a = Vector256.FusedMultiplyAdd(x, ba, c5a);
            c5b = Vector256.FusedMultiplyAdd(x, bb, c5b);
        }
        c0a.Store(c + 0 * cStride); c0b.Store(c + 0 * cStride + 8);
        c1a.Store(c + 1 * cStride); c1b.Store(c + 1 * cStride + 8);
        c2a.Store(c + 2 * cStride); c2b.Store(c + 2 * cStride + 8);
        c3a.Store(c + 3 * cStride); c3b.Store(c + 3 * cStride + 8);
        c4a.Store(c + 4 * cStride); c4b.Store(c + 4 * cStride + 8);
        c5a.Store(c + 5 * cStride); c5b.Store(c + 5 * cStride + 8);
    }
}
