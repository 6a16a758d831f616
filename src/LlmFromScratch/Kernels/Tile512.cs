using System.Runtime.Intrinsics;

namespace LlmFromScratch.Kernels;

/// <summary>8 × 48 elements of C in 24 of the 32 registers of AVX-512; 3 hold a row of B, 1 an element of A. At the right edge 8 × 32 or 8 × 16.</summary>
/// <remarks>Written out number by number, and so three times: the compiler keeps an element in a register only if it has a name of its own.</remarks>
internal readonly unsafe struct Tile512 : IProductTile
{
    public static int Rows => 8;

    public static int Columns => 48;

    public static int ColumnsFor(int width) => width > 32 ? 48 : width > 16 ? 32 : 16;

    /// <inheritdoc/>
    public static void Multiply(int columns, float* a, nint aRowStride, nint aStride, int rows, float* b, nint bStride, float* c, nint cStride, int k, bool accumulate)
    {
        switch (columns)
        {
            case 48: Three(a, aRowStride, aStride, rows, b, bStride, c, cStride, k, accumulate); break;
            case 32: Two(a, aRowStride, aStride, rows, b, bStride, c, cStride, k, accumulate); break;
            default: One(a, aRowStride, aStride, rows, b, bStride, c, cStride, k, accumulate); break;
        }
    }

    private static void Three(float* a, nint aRowStride, nint aStride, int rows, float* b, nint bStride, float* c, nint cStride, int k, bool accumulate)
    {
        // Rows that are not there repeat the last one; nobody reads what comes of them.
        float* a0 = a;
        float* a1 = rows > 1 ? a0 + aRowStride : a0;
        float* a2 = rows > 2 ? a1 + aRowStride : a1;
        float* a3 = rows > 3 ? a2 + aRowStride : a2;
        float* a4 = rows > 4 ? a3 + aRowStride : a3;
        float* a5 = rows > 5 ? a4 + aRowStride : a4;
        float* a6 = rows > 6 ? a5 + aRowStride : a5;
        float* a7 = rows > 7 ? a6 + aRowStride : a6;
        Vector512<float> c0a = default, c0b = default, c0c = default;
        Vector512<float> c1a = default, c1b = default, c1c = default;
        Vector512<float> c2a = default, c2b = default, c2c = default;
        Vector512<float> c3a = default, c3b = default, c3c = default;
        Vector512<float> c4a = default, c4b = default, c4c = default;
        Vector512<float> c5a = default, c5b = default, c5c = default;
        Vector512<float> c6a = default, c6b = default, c6c = default;
        Vector512<float> c7a = default, c7b = default, c7c = default;
        if (accumulate)
        {
            c0a = Vector512.Load(c + 0 * cStride); c0b = Vector512.Load(c + 0 * cStride + 16); c0c = Vector512.Load(c + 0 * cStride + 32);
            c1a = Vector512.Load(c + 1 * cStride); c1b = Vector512.Load(c + 1 * cStride + 16); c1c = Vector512.Load(c + 1 * cStride + 32);
            c2a = Vector512.Load(c + 2 * cStride); c2b = Vector512.Load(c + 2 * cStride + 16); c2c = Vector512.Load(c + 2 * cStride + 32);
            c3a = Vector512.Load(c + 3 * cStride); c3b = Vector512.Load(c + 3 * cStride + 16); c3c = Vector512.Load(c + 3 * cStride + 32);
            c4a = Vector512.Load(c + 4 * cStride); c4b = Vector512.Load(c + 4 * cStride + 16); c4c = Vector512.Load(c + 4 * cStride + 32);
            c5a = Vector512.Load(c + 5 * cStride); c5b = Vector512.Load(c + 5 * cStride + 16); c5c = Vector512.Load(c + 5 * cStride + 32);
            c6a = Vector512.Load(c + 6 * cStride); c6b = Vector512.Load(c + 6 * cStride + 16); c6c = Vector512.Load(c + 6 * cStride + 32);
            c7a = Vector512.Load(c + 7 * cStride); c7b = Vector512.Load(c + 7 * cStride + 16); c7c = Vector512.Load(c + 7 * cStride + 32);
        }
        nint at = 0;
        for (int p = 0; p < k; p++, at += aStride, b += bStride)
        {
            Vector512<float> ba = Vector512.Load(b), bb = Vector512.Load(b + 16), bc = Vector512.Load(b + 32);
            Vector512<float> x = Vector512.Create(a0[at]);
            c0a = Vector512.FusedMultiplyAdd(x, ba, c0a);
            c0b = Vector512.FusedMultiplyAdd(x, bb, c0b);
            c0c = Vector512.FusedMultiplyAdd(x, bc, c0c);
            x = Vector512.Create(a1[at]);
            c1a = Vector512.FusedMultiplyAdd(x, ba, c1a);
            c1b = Vector512.FusedMultiplyAdd(x, bb, c1b);
            c1c = Vector512.FusedMultiplyAdd(x, bc, c1c);
            x = Vector512.Create(a2[at]);
            c2a = Vector512.FusedMultiplyAdd(x, ba, c2a);
            c2b = Vector512.FusedMultiplyAdd(x, bb, c2b);
            c2c = Vector512.FusedMultiplyAdd(x, bc, c2c);
            x = Vector512.Create(a3[at]);
            c3a = Vector512.FusedMultiplyAdd(x, ba, c3a);
            c3b = Vector512.FusedMultiplyAdd(x, bb, c3b);
            c3c = Vector512.FusedMultiplyAdd(x, bc, c3c);
            x = Vector512.Create(a4[at]);
            c4a = Vector512.FusedMultiplyAdd(x, ba, c4a);
            c4b = Vector512.FusedMultiplyAdd(x, bb, c4b);
            c4c = Vector512.FusedMultiplyAdd(x, bc, c4c);
            x = Vector512.Create(a5[at]);
            c5a = Vector512.FusedMultiplyAdd(x, ba, c5a);
            c5b = Vector512.FusedMultiplyAdd(x, bb, c5b);
            c5c = Vector512.FusedMultiplyAdd(x, bc, c5c);
            x = Vector512.Create(a6[at]);
            c6a = Vector512.FusedMultiplyAdd(x, ba, c6a);
            c6b = Vector512.FusedMultiplyAdd(x, bb, c6b);
            c6c = Vector512.FusedMultiplyAdd(x, bc, c6c);
            x = Vector512.Create(a7[at]);
            c7a = Vector512.FusedMultiplyAdd(x, ba, c7a);
            c7b = Vector512.FusedMultiplyAdd(x, bb, c7b);
            c7c = Vector512.FusedMultiplyAdd(x, bc, c7c);
        }
        c0a.Store(c + 0 * cStride); c0b.Store(c + 0 * cStride + 16); c0c.Store(c + 0 * cStride + 32);
        c1a.Store(c + 1 * cStride); c1b.Store(c + 1 * cStride + 16); c1c.Store(c + 1 * cStride + 32);
        c2a.Store(c + 2 * cStride); c2b.Store(c + 2 * cStride + 16); c2c.Store(c + 2 * cStride + 32);
        c3a.Store(c + 3 * cStride); c3b.Store(c + 3 * cStride + 16); c3c.Store(c + 3 * cStride + 32);
        c4a.Store(c + 4 * cStride); c4b.Store(c + 4 * cStride + 16); c4c.Store(c + 4 * cStride + 32);
        c5a.Store(c + 5 * cStride); c5b.Store(c + 5 * cStride + 16); c5c.Store(c + 5 * cStride + 32);
        c6a.Store(c + 6 * cStride); c6b.Store(c + 6 * cStride + 16); c6c.Store(c + 6 * cStride + 32);
        c7a.Store(c + 7 * cStride); c7b.Store(c + 7 * cStride + 16); c7c.Store(c + 7 * cStride + 32);
    }

    private static void Two(float* a, nint aRowStride, nint aStride, int rows, float* b, nint bStride, float* c, nint cStride, int k, bool accumulate)
    {
        // Rows that are not there repeat the last one; nobody reads what comes of them.
        float* a0 = a;
        float* a1 = rows > 1 ? a0 + aRowStride : a0;
        float* a2 = rows > 2 ? a1 + aRowStride : a1;
        float* a3 = rows > 3 ? a2 + aRowStride : a2;
        float* a4 = rows > 4 ? a3 + aRowStride : a3;
        float* a5 = rows > 5 ? a4 + aRowStride : a4;
        float* a6 = rows > 6 ? a5 + aRowStride : a5;
        float* a7 = rows > 7 ? a6 + aRowStride : a6;
        Vector512<float> c0a = default, c0b = default;
        Vector512<float> c1a = default, c1b = default;
        Vector512<float> c2a = default, c2b = default;
        Vector512<float> c3a = default, c3b = default;
        Vector512<float> c4a = default, c4b = default;
        Vector512<float> c5a = default, c5b = default;
        Vector512<float> c6a = default, c6b = default;
        Vector512<float> c7a = default, c7b = default;
        if (accumulate)
        {
            c0a = Vector512.Load(c + 0 * cStride); c0b = Vector512.Load(c + 0 * cStride + 16);
            c1a = Vector512.Load(c + 1 * cStride); c1b = Vector512.Load(c + 1 * cStride + 16);
            c2a = Vector512.Load(c + 2 * cStride); c2b = Vector512.Load(c + 2 * cStride + 16);
            c3a = Vector512.Load(c + 3 * cStride); c3b = Vector512.Load(c + 3 * cStride + 16);
            c4a = Vector512.Load(c + 4 * cStride); c4b = Vector512.Load(c + 4 * cStride + 16);
            c5a = Vector512.Load(c + 5 * cStride); c5b = Vector512.Load(c + 5 * cStride + 16);
            c6a = Vector512.Load(c + 6 * cStride); c6b = Vector512.Load(c + 6 * cStride + 16);
            c7a = Vector512.Load(c + 7 * cStride); c7b = Vector512.Load(c + 7 * cStride + 16);
        }
        nint at = 0;
        for (int p = 0; p < k; p++, at += aStride, b += bStride)
        {
            Vector512<float> ba = Vector512.Load(b), bb = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(a0[at]);
            c0a = Vector512.FusedMultiplyAdd(x, ba, c0a);
            c0b = Vector512.FusedMultiplyAdd(x, bb, c0b);
            x = Vector512.Create(a1[at]);
            c1a = Vector512.FusedMultiplyAdd(x, ba, c1a);
            c1b = Vector512.FusedMultiplyAdd(x, bb, c1b);
            x = Vector512.Create(a2[at]);
            c2a = Vector512.FusedMultiplyAdd(x, ba, c2a);
            c2b = Vector512.FusedMultiplyAdd(x, bb, c2b);
            x = Vector512.Create(a3[at]);
            c3a = Vector512.FusedMultiplyAdd(x, ba, c3a);
            c3b = Vector512.FusedMultiplyAdd(x, bb, c3b);
            x = Vector512.Create(a4[at]);
            c4a = Vector512.FusedMultiplyAdd(x, ba, c4a);
            c4b = Vector512.FusedMultiplyAdd(x, bb, c4b);
            x = Vector512.Create(a5[at]);
            c5a = Vector512.FusedMultiplyAdd(x, ba, c5a);
            c5b = Vector512.FusedMultiplyAdd(x, bb, c5b);
            x = Vector512.Create(a6[at]);
            c6a = Vector512.FusedMultiplyAdd(x, ba, c6a);
            c6b = Vector512.FusedMultiplyAdd(x, bb, c6b);
            x = Vector512.Create(a7[at]);
            c7a = Vector512.FusedMultiplyAdd(x, ba, c7a);
            c7b = Vector512.FusedMultiplyAdd(x, bb, c7b);
        }
        c0a.Store(c + 0 * cStride); c0b.Store(c + 0 * cStride + 16);
        c1a.Store(c + 1 * cStride); c1b.Store(c + 1 * cStride + 16);
        c2a.Store(c + 2 * cStride); c2b.Store(c + 2 * cStride + 16);
        c3a.Store(c + 3 * cStride); c3b.Store(c + 3 * cStride + 16);
        c4a.Store(c + 4 * cStride); c4b.Store(c + 4 * cStride + 16);
        c5a.Store(c + 5 * cStride); c5b.Store(c + 5 * cStride + 16);
        c6a.Store(c + 6 * cStride); c6b.Store(c + 6 * cStride + 16);
        c7a.Store(c + 7 * cStride); c7b.Store(c + 7 * cStride + 16);
    }

    private static void One(float* a, nint aRowStride, nint aStride, int rows, float* b, nint bStride, float* c, nint cStride, int k, bool accumulate)
    {
        // Rows that are not there repeat the last one; nobody reads what comes of them.
        float* a0 = a;
        float* a1 = rows > 1 ? a0 + aRowStride : a0;
        float* a2 = rows > 2 ? a1 + aRowStride : a1;
        float* a3 = rows > 3 ? a2 + aRowStride : a2;
        float* a4 = rows > 4 ? a3 + aRowStride : a3;
        float* a5 = rows > 5 ? a4 + aRowStride : a4;
        float* a6 = rows > 6 ? a5 + aRowStride : a5;
        float* a7 = rows > 7 ? a6 + aRowStride : a6;
        Vector512<float> c0a = default;
        Vector512<float> c1a = default;
        Vector512<float> c2a = default;
        Vector512<float> c3a = default;
        Vector512<float> c4a = default;
        Vector512<float> c5a = default;
        Vector512<float> c6a = default;
        Vector512<float> c7a = default;
        if (accumulate)
        {
            c0a = Vector512.Load(c + 0 * cStride);
            c1a = Vector512.Load(c + 1 * cStride);
            c2a = Vector512.Load(c + 2 * cStride);
            c3a = Vector512.Load(c + 3 * cStride);
            c4a = Vector512.Load(c + 4 * cStride);
            c5a = Vector512.Load(c + 5 * cStride);
            c6a = Vector512.Load(c + 6 * cStride);
            c7a = Vector512.Load(c + 7 * cStride);
        }
        nint at = 0;
        for (int p = 0; p < k; p++, at += aStride, b += bStride)
        {
            Vector512<float> ba = Vector512.Load(b);
            Vector512<float> x = Vector512.Create(a0[at]);
            c0a = Vector512.FusedMultiplyAdd(x, ba, c0a);
            x = Vector512.Create(a1[at]);
            c1a = Vector512.FusedMultiplyAdd(x, ba, c1a);
            x = Vector512.Create(a2[at]);
            c2a = Vector512.FusedMultiplyAdd(x, ba, c2a);
            x = Vector512.Create(a3[at]);
            c3a = Vector512.FusedMultiplyAdd(x, ba, c3a);
            x = Vector512.Create(a4[at]);
            c4a = Vector512.FusedMultiplyAdd(x, ba, c4a);
            x = Vector512.Create(a5[at]);
            c5a = Vector512.FusedMultiplyAdd(x, ba, c5a);
            x = Vector512.Create(a6[at]);
            c6a = Vector512.FusedMultiplyAdd(x, ba, c6a);
            x = Vector512.Create(a7[at]);
            c7a = Vector512.FusedMultiplyAdd(x, ba, c7a);
        }
        c0a.Store(c + 0 * cStride);
        c1a.Store(c + 1 * cStride);
        c2a.Store(c + 2 * cStride);
        c3a.Store(c + 3 * cStride);
        c4a.Store(c + 4 * cStride);
        c5a.Store(c + 5 * cStride);
        c6a.Store(c + 6 * cStride);
        c7a.Store(c + 7 * cStride);
    }
}
