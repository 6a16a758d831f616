using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>One step of AdamW over an array. I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization" (2019).</summary>
public static unsafe class AdamW
{
    /// <summary>
    /// m = β₁m + (1 - β₁)g; v = β₂v + (1 - β₂)g²; p = p - rate·decay·p - rate · m̂ / (√v̂ + ε) with m̂ = m / (1 - β₁ᵗ), v̂ = v / (1 - β₂ᵗ).
    /// </summary>
    /// <param name="parameters">p, changed in place.</param>
    /// <param name="gradients">g, as many.</param>
    /// <param name="first">m, as many, zeros before step 1; changed in place.</param>
    /// <param name="second">v, as many, zeros before step 1; changed in place.</param>
    /// <param name="step">t, from 1.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="beta1">β₁, from 0 to below 1.</param>
    /// <param name="beta2">β₂, from 0 to below 1.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="decay">Weight decay.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the step is below 1.</exception>
    public static void Step(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, int step,
        double rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double decay = 0.01)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        Lengths.CheckSame(parameters.Length, gradients.Length, nameof(gradients));
        Lengths.CheckSame(parameters.Length, first.Length, nameof(first));
        Lengths.CheckSame(parameters.Length, second.Length, nameof(second));
        fixed (float* p = parameters, g = gradients, m = first, v = second)
            RowLoops.ForEach(new Update
            {
                P = p,
                G = g,
                M = m,
                V = v,
                Beta1 = (float)beta1,
                Beta2 = (float)beta2,
                New1 = (float)(1 - beta1),
                New2 = (float)(1 - beta2),
                Epsilon = (float)epsilon,
                Keep = (float)(1 - rate * decay),
                Rate = (float)(rate / (1 - Power(beta1, step))),
                RootScale = (float)(1 / Math.Sqrt(1 - Power(beta2, step))),
            }, parameters.Length);
    }

    // Math.Pow is the C library's and differs from machine to machine; this is exact operations in a fixed order.
    private static double Power(double x, int exponent)
    {
        double power = 1;
        for (; exponent > 0; exponent >>= 1, x *= x)
            if ((exponent & 1) == 1)
                power *= x;
        return power;
    }

    private struct Update : IStep
    {
        public float* P, G, M, V;
        public float Beta1, Beta2, New1, New2, Epsilon, Keep, Rate, RootScale;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<T>(nint i) where T : unmanaged, ILanes<T>
        {
            T g = T.Load(G + i);
            T m = T.Fma(T.Of(Beta1), T.Load(M + i), T.Of(New1) * g);
            T v = T.Fma(T.Of(Beta2), T.Load(V + i), T.Of(New2) * g * g);
            m.Store(M + i);
            v.Store(V + i);
            T change = T.Of(Rate) * m / T.Fma(T.Sqrt(v), T.Of(RootScale), T.Of(Epsilon));
            T.Fma(T.Of(Keep), T.Load(P + i), T.Of(0) - change).Store(P + i);
        }
    }
}
