namespace LlmFromScratch.Kernels;

/// <summary>Layer norm and RMS norm as their papers write them, in float64: what to read, and what <see cref="Normalization"/> is held against.</summary>
public static class PlainNormalization
{
    /// <summary>y = n · gain + bias with n = (x - mean) / √(variance + ε), row by row; RMS norm has no mean: n = x / √(mean of squares + ε).</summary>
    /// <param name="x"><c>[rows, columns]</c>.</param>
    /// <param name="gain"><c>[columns]</c>.</param>
    /// <param name="bias"><c>[columns]</c>, or empty.</param>
    /// <param name="y"><c>[rows, columns]</c>; overwritten.</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <param name="isLayer">Layer norm, not RMS norm.</param>
    public static void Apply(ReadOnlySpan<double> x, ReadOnlySpan<double> gain, ReadOnlySpan<double> bias, Span<double> y, double epsilon, bool isLayer)
    {
        int columns = gain.Length;
        for (int row = 0; row < x.Length; row += columns)
        {
            (double mean, double scale) = Measure(x.Slice(row, columns), epsilon, isLayer);
            for (int j = 0; j < columns; j++)
                y[row + j] = (x[row + j] - mean) * scale * gain[j] + (bias.IsEmpty ? 0 : bias[j]);
        }
    }

    /// <summary>
    /// With d = dy · gain: dx += (d - mean(d) - n · mean(d · n)) / √(variance + ε), where RMS norm has no mean(d);
    /// dGain += Σ dy · n and dBias += Σ dy over the rows.
    /// </summary>
    /// <param name="x"><c>[rows, columns]</c>.</param>
    /// <param name="gain"><c>[columns]</c>.</param>
    /// <param name="dy">The gradient of y, <c>[rows, columns]</c>.</param>
    /// <param name="dx">That of x; added to.</param>
    /// <param name="dGain">That of the gain; added to.</param>
    /// <param name="dBias">That of the bias, added to; or empty.</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <param name="isLayer">Layer norm, not RMS norm.</param>
    public static void AddGradients(ReadOnlySpan<double> x, ReadOnlySpan<double> gain, ReadOnlySpan<double> dy,
        Span<double> dx, Span<double> dGain, Span<double> dBias, double epsilon, bool isLayer)
    {
        int columns = gain.Length;
        for (int row = 0; row < x.Length; row += columns)
        {
            (double mean, double scale) = Measure(x.Slice(row, columns), epsilon, isLayer);
            double meanD = 0, meanDN = 0;
            for (int j = 0; j < columns; j++)
            {
                double n = (x[row + j] - mean) * scale, d = dy[row + j] * gain[j];
                meanD += isLayer ? d / columns : 0;
                meanDN += d * n / columns;
                dGain[j] += dy[row + j] * n;
                if (!dBias.IsEmpty)
                    dBias[j] += dy[row + j];
            }
            for (int j = 0; j < columns; j++)
                dx[row + j] += (dy[row + j] * gain[j] - meanD - (x[row + j] - mean) * scale * meanDN) * scale;
        }
    }

    private static (double Mean, double Scale) Measure(ReadOnlySpan<double> row, double epsilon, bool isLayer)
    {
        double mean = 0, squares = 0;
        if (isLayer)
            foreach (double x in row)
                mean += x / row.Length;
        foreach (double x in row)
            squares += (x - mean) * (x - mean);
        return (mean, 1 / Math.Sqrt(squares / row.Length + epsilon));
    }
}
