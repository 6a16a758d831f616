using System.Runtime.Intrinsics;

namespace LlmFromScratch.Kernels;

/// <summary>6 × 16 elements of C in 24 of the 32 registers of ARM64; 4 hold a row of B, 1 an element of A.</summary>
internal readonly unsafe struct Tile128 : IProductTile
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
        Vector128<float> c0a = default, c0b = default, c0c = default, c0d = default;
        Vector128<float> c1a = default, c1b = default, c1c = default, c1d = default;
        Vector128<float> c2a = default, c2b = default, c2c = default, c2d = default;
        Vector128<float> c3a = default, c3b = default, c3c = default, c3d = default;
        Vector128<float> c4a = default, c4b = default, c4c = default, c4d = default;
        Vector128<float> c5a = default, c5b = default, c5c = default, c5d = default;
        if (accumulate)
        {
            c0a = Vector128.Load(c + 0 * cStride); c0b = Vector128.Load(c + 0 * cStride + 4); c0c = Vector128.Load(c + 0 * cStride + 8); c0d = Vector128.Load(c + 0 * cStride + 12);
            c1a = Vector128.Load(c + 1 * cStride); c1b = Vector128.Load(c + 1 * cStride + 4); c1c = Vector128.Load(c + 1 * cStride + 8); c1d = Vector128.Load(c + 1 * cStride + 12);
            c2a = Vector128.Load(c + 2 * cStride); c2b = Vector128.Load(c + 2 * cStride + 4); c2c = Vector128.Load(c + 2 * cStride + 8); c2d = Vector128.Load(c + 2 * cStride + 12);
            c3a = Vector128.Load(c + 3 * cStride); c3b = Vector128.Load(c + 3 * cStride + 4); c3c = Vector128.Load(c + 3 * cStride + 8); c3d = Vector128.Load(c + 3 * cStride + 12);
            c4a = Vector128.Load(c + 4 * cStride); c4b = Vector128.Load(c + 4 * cStride + 4); c4c = Vector128.Load(c + 4 * cStride + 8); c4d = Vector128.Load(c + 4 * cStride + 12);
            c5a = Vector128.Load(c + 5 * cStride); c5b = Vector128.Load(c + 5 * cStride + 4); c5c = Vector128.Load(c + 5 * cStride + 8); c5d = Vector128.Load(c + 5 * cStride + 12);
        }
        nint at = 0;
        for (int p = 0; p < k; p++, at += aStride, b += bStride)
        {
            Vector128<float> ba = Vector128.Load(b), bb = Vector128.Load(b + 4), bc = Vector128.Load(b + 8), bd = Vector128.Load(b + 12);
            Vector128<float> x = Vector128.Create(a0[at]);
            c0a = Vector128.FusedMultiplyAdd(x, ba, c0a);
            c0b = Vector128.FusedMultiplyAdd(x, bb, c0b);
            c0c = Vector128.FusedMultiplyAdd(x, bc, c0c);
            c0d = Vector128.FusedMultiplyAdd(x, bd, c0d);
            x = Vector128.Create(a1[at]);
            c1a = Vector128.FusedMultiplyAdd(x, ba, c1a);
            c1b = Vector128.FusedMultiplyAdd(x, bb, c1b);
            c1c = Vector128.FusedMultiplyAdd(x, bc, c1c);
            c1d = Vector128.FusedMultiplyAdd(x, bd, c1d);
            x = Vector128.Create(a2[at]);
            c2a = Vector128.FusedMultiplyAdd(x, ba, c2a);
            c2b = Vector128.FusedMultiplyAdd(x, bb, c2b);
            c2c = Vector128.FusedMultiplyAdd(x, bc, c2c);
            c2d = Vector128.FusedMultiplyAdd(x, bd, c2d);
            x = Vector128.Create(a3[at]);
            c3a = Vector128.FusedMultiplyAdd(x, ba, c3a);
            c3b = Vector128.FusedMultiplyAdd(x, bb, c3b);
            c3c = Vector128.FusedMultiplyAdd(x, bc, c3c);
            c3d = Vector128.FusedMultiplyAdd(x, bd, c3d);
            x = Vector128.Create(a4[at]);
            c4a = Vector128.FusedMultiplyAdd(x, ba, c4a);
            c4b = Vector128.FusedMultiplyAdd(x, bb, c4b);
            c4c = Vector128.FusedMultiplyAdd(x, bc, c4c);
            c4d = Vector128.FusedMultiplyAdd(x, bd, c4d);
            x = Vector128.Create(a5[at]);
            c5a = Vector128.FusedMultiplyAdd(x, ba, c5a);
            c5b = Vector128.FusedMultiplyAdd(x, bb, c5b);
            c5c = Vector128.FusedMultiplyAdd(x, bc, c5c);
            c5d = Vector128.FusedMultiplyAdd(x, bd, c5d);
        }
        c0a.Store(c + 0 * cStride); c0b.Store(c + 0 * cStride + 4); c0c.Store(c + 0 * cStride + 8); c0d.Store(c + 0 * cStride + 12);
        c1a.Store(c + 1 * cStride); c1b.Store(c + 1 * cStride + 4); c1c.Store(c + 1 * cStride + 8); c1d.Store(c + 1 * cStride + 12);
        c2a.Store(c + 2 * cStride); c2b.Store(c + 2 * cStride + 4); c2c.Store(c + 2 * cStride + 8); c2d.Store(c + 2 * cStride + 12);
        c3a.Store(c + 3 * cStride); c3b.Store(c + 3 * cStride + 4); c3c.Store(c + 3 * cStride + 8); c3d.Store(c + 3 * cStride + 12);
        c4a.Store(c + 4 * cStride); c4b.Store(c + 4 * cStride + 4); c4c.Store(c + 4 * cStride + 8); c4d.Store(c + 4 * cStride + 12);
        c5a.Store(c + 5 * cStride); c5b.Store(c + 5 * cStride + 4); c5c.Store(c + 5 * cStride + 8); c5d.Store(c + 5 * cStride + 12);
    }
}
