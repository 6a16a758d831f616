using System.Numerics;

namespace LlmFromScratch.Autograd;

// Functions of each number for itself. Each is a struct with the function and its slope side by side; one loop serves all of them.
public sealed partial class Tensor
{
    /// <summary>e to the power of each number.</summary>
    public Tensor Exp() => Apply<ExpFunction>("exp");

    /// <summary>The natural logarithm of each number. That of 0 is negative infinity.</summary>
    public Tensor Log() => Apply<LogFunction>("log");

    /// <summary>The hyperbolic tangent, an S from -1 to 1.</summary>
    public Tensor Tanh() => Apply<TanhFunction>("tanh");

    /// <summary>1 / (1 + e⁻ˣ), an S from 0 to 1.</summary>
    public Tensor Sigmoid() => Apply<SigmoidFunction>("sigmoid");

    /// <summary>Each number where it is positive, else 0. The slope at 0 is 0.</summary>
    public Tensor Relu() => Apply<ReluFunction>("relu");

    /// <summary>x · Φ(x), Φ the normal distribution's function (Hendrycks and Gimpel, "Gaussian error linear units", 2016).</summary>
    public Tensor Gelu() => Apply<GeluFunction>("gelu");

    /// <summary>The approximation of <see cref="Gelu"/> that GPT-2 uses: x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))).</summary>
    public Tensor GeluTanh() => Apply<GeluTanhFunction>("gelu (tanh)");

    /// <summary>x · sigmoid(x), also known as swish.</summary>
    public Tensor Silu() => Apply<SiluFunction>("silu");

    private Tensor Apply<TFunction>(string operation) where TFunction : IFunction
    {
        Tensor y = Result(operation, _shape, this);
        Forward(Values, y.Values);
        if (IsExact)
            Forward(Exact, y.Exact);
        return y.WithGradient(() =>
        {
            if (WantedGradient is not { } dx)
                return;
            float[] dy = y.GradientData, from = Values, to = y.Values;
            for (int i = 0; i < dx.Length; i++)
                dx[i] += dy[i] * TFunction.Slope(from[i], to[i]);
        });

        static void Forward<T>(T[] x, T[] y) where T : IBinaryFloatingPointIeee754<T>
        {
            for (int i = 0; i < x.Length; i++)
                y[i] = TFunction.Of(x[i]);
        }
    }

    private interface IFunction
    {
        static abstract T Of<T>(T x) where T : IBinaryFloatingPointIeee754<T>;

        /// <summary>The slope at x, where the function is y.</summary>
        static abstract float Slope(float x, float y);
    }

    private readonly struct ExpFunction : IFunction
    {
        public static T Of<T>(T x) where T : IBinaryFloatingPointIeee754<T> => Elementary.Exp(x);

        public static float Slope(float x, float y) => y;
    }

    private readonly struct LogFunction : IFunction
    {
        public static T Of<T>(T x) where T : IBinaryFloatingPointIeee754<T> => Elementary.Log(x);

        public static float Slope(float x, float y) => 1 / x;
    }

    private readonly struct TanhFunction : IFunction
    {
        public static T Of<T>(T x) where T : IBinaryFloatingPointIeee754<T> => Elementary.Tanh(x);

        public static float Slope(float x, float y) => 1 - y * y;
    }

    private readonly struct SigmoidFunction : IFunction
    {
        public static T Of<T>(T x) where T : IBinaryFloatingPointIeee754<T> => Elementary.Sigmoid(x);

        public static float Slope(float x, float y) => y * (1 - y);
    }

    private readonly struct ReluFunction : IFunction
    {
        public static T Of<T>(T x) where T : IBinaryFloatingPointIeee754<T> => T.Max(x, T.Zero);

        public static float Slope(float x, float y) => x > 0 ? 1 : 0;
    }

    private readonly struct SiluFunction : IFunction
    {
        public static T Of<T>(T x) where T : IBinaryFloatingPointIeee754<T> => x * Elementary.Sigmoid(x);

        public static float Slope(float x, float y)
        {
            float s = Elementary.Sigmoid(x);
            return s * (1 + x * (1 - s));
        }
    }

    private readonly struct GeluFunction : IFunction
    {
        public static T Of<T>(T x) where T : IBinaryFloatingPointIeee754<T> => x * Elementary.NormalBelow(x);

        public static float Slope(float x, float y) => // Φ(x) + x φ(x)
            Elementary.NormalBelow(x) + x * Elementary.Exp(-0.5f * x * x) * 0.3989422804f;
    }

    private readonly struct GeluTanhFunction : IFunction
    {
        private const double Root = 0.7978845608028654; // √(2/π)
        private const double Cubic = 0.044715;

        public static T Of<T>(T x) where T : IBinaryFloatingPointIeee754<T> => T.CreateTruncating(0.5) * x * (T.One + Inner(x));

        public static float Slope(float x, float y)
        {
            float tanh = Inner(x);
            return 0.5f * (1 + tanh) + 0.5f * x * (1 - tanh * tanh) * (float)Root * (1 + 3 * (float)Cubic * x * x);
        }

        private static T Inner<T>(T x) where T : IBinaryFloatingPointIeee754<T> =>
            Elementary.Tanh(T.CreateTruncating(Root) * (x + T.CreateTruncating(Cubic) * x * x * x));
    }
}
