namespace LlmFromScratch.Kernels;

/// <summary>Rows of a table by number, number by number, in float64: what to read, and what <see cref="Embeddings"/> is held against.</summary>
public static class PlainEmbeddings
{
    /// <summary>y[i, j] = table[ids[i], j].</summary>
    /// <param name="table"><c>[count, width]</c>.</param>
    /// <param name="ids"><c>[rows]</c>.</param>
    /// <param name="y"><c>[rows, width]</c>; overwritten.</param>
    /// <param name="width">Numbers in a row.</param>
    public static void Gather(ReadOnlySpan<double> table, ReadOnlySpan<int> ids, Span<double> y, int width)
    {
        for (int i = 0; i < ids.Length; i++)
            for (int j = 0; j < width; j++)
                y[i * width + j] = table[ids[i] * width + j];
    }

    /// <summary>dTable[ids[i], j] += dy[i, j]: a row that was taken twice is added to twice.</summary>
    /// <param name="dy"><c>[rows, width]</c>.</param>
    /// <param name="ids"><c>[rows]</c>.</param>
    /// <param name="dTable"><c>[count, width]</c>; added to.</param>
    /// <param name="width">Numbers in a row.</param>
    public static void ScatterAdd(ReadOnlySpan<double> dy, ReadOnlySpan<int> ids, Span<double> dTable, int width)
    {
        for (int i = 0; i < ids.Length; i++)
            for (int j = 0; j < width; j++)
                dTable[ids[i] * width + j] += dy[i * width + j];
    }
}
