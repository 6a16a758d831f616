using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>
/// Some float32 numbers side by side: 16, 8 or 4 in a vector, or one. What is written once over this type gives each number
/// the same operations whatever the width, and so the same bits. That is why it has only operations that IEEE 754 rounds exactly,
/// and none across the lanes.
/// </summary>
internal unsafe interface ILanes<T> where T : unmanaged, ILanes<T>
{
    /// <summary>How many numbers.</summary>
    static abstract int Width { get; }

    static abstract T Load(float* from);

    /// <summary>Whole numbers from -128 to 127 as floats, exactly.</summary>
    static abstract T Load(sbyte* from);

    void Store(float* to);

    /// <summary>The same number in all lanes.</summary>
    static abstract T Of(float x);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract T Fma(T a, T b, T c);

    static abstract T Sqrt(T x);

    static abstract T Abs(T x);

    /// <summary>The size of one number with the sign of another.</summary>
    static abstract T WithSign(T size, T sign);

    /// <summary>a &gt; b ? yes : no, where a comparison with NaN is false.</summary>
    static abstract T IfGreater(T a, T b, T yes, T no);

    /// <summary>2ⁿ for whole n from -126 to 127.</summary>
    static abstract T PowerOfTwo(T n);

    /// <summary>x·2ⁿ for x from 0.5 to 2 and whole n from -152 to 130, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual T TimesPowerOfTwo(T x, T n) => Functions.TimesPowerOfTwo(x, n);
}
