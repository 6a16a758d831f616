namespace LlmFromScratch.Kernels;

/// <summary>
/// Cuts a product into blocks that fit the caches. B is packed strip by strip (a strip is as wide as a tile, its rows one behind
/// the other), so that the tile reads it as one stream; blocks of k after the first go on from what is in C, which keeps each
/// element's chain. Threads share the packed strips and write disjoint tiles of C.
/// </summary>
/// <typeparam name="TTile">The innermost loop.</typeparam>
internal static unsafe class BlockedProduct<TTile> where TTile : IProductTile
{
    // In numbers: DepthBlock × Columns is a strip (L1 or L2), RowBlock × DepthBlock of A stays in L2, and the packed part of B in L3.
    private const int DepthBlock = 384;
    private const int RowBlock = 96;
    private const int ColumnBlock = 48 * 64;

    // Packing costs a pass over B: with few rows of A it does not pay.
    private const int FewRows = 32;

    // Below this, waking a thread costs more than it gives.
    private const long ProductsPerThread = 1_000_000;

    public static void Run(in ProductOperands all)
    {
        int depth = Math.Min(DepthBlock, all.K);
        int strips = Divide(Math.Min(ColumnBlock, all.N), TTile.Columns);
        float* packed = Scratch.Take((long)strips * depth * TTile.Columns);
        for (int j = 0; j < all.N; j += ColumnBlock)
            for (int p = 0; p < all.K; p += DepthBlock)
                RunBlock(all, packed, j, Math.Min(ColumnBlock, all.N - j), p, Math.Min(DepthBlock, all.K - p));
    }

    private static void RunBlock(in ProductOperands all, float* packed, int firstColumn, int columns, int firstDepth, int depth)
    {
        bool packAll = all.BIsTransposed || all.M > FewRows;
        int strips = Divide(columns, TTile.Columns);
        int threads = (int)Math.Clamp((long)all.M * columns * depth / ProductsPerThread, 1, all.MostThreads);

        var packing = new StripPacking
        {
            B = all.B + (all.BIsTransposed ? firstColumn * all.BStride + firstDepth : firstDepth * all.BStride + firstColumn),
            Stride = all.BStride,
            IsTransposed = all.BIsTransposed,
            Packed = packed,
            Columns = columns,
            Depth = depth,
            Width = TTile.Columns,
            Strips = strips,
            FirstStrip = packAll ? 0 : columns / TTile.Columns, // without packing: only a last strip that is not full
        };
        Run(packing, packing.Parts, threads);

        int rowsOfThread = Divide(all.M, threads), rowBlock = Divide(Divide(rowsOfThread, Divide(rowsOfThread, RowBlock)), TTile.Rows) * TTile.Rows; // as many blocks for each thread
        int rowBlocks = Divide(all.M, rowBlock);
        int groups = Math.Min(strips, Divide(threads, rowBlocks));
        var tiles = new TileWork<TTile>
        {
            All = all,
            Packing = packing,
            FirstColumn = firstColumn,
            FirstDepth = firstDepth,
            Columns = columns,
            Depth = depth,
            Strips = strips,
            StripsPerGroup = Divide(strips, groups),
            Groups = groups,
            RowBlock = rowBlock,
        };
        Run(tiles, rowBlocks * groups, threads);
    }

    private static void Run<TWork>(TWork work, int parts, int threads) where TWork : unmanaged, IPartedWork
    {
        if (threads > 1)
            KernelThreads.Run(work, parts);
        else
            for (int part = 0; part < parts; part++)
                work.Run(part);
    }

    private static int Divide(int count, int by) => (count + by - 1) / by; // rounded up
}
