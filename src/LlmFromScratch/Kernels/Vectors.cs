using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>Sums over whole arrays and multiples of them, such as the clipping of gradients needs. Sums have the fixed order of <see cref="LaneLoops"/>.</summary>
public static unsafe class Vectors
{
    /// <summary>Σ x[i]; 0 of none.</summary>
    public static float Sum(ReadOnlySpan<float> x)
    {
        float sum;
        fixed (float* px = x)
            RowLoops.RunInOrder(new SumRow { X = px, Count = x.Length, Result = &sum }, 1);
        return sum;
    }

    /// <summary>Σ x[i]², the square of the length of x as a vector; 0 of none. Infinite where a square is: above 1.8e19.</summary>
    public static float SumOfSquares(ReadOnlySpan<float> x)
    {
        float sum;
        fixed (float* px = x)
            RowLoops.RunInOrder(new SumRow { X = px, Count = x.Length, IsOfSquares = true, Result = &sum }, 1);
        return sum;
    }

    /// <summary>x[i] *= scale.</summary>
    public static void Scale(Span<float> x, float scale)
    {
        fixed (float* px = x)
            RowLoops.ForEach(new Scaling { X = px, By = scale }, x.Length);
    }

    /// <summary>y[i] += scale · x[i], rounded once.</summary>
    /// <param name="x">What is added.</param>
    /// <param name="y">As many; changed in place.</param>
    /// <param name="scale">The factor; 1 is a plain sum.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Add(ReadOnlySpan<float> x, Span<float> y, float scale = 1) => Add(x, y, scale, isFirst: false);

    /// <summary>The same; y counts as zeros if this is the first to be added to it.</summary>
    internal static void Add(ReadOnlySpan<float> x, Span<float> y, float scale, bool isFirst)
    {
        Lengths.CheckSame(x.Length, y.Length, nameof(y));
        fixed (float* px = x, py = y)
            RowLoops.ForEach(new AddScaledOrWrite { X = px, Y = py, Scale = scale, IsFirst = isFirst }, x.Length);
    }

    private struct SumRow : IRow
    {
        public float* X, Result;
        public int Count;
        public bool IsOfSquares;

        public readonly void Do<T>(nint row) where T : unmanaged, ILanes<T> => *Result = IsOfSquares
            ? LaneLoops.Sum<T, Product>(new Product { X = X, Y = X }, Count)
            : LaneLoops.Sum<T, Number>(new Number { X = X }, Count);
    }

    private struct AddScaledOrWrite : IStep
    {
        public float* X, Y;
        public float Scale;
        public bool IsFirst;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<T>(nint i) where T : unmanaged, ILanes<T> =>
            T.Fma(T.Of(Scale), T.Load(X + i), IsFirst ? T.Of(0) : T.Load(Y + i)).Store(Y + i);
    }
}
