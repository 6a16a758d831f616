namespace LlmFromScratch.Kernels;

/// <summary>What both versions of the matrix product ask of their arguments.</summary>
internal static class ProductShape
{
    public static void Check(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, int m, int k, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(m);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        CheckLength(a.Length, m, k, "A", nameof(a));
        CheckLength(b.Length, k, n, "B", nameof(b));
        CheckLength(c.Length, m, n, "C", nameof(c));
        if (c.Overlaps(a) || c.Overlaps(b))
            throw new ArgumentException("expected C apart from A and B in memory, but it overlaps one of them; write the product to another array", nameof(c));
    }

    private static void CheckLength(int length, int rows, int columns, string name, string parameter)
    {
        if (length != (long)rows * columns)
            throw new ArgumentException($"expected {rows} × {columns} = {(long)rows * columns} numbers in {name}, got {length}", parameter);
    }
}
