using System.Runtime.Intrinsics;

namespace LlmFromScratch.Kernels;

/// <summary>From float32 probabilities to float64 ones whose sum is 1.</summary>
/// <remarks>Eight lanes whatever the processor: where it has no vectors so wide, each is two or four narrower ones, number by number the same.</remarks>
public static unsafe class Widening
{
    private const int Lanes = 8;

    /// <summary>Σ x[i] in float64: the number at place i is added to lane i mod 8, then the lanes one after the other.</summary>
    public static double Sum(ReadOnlySpan<float> x)
    {
        double* lanes = stackalloc double[Lanes];
        fixed (float* px = x)
        {
            Vector512<double> sum = default;
            int i = 0;
            for (; i <= x.Length - Lanes; i += Lanes)
                sum += Wide(px + i);
            sum.Store(lanes);
            for (int lane = 0; i < x.Length; i++, lane++)
                lanes[lane] += px[i];
        }
        double all = 0;
        for (int lane = 0; lane < Lanes; lane++)
            all += lanes[lane];
        return all;
    }

    /// <summary>y[i] = x[i] / by, in float64.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Divide(ReadOnlySpan<float> x, double by, Span<double> y)
    {
        Lengths.CheckSame(x.Length, y.Length, nameof(y));
        fixed (float* px = x)
        fixed (double* py = y)
        {
            int i = 0;
            for (; i <= x.Length - Lanes; i += Lanes)
                (Wide(px + i) / Vector512.Create(by)).Store(py + i);
            for (; i < x.Length; i++)
                py[i] = px[i] / by;
        }
    }

    private static Vector512<double> Wide(float* x) => Vector512.Create(Vector256.WidenLower(Vector256.Load(x)), Vector256.WidenUpper(Vector256.Load(x)));
}
