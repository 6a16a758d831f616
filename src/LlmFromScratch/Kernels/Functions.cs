using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>
/// exp, tanh and what is made of them, from exact operations only: the C library's differ from machine to machine. The error
/// bounds (in units in the last place, against float64) are held by tests.
/// </summary>
internal static class Functions
{
    private const float Log2E = 1.442695041f;

    // ln 2 in two parts: the first has so few digits that n times it is exact.
    private const float Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;

    // 1.5·2²³: added and taken away again, it rounds to a whole number.
    private const float Rounder = 12582912f;

    /// <summary>eˣ within 1.1 ulp, denormal results within 1 of theirs; 0 below -103.98, infinity above 88.73.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x) where T : unmanaged, ILanes<T>
    {
        x = T.IfGreater(x, T.Of(89), T.Of(89), x);
        x = T.IfGreater(T.Of(-105), x, T.Of(-105), x);
        (T n, T r) = Reduce(x);
        return T.TimesPowerOfTwo(T.Of(1) + ExpMinus1OfSmall(r), n);
    }

    /// <summary>tanh x within 2.2 ulp. Made of eʸ - 1, which loses nothing near 0: (e²ˣ - 1) / (e²ˣ + 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x) where T : unmanaged, ILanes<T>
    {
        T size = T.Abs(x);
        size = T.IfGreater(size, T.Of(10), T.Of(10), size); // tanh 10 is 1 in float32
        (T n, T r) = Reduce(size + size);
        T scale = T.PowerOfTwo(n);
        T minus1 = T.Fma(scale, ExpMinus1OfSmall(r), scale - T.Of(1));
        return T.WithSign(minus1 / (minus1 + T.Of(2)), x);
    }

    /// <summary>1 / (1 + e⁻ˣ) within 3 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x) where T : unmanaged, ILanes<T>
    {
        T e = Exp(T.Of(0) - T.Abs(x));
        return T.IfGreater(T.Of(0), x, e, T.Of(1)) / (T.Of(1) + e);
    }

    /// <summary>P(Z ≤ x) for a standard normal Z, within 5 ulp; 0 below -14.5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T NormalCumulative<T>(T x) where T : unmanaged, ILanes<T>
    {
        T a = WithinFifteen(x);
        return FromTail(x, NormalTail(a, Exp(a * a * T.Of(-0.5f))));
    }

    /// <summary>The slope of x · P(Z ≤ x): x times the density of the standard normal, exp(-x²/2) / √(2π), plus P(Z ≤ x). Both need the same exponential.</summary>
    // Written out, not as a pair of both: the compiler keeps numbers in registers, but not pairs of them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T NormalCumulativeSlope<T>(T x) where T : unmanaged, ILanes<T>
    {
        T a = WithinFifteen(x), e = Exp(a * a * T.Of(-0.5f));
        return T.Fma(x, e * T.Of(0.3989422804f), FromTail(x, NormalTail(a, e)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T WithinFifteen<T>(T x) where T : unmanaged, ILanes<T> => T.IfGreater(T.Abs(x), T.Of(15), T.Of(15), T.Abs(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T FromTail<T>(T x, T tail) where T : unmanaged, ILanes<T> => T.IfGreater(x, T.Of(0), T.Of(1) - tail, tail);

    /// <summary>P(Z ≤ -a) = exp(-a²/2) · t · q(t) with t = 1 / (1 + a/4), q of degree 9 fitted to a relative error of 1e-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T NormalTail<T>(T a, T e) where T : unmanaged, ILanes<T>
    {
        T t = T.Of(1) / T.Fma(a, T.Of(0.25f), T.Of(1));
        T q = T.Of(0.017486756667494774f);
        q = T.Fma(q, t, T.Of(-0.06778309494256973f));
        q = T.Fma(q, t, T.Of(0.06356004625558853f));
        q = T.Fma(q, t, T.Of(0.012295803986489773f));
        q = T.Fma(q, t, T.Of(0.02638292871415615f));
        q = T.Fma(q, t, T.Of(0.0791662186384201f));
        q = T.Fma(q, t, T.Of(0.07464977353811264f));
        q = T.Fma(q, t, T.Of(0.0949326828122139f));
        q = T.Fma(q, t, T.Of(0.09956482797861099f));
        q = T.Fma(q, t, T.Of(0.09974405914545059f));
        // The square's rounding error counts: e to the power of 100 and a bit.
        T square = a * a, error = T.Fma(a, a, T.Of(0) - square);
        return t * q * T.Fma(e, error * T.Of(-0.5f), e);
    }

    /// <summary>ln x for a positive float, correctly rounded but for rare ties: computed in float64. NaN below 0.</summary>
    public static float Log(float x) => (float)Elementary.Log(x);

    /// <summary>x·2ⁿ where the processor has no instruction for it.</summary>
    // In two steps, since 2¹²⁸ and 2⁻¹⁵⁰ are no floats; the first is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T TimesPowerOfTwo<T>(T x, T n) where T : unmanaged, ILanes<T>
    {
        T half = Round(n * T.Of(0.5f));
        return x * T.PowerOfTwo(half) * T.PowerOfTwo(n - half);
    }

    // x = n·ln 2 + r with |r| < 0.35
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T N, T R) Reduce<T>(T x) where T : unmanaged, ILanes<T>
    {
        T n = Round(x * T.Of(Log2E));
        T r = T.Fma(n, T.Of(-Ln2High), x);
        return (n, T.Fma(n, T.Of(-Ln2Low), r));
    }

    // Taylor's series of eʳ - 1 to r⁷: what is left out is below 6e-9 of it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpMinus1OfSmall<T>(T r) where T : unmanaged, ILanes<T>
    {
        T q = T.Of(1f / 5040);
        q = T.Fma(q, r, T.Of(1f / 720));
        q = T.Fma(q, r, T.Of(1f / 120));
        q = T.Fma(q, r, T.Of(1f / 24));
        q = T.Fma(q, r, T.Of(1f / 6));
        q = T.Fma(q, r, T.Of(0.5f));
        return T.Fma(q, r * r, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Round<T>(T x) where T : unmanaged, ILanes<T> => x + T.Of(Rounder) - T.Of(Rounder);
}
