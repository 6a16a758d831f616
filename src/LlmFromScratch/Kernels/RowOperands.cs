using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LlmFromScratch.Kernels;

/// <summary>How the numbers of a matrix are stored: as they are, or in 8 bits.</summary>
internal unsafe interface IWeight<TNumber> where TNumber : unmanaged
{
    /// <summary>Some neighbouring numbers as floats.</summary>
    static abstract T Load<T>(TNumber* from) where T : unmanaged, ILanes<T>;
}

internal readonly unsafe struct FloatWeight : IWeight<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load<T>(float* from) where T : unmanaged, ILanes<T> => T.Load(from);
}

internal readonly unsafe struct ByteWeight : IWeight<sbyte>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load<T>(sbyte* from) where T : unmanaged, ILanes<T> => T.Load(from);
}

/// <summary>
/// The arguments of a product y = x·W of a few rows. W is stored in strips of so many columns: strip 0 row after row, then strip 1, and so on.
/// A row-major matrix is a single strip.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal unsafe struct RowOperands<TNumber> where TNumber : unmanaged
{
    public float* X; // [M, K]
    public TNumber* W;
    public nint Strip; // the columns of a strip, which is how far it is from a row to the next
    public float* Start; // [N]: each chain begins with it; null: with 0
    public float* Scale; // [N]: each sum times this, then plus Start; null: no scale
    public float* Y; // [M, N]
    public int M, K, N;

    /// <summary>Where row 0 of a column stands.</summary>
    public readonly TNumber* Column(nint j) => j < Strip ? W + j : W + j / Strip * Strip * K + j % Strip;

    /// <summary>The first column after the strip that a column is in.</summary>
    public readonly nint EndOfStrip(nint j) => Math.Min(N, (j / Strip + 1) * Strip);
}
