using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>An activation with its slope; a type for each, so that the compiler makes a loop for each.</summary>
internal interface IActivation
{
    static abstract T Value<T>(T x) where T : unmanaged, ILanes<T>;

    /// <summary>The slope at x, where the value is y.</summary>
    static abstract T Slope<T>(T x, T y) where T : unmanaged, ILanes<T>;
}

internal readonly struct ReluActivation : IActivation
{
    // NaN stays, and -0 becomes +0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x) where T : unmanaged, ILanes<T> => T.IfGreater(T.Of(0), x, T.Of(0), x) + T.Of(0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(T x, T y) where T : unmanaged, ILanes<T> => T.IfGreater(x, T.Of(0), T.Of(1), T.Of(0));
}

internal readonly struct ExpActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x) where T : unmanaged, ILanes<T> => Functions.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(T x, T y) where T : unmanaged, ILanes<T> => y;
}

internal readonly struct TanhActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x) where T : unmanaged, ILanes<T> => Functions.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(T x, T y) where T : unmanaged, ILanes<T> => T.Fma(T.Of(0) - y, y, T.Of(1));
}

internal readonly struct SigmoidActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x) where T : unmanaged, ILanes<T> => Functions.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(T x, T y) where T : unmanaged, ILanes<T> => y * (T.Of(1) - y);
}

internal readonly struct SiluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x) where T : unmanaged, ILanes<T> => x * Functions.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(T x, T y) where T : unmanaged, ILanes<T>
    {
        T s = Functions.Sigmoid(x);
        return s * T.Fma(x, T.Of(1) - s, T.Of(1));
    }
}

internal readonly struct GeluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x) where T : unmanaged, ILanes<T> => x * Functions.NormalCumulative(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(T x, T y) where T : unmanaged, ILanes<T> => Functions.NormalCumulativeSlope(x);
}

internal readonly struct GeluTanhActivation : IActivation
{
    private const float Sqrt2OverPi = 0.7978845608f, Cubic = 0.044715f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x) where T : unmanaged, ILanes<T> => x * Functions.Sigmoid(TwiceInner(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(T x, T y) where T : unmanaged, ILanes<T>
    {
        x = T.IfGreater(x, T.Of(100), T.Of(100), x); // beyond, the slope is 1 or 0, and the square would overflow
        x = T.IfGreater(T.Of(-100), x, T.Of(-100), x);
        T sigmoid = Functions.Sigmoid(TwiceInner(x));
        T inner = T.Fma(x * x, T.Of(6 * Sqrt2OverPi * Cubic), T.Of(2 * Sqrt2OverPi));
        return T.Fma(x * sigmoid * (T.Of(1) - sigmoid), inner, sigmoid);
    }

    // ½(1 + tanh u) = sigmoid(2u), which keeps its digits where tanh u is near -1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T TwiceInner<T>(T x) where T : unmanaged, ILanes<T> =>
        T.Fma(x * x, T.Of(2 * Sqrt2OverPi * Cubic), T.Of(2 * Sqrt2OverPi)) * x;
}

internal readonly struct SquaredReluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x) where T : unmanaged, ILanes<T>
    {
        T positive = ReluActivation.Value(x);
        return positive * positive;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(T x, T y) where T : unmanaged, ILanes<T> => T.Of(2) * ReluActivation.Value(x);
}
