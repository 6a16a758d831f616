namespace LlmFromScratch.Kernels;

/// <summary>Rotary positions as their paper writes them, in float64: what to read, and what <see cref="Rotary"/> is held against.</summary>
public static class PlainRotary
{
    /// <summary>
    /// Turns number i of each head together with number i + d/2, as a point in the plane, by the angle position · base^(-2i/d). The dot product
    /// of a query and a key then depends on how far apart they are, and not on where they are.
    /// Worked example, d = 2: [1, 0] at position 2 -> [cos 2, sin 2].
    /// </summary>
    /// <param name="x"><c>[places, heads · d]</c>.</param>
    /// <param name="positions"><c>[places]</c>.</param>
    /// <param name="y"><c>[places, heads · d]</c>; overwritten.</param>
    /// <param name="headSize">d, even.</param>
    /// <param name="base">10,000 in the paper: the slowest pair turns once in 2π · 10,000 places.</param>
    public static void Apply(ReadOnlySpan<double> x, ReadOnlySpan<int> positions, Span<double> y, int headSize, double @base)
    {
        int width = x.Length / positions.Length, half = headSize / 2;
        for (int place = 0; place < positions.Length; place++)
            for (int head = place * width; head < (place + 1) * width; head += headSize)
                for (int i = head; i < head + half; i++)
                {
                    double angle = positions[place] * Math.Pow(@base, -2.0 * (i - head) / headSize);
                    y[i] = x[i] * Math.Cos(angle) - x[i + half] * Math.Sin(angle);
                    y[i + half] = x[i + half] * Math.Cos(angle) + x[i] * Math.Sin(angle);
                }
    }
}
