namespace LlmFromScratch.Kernels;

/// <summary>
/// Causal attention as its paper writes it, number by number in float64: what to read, and what <see cref="Attention"/> is held against.
/// A. Vaswani and others, "Attention Is All You Need" (2017).
/// </summary>
public static class PlainAttention
{
    /// <summary>
    /// For each place t, score[j] = q[t]·k[j] / √d for the places j that it sees, weights = softmax(score), y[t] = Σ weights[j] v[j]:
    /// what it finds is the mean of the values, weighted by how well their keys fit its query. Head by head.
    /// </summary>
    /// <param name="queries"><c>[batch, time, heads · d]</c>.</param>
    /// <param name="keys"><c>[batch, time, keyValueHeads · d]</c>.</param>
    /// <param name="values"><c>[batch, time, keyValueHeads · d]</c>.</param>
    /// <param name="weights"><c>[batch, heads, time, time]</c>; overwritten, 0 where nothing is seen.</param>
    /// <param name="y"><c>[batch, time, heads · d]</c>; overwritten.</param>
    /// <param name="shape">The lengths.</param>
    /// <param name="firsts">Place t of row b sees the places firsts[b · time + t] to t; empty: 0 to t.</param>
    public static void Apply(ReadOnlySpan<double> queries, ReadOnlySpan<double> keys, ReadOnlySpan<double> values, Span<double> weights, Span<double> y, AttentionShape shape, ReadOnlySpan<int> firsts = default)
    {
        int d = shape.HeadSize;
        for (int row = 0; row < shape.Batch; row++)
            for (int head = 0; head < shape.Heads; head++)
                for (int t = 0; t < shape.Time; t++)
                {
                    int first = firsts.IsEmpty ? 0 : firsts[row * shape.Time + t];
                    Span<double> w = weights.Slice(((row * shape.Heads + head) * shape.Time + t) * shape.Time, shape.Time);
                    ReadOnlySpan<double> q = queries.Slice(QueryAt(shape, row, t, head), d);
                    w.Clear();
                    for (int j = first; j <= t; j++)
                        w[j] = Dot(q, keys.Slice(KeyAt(shape, row, j, head), d)) / Math.Sqrt(d);
                    PlainSoftmax.Apply(w[first..(t + 1)], w[first..(t + 1)], t + 1 - first);

                    Span<double> result = y.Slice(QueryAt(shape, row, t, head), d);
                    result.Clear();
                    for (int j = first; j <= t; j++)
                        AddTimes(w[j], values.Slice(KeyAt(shape, row, j, head), d), result);
                }
    }

    /// <summary>
    /// With dw[j] = dy[t]·v[j] and ds[j] = w[j] (dw[j] - Σ w dw) / √d, the gradient of a score:
    /// dv[j] += w[j] dy[t], dq[t] += Σ ds[j] k[j] and dk[j] += ds[j] q[t].
    /// </summary>
    /// <param name="queries"><c>[batch, time, heads · d]</c>.</param>
    /// <param name="keys"><c>[batch, time, keyValueHeads · d]</c>.</param>
    /// <param name="values"><c>[batch, time, keyValueHeads · d]</c>.</param>
    /// <param name="weights">What <see cref="Apply"/> gave, <c>[batch, heads, time, time]</c>.</param>
    /// <param name="dy">The gradient of y, <c>[batch, time, heads · d]</c>.</param>
    /// <param name="dQueries">That of the queries; added to.</param>
    /// <param name="dKeys">That of the keys; added to.</param>
    /// <param name="dValues">That of the values; added to.</param>
    /// <param name="shape">The lengths.</param>
    public static void AddGradients(ReadOnlySpan<double> queries, ReadOnlySpan<double> keys, ReadOnlySpan<double> values, ReadOnlySpan<double> weights, ReadOnlySpan<double> dy,
        Span<double> dQueries, Span<double> dKeys, Span<double> dValues, AttentionShape shape)
    {
        int d = shape.HeadSize;
        var dw = new double[shape.Time];
        for (int row = 0; row < shape.Batch; row++)
            for (int head = 0; head < shape.Heads; head++)
                for (int t = 0; t < shape.Time; t++)
                {
                    int atQuery = QueryAt(shape, row, t, head);
                    ReadOnlySpan<double> w = weights.Slice(((row * shape.Heads + head) * shape.Time + t) * shape.Time, shape.Time), dResult = dy.Slice(atQuery, d);
                    double mean = 0;
                    for (int j = 0; j <= t; j++)
                    {
                        dw[j] = Dot(dResult, values.Slice(KeyAt(shape, row, j, head), d));
                        mean += w[j] * dw[j];
                    }
                    for (int j = 0; j <= t; j++)
                    {
                        int atKey = KeyAt(shape, row, j, head);
                        double dScore = w[j] * (dw[j] - mean) / Math.Sqrt(d);
                        AddTimes(w[j], dResult, dValues.Slice(atKey, d));
                        AddTimes(dScore, keys.Slice(atKey, d), dQueries.Slice(atQuery, d));
                        AddTimes(dScore, queries.Slice(atQuery, d), dKeys.Slice(atKey, d));
                    }
                }
    }

    // Where the numbers of a head begin.
    private static int QueryAt(AttentionShape shape, int row, int t, int head) => ((row * shape.Time + t) * shape.Heads + head) * shape.HeadSize;

    private static int KeyAt(AttentionShape shape, int row, int t, int head) => ((row * shape.Time + t) * shape.KeyValueHeads + head / shape.HeadsPerKey) * shape.HeadSize;

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void AddTimes(double factor, ReadOnlySpan<double> x, Span<double> to)
    {
        for (int i = 0; i < x.Length; i++)
            to[i] += factor * x[i];
    }
}
