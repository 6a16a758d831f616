using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

public sealed partial class Tensor
{
    /// <summary>Takes rows of a table by their numbers: [vocabulary, channels] and ids of shape [batch, time] -> [batch, time, channels].</summary>
    /// <remarks>The gradient of a row is the sum of those of all places where it was taken.</remarks>
    /// <param name="ids">The rows, 0 or more.</param>
    /// <param name="shape">The shape of the ids, three dimensions at most; left out, they are one list.</param>
    /// <exception cref="ArgumentException">This is no table, an id is no row of it, or the shape has another number of ids.</exception>
    public Tensor Embedding(ReadOnlySpan<int> ids, params int[] shape)
    {
        if (Rank != 2)
            throw new ArgumentException($"embedding: expected a table of shape [rows, channels], got {Shapes.Text(_shape)}");
        int[] outer = shape.Length == 0 ? [ids.Length] : shape;
        if (Shapes.Count(outer) != ids.Length)
            throw new ArgumentException($"embedding: expected {Shapes.Count(outer)} ids for the shape {Shapes.Text(outer)}, got {ids.Length}", nameof(ids));
        foreach (int id in ids)
            if ((uint)id >= (uint)_shape[0])
                throw new ArgumentOutOfRangeException(nameof(ids), id, $"embedding: expected ids from 0 to {_shape[0] - 1}, the rows of {Shapes.Text(_shape)}, got {id}");

        int channels = _shape[1];
        int[] rows = TensorPool.CopyOf(ids);
        Tensor y = UnsetResult("embedding", [.. outer, channels], this);
        Embeddings.Gather(Values, rows, y.Values, _shape[0], channels);
        if (IsExact)
            PlainEmbeddings.Gather(Exact, rows, y.Exact, channels);
        return y.WithGradient(() =>
        {
            if (WantedGradient is { } dx)
                Embeddings.ScatterAdd(y.GradientData, rows, dx, _shape[0], channels);
        });
    }

    /// <summary>
    /// Sets each number to 0 with a given probability and divides the others by the rest, so that the mean stays as it is; for training only.
    /// Source: Srivastava et al., "Dropout" (2014).
    /// </summary>
    /// <param name="rate">The probability, from 0 to below 1.</param>
    /// <param name="random">Draws of a seed and a purpose, one for each layer. Its own place in the stream does not matter and is not moved.</param>
    /// <param name="step">The step of training, from 0 to 2³²-1: number i depends on (seed, purpose, step, i) and on nothing else.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the step is outside of its range.</exception>
    public Tensor Dropout(float rate, SeededRandom random, long step)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (!(rate >= 0 && rate < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "dropout: expected a rate from 0 to below 1");
        if (step is < 0 or > uint.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(step), step, "dropout: expected a step from 0 to 2³²-1");
        float[] kept = TensorPool.Zeros(Count);
        random.FillBelow((ulong)step << 32, rate, kept, below: 0, otherwise: 1 / (1 - rate));
        return this * new Tensor(kept, _shape);
    }
}
