using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>
/// Activations of whole arrays and their gradients; the bits depend neither on the vector width nor on the threads.
/// <see cref="PlainActivations"/> has the formulas in float64. NaN stays NaN.
/// </summary>
public static unsafe class Activations
{
    /// <summary>y[i] = f(x[i]). x and y may be the same array, but not overlap otherwise.</summary>
    /// <param name="activation">f.</param>
    /// <param name="x">Any shape.</param>
    /// <param name="y">The same shape; overwritten.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Apply(Activation activation, ReadOnlySpan<float> x, Span<float> y)
    {
        Lengths.CheckSame(x.Length, y.Length, nameof(y));
        fixed (float* px = x, py = y)
            switch (activation)
            {
                case Activation.Relu: Forward<ReluActivation>(px, py, x.Length); break;
                case Activation.Exp: Forward<ExpActivation>(px, py, x.Length); break;
                case Activation.Tanh: Forward<TanhActivation>(px, py, x.Length); break;
                case Activation.Sigmoid: Forward<SigmoidActivation>(px, py, x.Length); break;
                case Activation.Silu: Forward<SiluActivation>(px, py, x.Length); break;
                case Activation.Gelu: Forward<GeluActivation>(px, py, x.Length); break;
                case Activation.GeluTanh: Forward<GeluTanhActivation>(px, py, x.Length); break;
                case Activation.SquaredRelu: Forward<SquaredReluActivation>(px, py, x.Length); break;
                default: throw Unknown(activation);
            }
    }

    /// <summary>dx[i] += dy[i] · f'(x[i]). Exp, tanh and sigmoid take it from y, the others from x.</summary>
    /// <param name="activation">f.</param>
    /// <param name="x">What f was applied to.</param>
    /// <param name="y">What it gave.</param>
    /// <param name="dy">The gradient of y.</param>
    /// <param name="dx">The gradient of x; added to.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddGradient(Activation activation, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) =>
        AddGradient(activation, x, y, dy, dx, isFirst: false);

    /// <summary>The same; dx counts as zeros if this is the first to be added to it.</summary>
    internal static void AddGradient(Activation activation, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, bool isFirst)
    {
        Lengths.CheckSame(x.Length, y.Length, nameof(y));
        Lengths.CheckSame(x.Length, dy.Length, nameof(dy));
        Lengths.CheckSame(x.Length, dx.Length, nameof(dx));
        fixed (float* px = x, py = y, pdy = dy, pdx = dx)
            switch (activation)
            {
                case Activation.Relu: Backward<ReluActivation>(px, py, pdy, pdx, x.Length, isFirst); break;
                case Activation.Exp: Backward<ExpActivation>(px, py, pdy, pdx, x.Length, isFirst); break;
                case Activation.Tanh: Backward<TanhActivation>(px, py, pdy, pdx, x.Length, isFirst); break;
                case Activation.Sigmoid: Backward<SigmoidActivation>(px, py, pdy, pdx, x.Length, isFirst); break;
                case Activation.Silu: Backward<SiluActivation>(px, py, pdy, pdx, x.Length, isFirst); break;
                case Activation.Gelu: Backward<GeluActivation>(px, py, pdy, pdx, x.Length, isFirst); break;
                case Activation.GeluTanh: Backward<GeluTanhActivation>(px, py, pdy, pdx, x.Length, isFirst); break;
                case Activation.SquaredRelu: Backward<SquaredReluActivation>(px, py, pdy, pdx, x.Length, isFirst); break;
                default: throw Unknown(activation);
            }
    }

    private static ArgumentOutOfRangeException Unknown(Activation activation) =>
        new(nameof(activation), activation, "expected one of the named activations");

    private static void Forward<TActivation>(float* x, float* y, int count) where TActivation : struct, IActivation =>
        RowLoops.ForEach(new ForwardStep<TActivation> { X = x, Y = y }, count);

    private static void Backward<TActivation>(float* x, float* y, float* dy, float* dx, int count, bool isFirst) where TActivation : struct, IActivation =>
        RowLoops.ForEach(new BackwardStep<TActivation> { X = x, Y = y, DY = dy, DX = dx, IsFirst = isFirst }, count);

    private struct ForwardStep<TActivation> : IStep where TActivation : struct, IActivation
    {
        public float* X, Y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<T>(nint i) where T : unmanaged, ILanes<T> => TActivation.Value(T.Load(X + i)).Store(Y + i);
    }

    private struct BackwardStep<TActivation> : IStep where TActivation : struct, IActivation
    {
        public float* X, Y, DY, DX;
        public bool IsFirst;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<T>(nint i) where T : unmanaged, ILanes<T> =>
            T.Fma(T.Load(DY + i), TActivation.Slope(T.Load(X + i), T.Load(Y + i)), IsFirst ? T.Of(0) : T.Load(DX + i)).Store(DX + i);
    }
}
