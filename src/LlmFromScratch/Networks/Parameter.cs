using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>A tensor that is learnt, with its place in the network: "hidden.weight".</summary>
/// <param name="Name">The names of the parts it is in, joined by dots, and its own.</param>
/// <param name="Tensor">Its numbers and, after a backward pass, their gradient.</param>
public readonly record struct Parameter(string Name, Tensor Tensor)
{
    /// <summary>Has it a row or a column for each token or place, which is moved only when that token comes? Some optimizers treat it apart.</summary>
    public bool IsTable { get; init; }

    /// <summary>The number of numbers.</summary>
    public int Count => Tensor.Count;

    /// <summary>A parameter of given numbers, which wants a gradient.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="numbers">Row by row; used, not copied.</param>
    /// <param name="shape">Its shape.</param>
    public static Parameter Of(string name, float[] numbers, params int[] shape) =>
        new(name, new Tensor(numbers, shape) { RequiresGrad = true, Label = name });

    /// <summary>"hidden.weight [30, 200]".</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Tensor.Shape)}]";
}
