namespace LlmFromScratch.Kernels;

/// <summary>Memory for packed matrices that each thread keeps, so that a training step allocates nothing.</summary>
internal static unsafe class Scratch
{
    private const int Alignment = 64; // a cache line, and a vector of 512 bits

    [ThreadStatic]
    private static float[]? _shared;

    [ThreadStatic]
    private static float[]? _own;

    [ThreadStatic]
    private static float[]? _around;

    /// <summary>For what the calling thread shares with its helpers during a product. Aligned; not cleared.</summary>
    public static float* Take(long count) => Aligned(ref _shared, count);

    /// <summary>For what one part of a product keeps for itself. Aligned; not cleared.</summary>
    public static float* TakeForThread(long count) => Aligned(ref _own, count);

    /// <summary>For what a work keeps for itself while it calls products. Aligned; not cleared.</summary>
    public static float* TakeAroundProducts(long count) => Aligned(ref _around, count);

    private static float* Aligned(ref float[]? memory, long count)
    {
        long needed = count + Alignment / sizeof(float);
        if (memory is null || memory.Length < needed)
            memory = GC.AllocateUninitializedArray<float>((int)long.Max(needed, 2L * (memory?.Length ?? 0)), pinned: true);
        fixed (float* start = memory)
            return (float*)(((nint)start + Alignment - 1) & ~(Alignment - 1)); // pinned for good: the address stays
    }
}
