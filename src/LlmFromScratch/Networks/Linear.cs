using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>y = x · W + b: each output is a weighted sum of all inputs.</summary>
public sealed class Linear : ILayer
{
    /// <summary>A layer of given weights.</summary>
    /// <param name="weight"><c>[in, out]</c>.</param>
    /// <param name="bias"><c>[out]</c>, or none.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Linear(Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank != 2)
            throw new ArgumentException($"expected a weight of shape [in, out], got {weight}", nameof(weight));
        if (bias is not null && (bias.Rank != 1 || bias.Count != weight.Shape[1]))
            throw new ArgumentException($"expected a bias of shape [{weight.Shape[1]}], a number for each output, got {bias}", nameof(bias));
        (Weight, Bias) = (weight, bias);
    }

    /// <summary>A layer with random weights and a bias of 0.</summary>
    /// <param name="inputs">How many numbers go in.</param>
    /// <param name="outputs">How many come out.</param>
    /// <param name="random">The draws for the weights.</param>
    /// <param name="initialization">How large the weights are at first; <see cref="Initialization.Xavier"/> if not given.</param>
    /// <param name="bias">Whether there is one.</param>
    public Linear(int inputs, int outputs, SeededRandom random, Initialization? initialization = null, bool bias = true)
        : this(Parameter.Of("weight", (initialization ?? Initialization.Xavier).Make(random, inputs, outputs), inputs, outputs).Tensor,
            bias ? Parameter.Of("bias", new float[outputs], outputs).Tensor : null)
    {
    }

    /// <summary>W, <c>[in, out]</c>.</summary>
    public Tensor Weight { get; }

    /// <summary>b, <c>[out]</c>, or null.</summary>
    public Tensor? Bias { get; }

    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters => Bias is null ? [new("weight", Weight)] : [new("weight", Weight), new("bias", Bias)];

    /// <summary><c>[…, in]</c> -> <c>[…, out]</c>.</summary>
    public Tensor Forward(Tensor x, long? step = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Affine(Weight, Bias);
    }
}
