using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Causal attention: each place takes a weighted mean of the values at the places up to its own, weights = softmax(query · keys / √d),
    /// for each head by itself. Source: Vaswani and others, "Attention is all you need" (2017).
    /// </summary>
    /// <remarks>
    /// The gradients, with W the weights and S the scores: dV = Wᵀ·dY, dW = dY·Vᵀ, dS = W ∘ (dW - the row's Σ W∘dW) / √d, dQ = dS·K, dK = dSᵀ·Q.
    /// </remarks>
    /// <param name="queries">What each place looks for, [batch, time, heads · d].</param>
    /// <param name="keys">What each place offers, [batch, time, keyValueHeads · d].</param>
    /// <param name="values">What it gives to those who look at it, [batch, time, keyValueHeads · d].</param>
    /// <param name="heads">Query heads; d numbers of a place belong to each.</param>
    /// <param name="keyValueHeads">Heads of keys and values, a divisor of the heads: head h uses number h / (heads / keyValueHeads).</param>
    /// <param name="firsts">Place t of row b sees the places firsts[b · time + t] to t, so that sentences in one row stand alone; none given: all from 0.</param>
    /// <returns>[batch, time, heads · d].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, a first place is after its query, or the weights that a gradient needs are more than an array can have.</exception>
    public static Tensor Attention(Tensor queries, Tensor keys, Tensor values, int heads, int keyValueHeads, ReadOnlySpan<int> firsts = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        AttentionShape shape = ShapeOfAttention(queries, keys, heads, keyValueHeads, firsts);
        if (!values._shape.AsSpan().SequenceEqual(keys._shape))
            throw new ArgumentException($"attention: expected values of the keys' shape {Shapes.Text(keys._shape)}, got {Shapes.Text(values._shape)}", nameof(values));
        Tensor y = UnsetResult("attention", queries._shape, queries, keys, values);
        int[] seen = firsts.IsEmpty ? [] : TensorPool.CopyOf(firsts);
        float[] weights = y.RequiresGrad ? TensorPool.Unset(shape.WeightCount) : [];
        Kernels.Attention.Apply(queries.Values, keys.Values, values.Values, weights, y.Values, shape, seen);
        if (y.IsExact)
            PlainAttention.Apply(queries.Exact, keys.Exact, values.Exact, new double[shape.WeightCount], y.Exact, shape, seen);
        return y.WithGradient(() => Kernels.Attention.AddGradients(queries.Values, keys.Values, values.Values, weights, y.GradientData,
            queries.WantedGradient, keys.WantedGradient, values.WantedGradient, shape, seen));
    }

    private static AttentionShape ShapeOfAttention(Tensor queries, Tensor keys, int heads, int keyValueHeads, ReadOnlySpan<int> firsts)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        if (heads < 1 || keyValueHeads < 1 || heads % keyValueHeads != 0)
            throw new ArgumentException($"attention: expected 1 head or more, a multiple of the key/value heads, got {heads} heads and {keyValueHeads} key/value heads");
        if (queries.Rank != 3 || queries._shape[2] % heads != 0)
            throw new ArgumentException($"attention: expected queries [batch, time, heads · d] with {heads} heads, got {Shapes.Text(queries._shape)}", nameof(queries));
        var shape = new AttentionShape(queries._shape[0], queries._shape[1], heads, keyValueHeads, queries._shape[2] / heads);
        int[] expected = [shape.Batch, shape.Time, shape.KeyValueWidth];
        if (!keys._shape.AsSpan().SequenceEqual(expected))
            throw new ArgumentException($"attention: expected keys {Shapes.Text(expected)} for the queries {Shapes.Text(queries._shape)} with {heads} heads and {keyValueHeads} key/value heads, got {Shapes.Text(keys._shape)}", nameof(keys));
        if (!firsts.IsEmpty && firsts.Length != shape.Batch * shape.Time)
            throw new ArgumentException($"attention: expected a first place for each of the {shape.Batch} × {shape.Time} queries, or none, got {firsts.Length}", nameof(firsts));
        return shape;
    }
}
