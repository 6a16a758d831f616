using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>What a kernel does with one row; rows do not depend on each other.</summary>
internal interface IRow
{
    /// <summary>Does it with row <paramref name="row"/>.</summary>
    void Do<T>(nint row) where T : unmanaged, ILanes<T>;
}

/// <summary>Splits rows, or the places of an array, over the threads and chooses the vector width.</summary>
internal static class RowLoops
{
    private const int PlacesPerRow = 4096;

    // Below this many places, waking a thread costs more than it gives.
    private const long PlacesPerThread = 8_192;

    /// <summary>The vector width in bits, 0 for none. Tests set another; the bits do not change.</summary>
    internal static int Width { get; set; } = MatrixProduct.Widest;

    /// <summary>Does all rows.</summary>
    /// <param name="row">The work; pointers in it are to pinned memory.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="places">How many numbers a row has, to judge how much work there is; 0 for work that is not to be divided.</param>
    public static void Run<TRow>(TRow row, int rows, int places) where TRow : unmanaged, IRow
    {
        switch (Width)
        {
            case 512: Run<Lanes16, TRow>(row, rows, places); break;
            case 256: Run<Lanes8, TRow>(row, rows, places); break;
            case 128: Run<Lanes4, TRow>(row, rows, places); break;
            default: Run<Lanes1, TRow>(row, rows, places); break;
        }
    }

    /// <summary>Does all rows on the caller's thread, in ascending order: where rows add to the same places.</summary>
    public static void RunInOrder<TRow>(TRow row, int rows) where TRow : unmanaged, IRow => Run(row, rows, places: 0);

    /// <summary>Does the step at the places 0 to <paramref name="count"/> - 1.</summary>
    public static void ForEach<TStep>(TStep step, int count) where TStep : unmanaged, IStep =>
        Run(new Chunk<TStep> { Step = step, Count = count }, (int)((count + (long)PlacesPerRow - 1) / PlacesPerRow), Math.Min(count, PlacesPerRow));

    // Compiled apart from its callers, one for each kernel and width: a method with many of them in it would be too long for the compiler
    // to put the vector operations in line.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run<T, TRow>(TRow row, int rows, int places) where T : unmanaged, ILanes<T> where TRow : unmanaged, IRow
    {
        int parts = (int)Math.Min((long)rows * places / PlacesPerThread, rows);
        int threads = KernelThreads.Count;
        if (parts > threads) // as many for each, and several, since a thread may come late
            parts = Math.Min(rows, Math.Min(4, (parts + threads - 1) / threads) * threads);
        if (threads > 1 && parts > 1)
            KernelThreads.Run(new Part<T, TRow> { Row = row, Rows = rows, Parts = parts }, parts);
        else
            for (int i = 0; i < rows; i++)
                row.Do<T>(i);
    }

    private struct Part<T, TRow> : IPartedWork where T : unmanaged, ILanes<T> where TRow : unmanaged, IRow
    {
        public TRow Row;
        public int Rows, Parts;

        public void Run(int part)
        {
            nint end = (nint)((long)Rows * (part + 1) / Parts);
            for (nint i = (nint)((long)Rows * part / Parts); i < end; i++)
                Row.Do<T>(i);
        }
    }

    private struct Chunk<TStep> : IRow where TStep : unmanaged, IStep
    {
        public TStep Step;
        public int Count;

        public void Do<T>(nint row) where T : unmanaged, ILanes<T> =>
            LaneLoops.ForEach<T, TStep>(Step, row * PlacesPerRow, Math.Min(Count, (row + 1) * PlacesPerRow));
    }
}
