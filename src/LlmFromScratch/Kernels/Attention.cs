namespace LlmFromScratch.Kernels;

/// <summary>
/// Causal attention of many heads at once; <see cref="PlainAttention"/> has the formulas. A score is one chain of fused multiply-adds over
/// the head's numbers, then multiplied with 1/√d; the softmax is <see cref="Softmax"/>'s over the visible places as if they were a row of
/// their own; a result is one chain over them in ascending order. So a place gets the same bits whatever else is in its row, and
/// whatever the vector width and the threads.
/// </summary>
public static unsafe class Attention
{
    // Below this many multiplications, waking a thread costs more than it gives.
    private const int LeastForThreads = 300_000;

    /// <summary>y[t] = Σ weights[t, j] values[j] with weights = softmax(queries · keysᵀ / √d) over the visible places j, head by head.</summary>
    /// <param name="queries"><c>[batch, time, heads · d]</c>.</param>
    /// <param name="keys"><c>[batch, time, keyValueHeads · d]</c>.</param>
    /// <param name="values"><c>[batch, time, keyValueHeads · d]</c>.</param>
    /// <param name="weights"><c>[batch, heads, time, time]</c>; overwritten, 0 where nothing is seen. Or empty: they are not kept.</param>
    /// <param name="y"><c>[batch, time, heads · d]</c>; overwritten. Apart from the others.</param>
    /// <param name="shape">The lengths.</param>
    /// <param name="firsts">Place t of row b sees the places firsts[b · time + t] to t; empty: 0 to t.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a first place is after its query.</exception>
    public static void Apply(ReadOnlySpan<float> queries, ReadOnlySpan<float> keys, ReadOnlySpan<float> values, Span<float> weights, Span<float> y, AttentionShape shape, ReadOnlySpan<int> firsts = default)
    {
        shape.Check(queries.Length, keys.Length, values.Length, y.Length, firsts);
        if (!weights.IsEmpty)
            Lengths.CheckSame(shape.WeightCount, weights.Length, nameof(weights));
        fixed (float* q = queries, k = keys, v = values, w = weights, py = y)
        fixed (int* f = firsts)
            Run(new AttentionWork { Shape = shape, Queries = q, Keys = k, Values = v, Weights = w, Y = py, Firsts = f }, isBackward: false);
    }

    /// <summary>Adds the gradients of the queries, keys and values; those given as empty are not wanted.</summary>
    /// <param name="queries"><c>[batch, time, heads · d]</c>.</param>
    /// <param name="keys"><c>[batch, time, keyValueHeads · d]</c>.</param>
    /// <param name="values"><c>[batch, time, keyValueHeads · d]</c>.</param>
    /// <param name="weights">What <see cref="Apply"/> gave, <c>[batch, heads, time, time]</c>.</param>
    /// <param name="dy">The gradient of y, <c>[batch, time, heads · d]</c>.</param>
    /// <param name="dQueries">That of the queries, added to; or empty.</param>
    /// <param name="dKeys">That of the keys, added to; or empty.</param>
    /// <param name="dValues">That of the values, added to; or empty.</param>
    /// <param name="shape">The lengths.</param>
    /// <param name="firsts">As for <see cref="Apply"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a first place is after its query.</exception>
    public static void AddGradients(ReadOnlySpan<float> queries, ReadOnlySpan<float> keys, ReadOnlySpan<float> values, ReadOnlySpan<float> weights, ReadOnlySpan<float> dy,
        Span<float> dQueries, Span<float> dKeys, Span<float> dValues, AttentionShape shape, ReadOnlySpan<int> firsts = default)
    {
        shape.Check(queries.Length, keys.Length, values.Length, dy.Length, firsts);
        Lengths.CheckSame(shape.WeightCount, weights.Length, nameof(weights));
        if (!dQueries.IsEmpty)
            Lengths.CheckSame(queries.Length, dQueries.Length, nameof(dQueries));
        if (!dKeys.IsEmpty)
            Lengths.CheckSame(keys.Length, dKeys.Length, nameof(dKeys));
        if (!dValues.IsEmpty)
            Lengths.CheckSame(values.Length, dValues.Length, nameof(dValues));
        fixed (float* q = queries, k = keys, v = values, w = weights, pdy = dy, dq = dQueries, dk = dKeys, dv = dValues)
        fixed (int* f = firsts)
            Run(new AttentionWork { Shape = shape, Queries = q, Keys = k, Values = v, Weights = w, DY = pdy, DQueries = dq, DKeys = dk, DValues = dv, Firsts = f }, isBackward: true);
    }

    private static void Run(in AttentionWork work, bool isBackward)
    {
        switch (RowLoops.Width)
        {
            case 512: Run<Lanes16, Tile512>(work, isBackward); break;
            case 256: Run<Lanes8, Tile256>(work, isBackward); break;
            case 128: Run<Lanes4, Tile128>(work, isBackward); break;
            default: Run<Lanes1, ScalarTile>(work, isBackward); break;
        }
    }

    private static void Run<T, TTile>(in AttentionWork work, bool isBackward) where T : unmanaged, ILanes<T> where TTile : unmanaged, IProductTile
    {
        var parts = new Parts<T, TTile> { Work = work, IsBackward = isBackward };
        if (work.Shape.Multiplications > LeastForThreads)
            KernelThreads.Run(parts, work.Parts);
        else
            for (int part = 0; part < work.Parts; part++)
                parts.Run(part);
    }

    private struct Parts<T, TTile> : IPartedWork where T : unmanaged, ILanes<T> where TTile : unmanaged, IProductTile
    {
        public AttentionWork Work;
        public bool IsBackward;

        public readonly void Run(int part)
        {
            if (IsBackward)
                Work.Backward<T, TTile>(part);
            else
                Work.Forward<T, TTile>(part);
        }
    }
}
