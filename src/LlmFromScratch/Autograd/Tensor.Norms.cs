using LlmFromScratch.Kernels;

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

        Tensor y = bias is null ? UnsetResult(operation, _shape, this, weight) : UnsetResult(operation, _shape, this, weight, bias);
        int rows = Count / length;
        float[] normalized = TensorPool.Unset(Count), scales = TensorPool.Unset(rows);
        Normalization.Apply(Values, weight.Values, bias is null ? [] : bias.Values, y.Values, normalized, scales, epsilon, centered);
        if (y.IsExact)
            PlainNormalization.Apply(Exact, weight.Exact, bias is null ? [] : bias.Exact, y.Exact, epsilon, centered);
        return y.WithGradient(() =>
        {
            float[] dy = y.GradientData;
            if (TakeGradient(out bool isFirst) is { } dx)
                Normalization.AddGradient(dy, weight.Values, normalized, scales, dx, centered, isFirst);
            if (weight.WantedGradient is { } dw)
                Normalization.AddParameterGradients(dy, normalized, dw, [], rows);
            if (bias is not null)
                AddToInput(bias, 1, dy, y._shape); // column sums
        });
    }
}
