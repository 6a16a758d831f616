using System.Numerics;
using MathNet.Numerics;

namespace LlmFromScratch.Autograd;

/// <summary>The functions that operations are made of, for float32 and, in gradient checks, float64; sums in a fixed order.</summary>
internal static class Elementary
{
    private const int Lanes = 16;

    public static T Exp<T>(T x) where T : IBinaryFloatingPointIeee754<T> => T.Exp(x);

    public static T Log<T>(T x) where T : IBinaryFloatingPointIeee754<T> => T.Log(x);

    public static T Tanh<T>(T x) where T : IBinaryFloatingPointIeee754<T> => T.Tanh(x);

    public static T Sigmoid<T>(T x) where T : IBinaryFloatingPointIeee754<T> => T.One / (T.One + Exp(-x));

    /// <summary>The probability that a normal random number is below x: (1 + erf(x / √2)) / 2.</summary>
    public static T NormalBelow<T>(T x) where T : IBinaryFloatingPointIeee754<T> =>
        T.CreateTruncating(0.5 * SpecialFunctions.Erfc(-double.CreateTruncating(x) * Math.Sqrt(0.5)));

    /// <summary>A sum in 16 lanes, number i in lane i mod 16, which are then added in pairs: one order for every width of hardware.</summary>
    public static T Sum<T>(ReadOnlySpan<T> numbers) where T : unmanaged, INumber<T>
    {
        Span<T> lanes = stackalloc T[Lanes];
        lanes.Clear();
        for (int i = 0; i < numbers.Length; i++)
            lanes[i % Lanes] += numbers[i];
        for (int half = Lanes / 2; half > 0; half /= 2)
            for (int i = 0; i < half; i++)
                lanes[i] += lanes[i + half];
        return lanes[0];
    }
}
