using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>Brings the numbers of each place to mean 0 and deviation 1, then to a size that is learnt. See <see cref="Tensor.LayerNorm"/>.</summary>
/// <param name="width">How many numbers each place has.</param>
/// <param name="bias">Whether a shift is learnt, too.</param>
/// <param name="epsilon">Added to the variance.</param>
public sealed class LayerNorm(int width, bool bias = true, float epsilon = 1e-5f) : ILayer
{
    /// <summary>What the normalized numbers are multiplied by; 1 at first. <c>[width]</c></summary>
    public Tensor Weight { get; } = Parameter.Of("weight", [.. Enumerable.Repeat(1f, width)], width).Tensor;

    /// <summary>What is added; 0 at first. <c>[width]</c></summary>
    public Tensor? Bias { get; } = bias ? Parameter.Of("bias", new float[width], width).Tensor : null;

    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters => Bias is null ? [new("weight", Weight)] : [new("weight", Weight), new("bias", Bias)];

    /// <summary><c>[…, width]</c> -> the same shape.</summary>
    public Tensor Forward(Tensor x, long? step = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.LayerNorm(Weight, Bias, epsilon);
    }
}
