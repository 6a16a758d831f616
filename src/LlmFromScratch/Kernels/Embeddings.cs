namespace LlmFromScratch.Kernels;

/// <summary>Rows of a table by number, and the gradient back into them.</summary>
public static unsafe class Embeddings
{
    /// <summary>y[i, ·] = table[ids[i], ·].</summary>
    /// <param name="table"><c>[count, width]</c>.</param>
    /// <param name="ids"><c>[rows]</c>, each from 0 to count - 1.</param>
    /// <param name="y"><c>[rows, width]</c>; overwritten.</param>
    /// <param name="count">Rows of the table.</param>
    /// <param name="width">Numbers in a row.</param>
    /// <exception cref="ArgumentException">A length does not fit, or an id is no row of the table.</exception>
    public static void Gather(ReadOnlySpan<float> table, ReadOnlySpan<int> ids, Span<float> y, int count, int width)
    {
        Lengths.CheckRows(table.Length, count, width, nameof(table));
        Lengths.CheckRows(y.Length, ids.Length, width, nameof(y));
        Lengths.CheckIndices(ids, ids.Length, count, nameof(ids));
        for (int i = 0; i < ids.Length; i++)
            table.Slice(ids[i] * width, width).CopyTo(y[(i * width)..]);
    }

    /// <summary>dTable[ids[i], ·] += dy[i, ·], i ascending, so that a row met twice is added to in a fixed order.</summary>
    /// <param name="dy"><c>[rows, width]</c>.</param>
    /// <param name="ids"><c>[rows]</c>, each from 0 to count - 1.</param>
    /// <param name="dTable"><c>[count, width]</c>; added to.</param>
    /// <param name="count">Rows of the table.</param>
    /// <param name="width">Numbers in a row.</param>
    /// <exception cref="ArgumentException">A length does not fit, or an id is no row of the table.</exception>
    public static void ScatterAdd(ReadOnlySpan<float> dy, ReadOnlySpan<int> ids, Span<float> dTable, int count, int width)
    {
        Lengths.CheckRows(dTable.Length, count, width, nameof(dTable));
        Lengths.CheckRows(dy.Length, ids.Length, width, nameof(dy));
        Lengths.CheckIndices(ids, ids.Length, count, nameof(ids));
        fixed (float* from = dy, to = dTable)
        fixed (int* rows = ids)
            RowLoops.RunInOrder(new Scatter { DY = from, DTable = to, Ids = rows, Width = width }, ids.Length);
    }

    private struct Scatter : IRow
    {
        public float* DY, DTable;
        public int* Ids;
        public nint Width;

        public readonly void Do<T>(nint row) where T : unmanaged, ILanes<T> =>
            LaneLoops.ForEach<T, AddScaled>(new AddScaled { X = DY + row * Width, Y = DTable + Ids[row] * Width, Scale = 1 }, 0, Width);
    }
}
