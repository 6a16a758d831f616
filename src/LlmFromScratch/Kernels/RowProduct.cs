using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>
/// y = x·W for one row x, or a few: what a network does with a single token. Every number of W is used once for each row, so that reading W is
/// the work; it is read where it stands, in one stream, without being packed first. Same contract and same bits as <see cref="PlainRowProduct"/>
/// and as <see cref="MatrixProduct"/>, whatever the vector width and the threads.
/// </summary>
public static unsafe class RowProduct
{
    /// <summary>y[i, j] = start[j] + Σₚ x[i, p] · w[p, j], one chain of fused multiply-adds over p in ascending order that begins with the start.</summary>
    /// <param name="x"><c>[rows, k]</c>.</param>
    /// <param name="w">W, <c>[k, n]</c>, row after row.</param>
    /// <param name="start">What each chain begins with, such as a bias, <c>[n]</c>; empty for 0.</param>
    /// <param name="y"><c>[rows, n]</c>; overwritten.</param>
    /// <param name="rows">Rows of x and y.</param>
    /// <param name="k">Columns of x, rows of W.</param>
    /// <param name="n">Columns of W and y.</param>
    /// <param name="stride">How far it is from a row of W to the next, n or more; 0 is n. After the last row nothing needs to follow.</param>
    /// <exception cref="ArgumentException">A span has another length, or y overlaps what is read.</exception>
    public static void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> start, Span<float> y, int rows, int k, int n, int stride = 0)
    {
        stride = stride == 0 ? n : stride;
        RowShape.Check(x, w, start, y, rows, k, n, stride);
        fixed (float* px = x, pw = w, ps = start, py = y)
            Run<FloatWeight, float>(new RowOperands<float> { X = px, W = pw, Strip = stride, Start = ps, Y = py, M = rows, K = k, N = n });
    }

    /// <summary>The same of a matrix that is stored in strips, and with scales.</summary>
    internal static void Run<TWeight, TNumber>(in RowOperands<TNumber> all) where TWeight : struct, IWeight<TNumber> where TNumber : unmanaged
    {
        if (all.M == 0 || all.N == 0)
            return;
        switch (RowLoops.Width)
        {
            case 512: RowWork<Lanes16, TWeight, TNumber>.Run(all); break;
            case 256: RowWork<Lanes8, TWeight, TNumber>.Run(all); break;
            case 128: RowWork<Lanes4, TWeight, TNumber>.Run(all); break;
            default: RowWork<Lanes1, TWeight, TNumber>.Run(all); break;
        }
    }
}

/// <summary>The columns of a product of rows, in parts for the threads.</summary>
internal struct RowWork<T, TWeight, TNumber> : IPartedWork where T : unmanaged, ILanes<T> where TWeight : struct, IWeight<TNumber> where TNumber : unmanaged
{
    // A part is a multiple of this: 16 floats fill a cache line.
    private const int Grain = 16;

    // Below this many products, another thread costs more than it gives, even one that is awake.
    private const long ProductsPerPart = 32_768;

    private RowOperands<TNumber> _all;
    private int _grains, _parts;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(in RowOperands<TNumber> all)
    {
        int grain = (int)Math.Max(Grain, all.Strip < all.N ? all.Strip : 0); // strips stay whole
        int grains = (all.N + grain - 1) / grain;
        int threads = KernelThreads.Count;
        int parts = threads == 1 ? 1 : (int)Math.Clamp((long)all.M * all.K * all.N / ProductsPerPart, 1, Math.Min(grains, threads));
        if (parts == 1)
            Columns(all, 0, all.N);
        else
            KernelThreads.Run(new RowWork<T, TWeight, TNumber> { _all = all, _grains = grains, _parts = parts }, parts);
    }

    public readonly void Run(int part)
    {
        nint grain = (nint)Math.Max(Grain, _all.Strip < _all.N ? _all.Strip : 0);
        Columns(_all, (nint)((long)_grains * part / _parts) * grain, Math.Min(_all.N, (nint)((long)_grains * (part + 1) / _parts) * grain));
    }

    private static void Columns(in RowOperands<TNumber> all, nint first, nint end)
    {
        for (nint j = first; j < end; j = all.EndOfStrip(j))
            RowTiles<TWeight, TNumber>.Columns<T>(all, j, Math.Min(end, all.EndOfStrip(j)));
    }
}
