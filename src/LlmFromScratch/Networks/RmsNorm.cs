using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>Divides the numbers of each place by the root of the mean of their squares, then multiplies by a size that is learnt. See <see cref="Tensor.RmsNorm"/>.</summary>
/// <param name="width">How many numbers each place has.</param>
/// <param name="epsilon">Added to the mean of the squares.</param>
public sealed class RmsNorm(int width, float epsilon = 1e-5f) : ILayer
{
    /// <summary>What the normalized numbers are multiplied by; 1 at first. <c>[width]</c></summary>
    public Tensor Weight { get; } = Parameter.Of("weight", [.. Enumerable.Repeat(1f, width)], width).Tensor;

    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters => [new("weight", Weight)];

    /// <summary><c>[…, width]</c> -> the same shape.</summary>
    public Tensor Forward(Tensor x, long? step = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.RmsNorm(Weight, epsilon);
    }
}
