using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>A function of each number for itself, as a layer. Without one, two linear layers are no more than one.</summary>
/// <param name="function">Such as <c>x => x.Tanh()</c>.</param>
public sealed class Nonlinearity(Func<Tensor, Tensor> function) : ILayer
{
    /// <summary>An S from -1 to 1.</summary>
    public static Nonlinearity Tanh { get; } = new(x => x.Tanh());

    /// <summary>What is below 0 becomes 0.</summary>
    public static Nonlinearity Relu { get; } = new(x => x.Relu());

    /// <summary>A smooth relu.</summary>
    public static Nonlinearity Gelu { get; } = new(x => x.Gelu());

    /// <summary>Nothing is learnt.</summary>
    public IEnumerable<Parameter> Parameters => [];

    /// <summary>The same shape.</summary>
    public Tensor Forward(Tensor x, long? step = null) => function(x);
}
