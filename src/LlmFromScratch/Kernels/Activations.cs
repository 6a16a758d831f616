using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>
/// Activations of whole arrays and their gradients; the bits depend neither on the vector width nor on the threads.
/// <see cref="PlainActivations"/> has the formulas in float64. NaN stays NaN.
/// </summary>
public static unsafe class Activations
{
    private const float Sqrt2OverPi = 0.7978845608f, Cubic = 0.044715f;

    /// <summary>y[i] = f(x[i]). x and y may be the same array, but not overlap otherwise.</summary>
    /// <param name="activation">f.</param>
    /// <param name="x">Any shape.</param>
    /// <param name="y">The same shape; overwritten.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Apply(Activation activation, ReadOnlySpan<float> x, Span<float> y)
    {
        Lengths.CheckSame(x.Length, y.Length, nameof(y));
        fixed (float* px = x, py = y)
            RowLoops.ForEach(new Forward { Activation = activation, X = px, Y = py }, x.Length);
    }

    /// <summary>dx[i] += dy[i] · f'(x[i]). Exp, tanh and sigmoid take it from y, the others from x.</summary>
    /// <param name="activation">f.</param>
    /// <param name="x">What f was applied to.</param>
    /// <param name="y">What it gave.</param>
    /// <param name="dy">The gradient of y.</param>
    /// <param name="dx">The gradient of x; added to.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddGradient(Activation activation, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Lengths.CheckSame(x.Length, y.Length, nameof(y));
        Lengths.CheckSame(x.Length, dy.Length, nameof(dy));
        Lengths.CheckSame(x.Length, dx.Length, nameof(dx));
        fixed (float* px = x, py = y, pdy = dy, pdx = dx)
            RowLoops.ForEach(new Backward { Activation = activation, X = px, Y = py, DY = pdy, DX = pdx }, x.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Value<T>(Activation activation, T x) where T : unmanaged, ILanes<T> => activation switch
    {
        Activation.Relu => T.IfGreater(T.Of(0), x, T.Of(0), x) + T.Of(0), // NaN stays, and -0 becomes +0
        Activation.Exp => Functions.Exp(x),
        Activation.Tanh => Functions.Tanh(x),
        Activation.Sigmoid => Functions.Sigmoid(x),
        Activation.Silu => x * Functions.Sigmoid(x),
        Activation.Gelu => x * Functions.NormalCumulative(x),
        Activation.GeluTanh => x * Functions.Sigmoid(TwiceInner(x)),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "expected one of the named activations"),
    };

    // ½(1 + tanh u) = sigmoid(2u), which keeps its digits where tanh u is near -1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T TwiceInner<T>(T x) where T : unmanaged, ILanes<T> =>
        T.Fma(x * x, T.Of(2 * Sqrt2OverPi * Cubic), T.Of(2 * Sqrt2OverPi)) * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Slope<T>(Activation activation, T x, T y) where T : unmanaged, ILanes<T>
    {
        T one = T.Of(1);
        switch (activation)
        {
            case Activation.Relu:
                return T.IfGreater(x, T.Of(0), one, T.Of(0));
            case Activation.Exp:
                return y;
            case Activation.Tanh:
                return T.Fma(T.Of(0) - y, y, one);
            case Activation.Sigmoid:
                return y * (one - y);
            case Activation.Silu:
                T s = Functions.Sigmoid(x);
                return s * T.Fma(x, one - s, one);
            case Activation.Gelu:
                return T.Fma(x, Functions.NormalDensity(x), Functions.NormalCumulative(x));
            case Activation.GeluTanh:
                x = T.IfGreater(x, T.Of(100), T.Of(100), x); // beyond, the slope is 1 or 0, and the square would overflow
                x = T.IfGreater(T.Of(-100), x, T.Of(-100), x);
                T sigmoid = Functions.Sigmoid(TwiceInner(x));
                T inner = T.Fma(x * x, T.Of(6 * Sqrt2OverPi * Cubic), T.Of(2 * Sqrt2OverPi));
                return T.Fma(x * sigmoid * (one - sigmoid), inner, sigmoid);
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "expected one of the named activations");
        }
    }

    private struct Forward : IStep
    {
        public Activation Activation;
        public float* X, Y;

        public void At<T>(nint i) where T : unmanaged, ILanes<T> => Value(Activation, T.Load(X + i)).Store(Y + i);
    }

    private struct Backward : IStep
    {
        public Activation Activation;
        public float* X, Y, DY, DX;

        public void At<T>(nint i) where T : unmanaged, ILanes<T> =>
            T.Fma(T.Load(DY + i), Slope(Activation, T.Load(X + i), T.Load(Y + i)), T.Load(DX + i)).Store(DX + i);
    }
}
