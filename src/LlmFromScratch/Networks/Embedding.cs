using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>A table with a row of numbers, a vector, for each token: what the network knows of a token before it looks at any text.</summary>
/// <remarks>Source: Bengio and others, "A neural probabilistic language model" (2003).</remarks>
public sealed class Embedding : IModule
{
    /// <summary>A table of given numbers.</summary>
    /// <param name="weight"><c>[tokens, width]</c>.</param>
    public Embedding(Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank != 2)
            throw new ArgumentException($"expected a table of shape [tokens, width], got {weight}", nameof(weight));
        Weight = weight;
    }

    /// <summary>A table of random numbers.</summary>
    /// <param name="count">Rows: the tokens.</param>
    /// <param name="width">Numbers for each.</param>
    /// <param name="random">The draws.</param>
    /// <param name="initialization">How large they are at first; normal with deviation 1 if not given.</param>
    public Embedding(int count, int width, SeededRandom random, Initialization? initialization = null)
        : this(Parameter.Of("weight", (initialization ?? Initialization.Normal(1)).Make(random, count, width), count, width).Tensor)
    {
    }

    /// <summary>The table, <c>[tokens, width]</c>.</summary>
    public Tensor Weight { get; }

    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters => [new("weight", Weight) { IsTable = true }];

    /// <summary>The rows of some tokens.</summary>
    /// <param name="ids">Ids.</param>
    /// <param name="shape">Their shape, such as <c>[batch, time]</c>; the result has one dimension more, the width.</param>
    public Tensor Forward(ReadOnlySpan<int> ids, params int[] shape) => Weight.Embedding(ids, shape);
}
