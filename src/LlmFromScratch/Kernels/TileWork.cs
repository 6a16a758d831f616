using System.Runtime.Intrinsics;

namespace LlmFromScratch.Kernels;

/// <summary>The tiles of a block of the product; a part is a block of rows times a group of strips.</summary>
internal unsafe struct TileWork<TTile> : IPartedWork where TTile : IProductTile
{
    public ProductOperands All;
    public StripPacking Packing;
    public int FirstColumn, FirstDepth, Columns, Depth, Strips, StripsPerGroup, Groups, RowBlock;

    public void Run(int part)
    {
        int firstRow = part / Groups * RowBlock, firstStrip = part % Groups * StripsPerGroup;
        int endRow = Math.Min(All.M, firstRow + RowBlock), endStrip = Math.Min(Strips, firstStrip + StripsPerGroup);
        bool accumulate = All.Accumulate || FirstDepth > 0;
        float* edge = stackalloc float[TTile.Rows * TTile.Columns];

        float* a = All.A + firstRow * All.ARowStride + FirstDepth * All.AStride;
        nint aRowStride = All.ARowStride, aStride = All.AStride, nextTile = TTile.Rows * aRowStride;
        if (aStride != 1)
        {
            a = PackA(firstRow, endRow, a);
            aRowStride = 1;
            aStride = TTile.Rows;
            nextTile = (nint)TTile.Rows * Depth;
        }
        for (int strip = firstStrip; strip < endStrip; strip++)
        {
            int column = strip * TTile.Columns, width = Math.Min(TTile.Columns, Columns - column);
            bool isPacked = strip >= Packing.FirstStrip;
            float* b = isPacked ? Packing.StripOf(strip) : Packing.B + column;
            nint bStride = isPacked ? TTile.Columns : Packing.Stride;
            int step = TTile.ColumnsFor(width);
            float* rowA = a;
            for (int row = firstRow; row < endRow; row += TTile.Rows)
            {
                int rows = Math.Min(TTile.Rows, endRow - row);
                float* c = All.C + row * All.CStride + FirstColumn + column;
                if (rows == TTile.Rows && width == step)
                    TTile.Multiply(step, rowA, aRowStride, aStride, rows, b, bStride, c, All.CStride, Depth, accumulate);
                else
                {
                    // A tile over the edge of C is made aside, and the part that exists is copied.
                    if (accumulate)
                        Copy(c, All.CStride, edge, step, rows, width);
                    TTile.Multiply(step, rowA, aRowStride, aStride, rows, b, bStride, edge, step, Depth, accumulate);
                    Copy(edge, step, c, All.CStride, rows, width);
                }
                rowA += nextTile;
            }
        }
    }

    // Aᵀ is stored with a tile's rows side by side; read in place, each step of k would touch another page of memory.
    private readonly float* PackA(int firstRow, int endRow, float* a)
    {
        int depth = Depth;
        nint stride = All.AStride;
        float* packed = Scratch.TakeForThread((long)RowBlock * depth);
        float* to = packed;
        int row = firstRow;
        // Four tiles at once where there are: their 32 numbers are two neighbouring cache lines, each of which is then fetched once.
        if (TTile.Rows == 8)
            for (; row <= endRow - 32; row += 32, a += 32, to += 32 * depth)
            {
                float* from = a, to0 = to, to1 = to0 + 8 * depth, to2 = to1 + 8 * depth, to3 = to2 + 8 * depth;
                for (int p = 0; p < depth; p++, from += stride)
                {
                    Vector256<float> x0 = Vector256.Load(from), x1 = Vector256.Load(from + 8), x2 = Vector256.Load(from + 16), x3 = Vector256.Load(from + 24);
                    x0.Store(to0 + 8 * p);
                    x1.Store(to1 + 8 * p);
                    x2.Store(to2 + 8 * p);
                    x3.Store(to3 + 8 * p);
                }
            }
        for (; row < endRow; row += TTile.Rows, a += TTile.Rows)
        {
            int rows = Math.Min(TTile.Rows, endRow - row);
            if (TTile.Rows == 8 && rows == 8)
                for (int p = 0; p < depth; p++, to += 8)
                    Vector256.Load(a + p * stride).Store(to);
            else
                for (int p = 0; p < depth; p++, to += TTile.Rows)
                    for (int r = 0; r < rows; r++)
                        to[r] = a[p * stride + r];
        }
        return packed;
    }

    private static void Copy(float* from, nint fromStride, float* to, nint toStride, int rows, int columns)
    {
        for (int r = 0; r < rows; r++)
            new ReadOnlySpan<float>(from + r * fromStride, columns).CopyTo(new Span<float>(to + r * toStride, columns));
    }
}
