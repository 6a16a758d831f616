namespace LlmFromScratch.Kernels;

/// <summary>What both versions of the product of rows ask of their arguments.</summary>
internal static class RowShape
{
    public static void Check(ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> start, Span<float> y, int rows, int k, int n, int stride)
    {
        CheckRows(x, start, y, rows, k, n);
        if (stride < n)
            throw new ArgumentOutOfRangeException(nameof(stride), stride, $"expected {n} or more from a row of W to the next, as many as a row has numbers");
        if (w.Length < (k == 0 ? 0 : (long)(k - 1) * stride + n))
            throw new ArgumentException($"expected {k} rows of {n} numbers, {stride} apart, in W, got {w.Length} numbers", nameof(w));
        if (y.Overlaps(w))
            throw new ArgumentException("expected y apart from W in memory, but it overlaps it; write the product to another array", nameof(y));
    }

    public static void CheckRows(ReadOnlySpan<float> x, ReadOnlySpan<float> start, Span<float> y, int rows, int k, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        Lengths.CheckRows(x.Length, rows, k, nameof(x));
        Lengths.CheckRows(y.Length, rows, n, nameof(y));
        if (start.Length != 0)
            Lengths.CheckSame(n, start.Length, nameof(start));
        if (y.Overlaps(x) || y.Overlaps(start))
            throw new ArgumentException("expected y apart from x and the start in memory, but it overlaps one of them; write the product to another array", nameof(y));
    }
}
