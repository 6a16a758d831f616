using System.Numerics;

namespace LlmFromScratch.Autograd;

// Bringing each row to a common size.
public sealed partial class Tensor
{
    /// <summary>
    /// Layer norm: each row of the last dimension less its mean, divided by its standard deviation, times a weight, plus a bias:
    /// n = (x - mean) / √(variance + epsilon), y = n · weight + bias. Source: Ba, Kiros and Hinton, "Layer normalization" (2016).
    /// </summary>
    /// <remarks>The gradient, with g = dy · weight: dx = (g - mean(g) - n · mean(g · n)) / √(variance + epsilon).</remarks>
    /// <param name="weight">As long as the last dimension.</param>
    /// <param name="bias">The same, or none.</param>
    /// <param name="epsilon">Added to the variance, so that a row of equal numbers does not divide by 0.</param>
    /// <exception cref="ArgumentException">A weight has another shape.</exception>
    public Tensor LayerNorm(Tensor weight, Tensor? bias = null, float epsilon = 1e-5f) => Norm("layer norm", weight, bias, epsilon, centered: true);

    /// <summary>RMS norm: each row divided by the root of the mean of its squares, times a weight. Source: Zhang and Sennrich (2019).</summary>
    /// <remarks>The gradient is that of layer norm without mean(g), and n = x / √(mean(x²) + epsilon).</remarks>
    /// <inheritdoc cref="LayerNorm"/>
    public Tensor RmsNorm(Tensor weight, float epsilon = 1e-5f) => Norm("RMS norm", weight, null, epsilon, centered: false);

    private Tensor Norm(string operation, Tensor weight, Tensor? bias, float epsilon, bool centered)
    {
        ArgumentNullException.ThrowIfNull(weight);
        int length = LastLength(operation);
        foreach (Tensor parameter in bias is null ? [weight] : new[] { weight, bias })
            if (parameter.Rank != 1 || parameter.Count != length)
                throw new ArgumentException($"{operation}: expected a weight and bias of shape [{length}], as the last dimension of {Shapes.Text(_shape)}, got {Shapes.Text(parameter._shape)}");

        Tensor y = bias is null ? Result(operation, _shape, this, weight) : Result(operation, _shape, this, weight, bias);
        float[] normalized = TensorPool.Zeros(Count);
        float[] scales = TensorPool.Zeros(Count / length);
        Forward(Values, weight.Values, bias?.Values, y.Values, normalized, scales);
        if (y.IsExact)
            Forward(Exact, weight.Exact, bias?.Exact, y.Exact, new double[Count], new double[Count / length]);
        return y.WithGradient(() =>
        {
            float[]? dx = WantedGradient, dw = weight.WantedGradient, db = bias?.WantedGradient;
            float[] dy = y.GradientData, g = TensorPool.Zeros(length), gn = TensorPool.Zeros(length);
            for (int row = 0; row < scales.Length; row++)
            {
                ReadOnlySpan<float> n = normalized.AsSpan(row * length, length), d = dy.AsSpan(row * length, length);
                for (int i = 0; i < length; i++)
                {
                    if (dw is not null)
                        dw[i] += d[i] * n[i];
                    if (db is not null)
                        db[i] += d[i];
                    g[i] = d[i] * weight.Values[i];
                    gn[i] = g[i] * n[i];
                }
                if (dx is null)
                    continue;
                float meanG = centered ? Elementary.Sum<float>(g) / length : 0, meanGn = Elementary.Sum<float>(gn) / length;
                for (int i = 0; i < length; i++)
                    dx[row * length + i] += (g[i] - meanG - n[i] * meanGn) * scales[row];
            }
        });

        void Forward<T>(T[] x, T[] weight, T[]? bias, T[] y, T[] normalized, T[] scales) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T count = T.CreateTruncating(length);
            var squares = new T[length];
            for (int row = 0; row < scales.Length; row++)
            {
                ReadOnlySpan<T> numbers = x.AsSpan(row * length, length);
                T mean = centered ? Elementary.Sum(numbers) / count : T.Zero;
                for (int i = 0; i < length; i++)
                    squares[i] = (numbers[i] - mean) * (numbers[i] - mean);
                scales[row] = T.One / T.Sqrt(Elementary.Sum<T>(squares) / count + T.CreateTruncating(epsilon));
                for (int i = 0; i < length; i++)
                {
                    T n = normalized[row * length + i] = (numbers[i] - mean) * scales[row];
                    y[row * length + i] = bias is null ? n * weight[i] : n * weight[i] + bias[i];
                }
            }
        }
    }
}
