namespace LlmFromScratch.Plots;

/// <summary>The checks that charts make of their data; each copies what it has checked, so that a chart cannot change afterwards.</summary>
internal static class ChartData
{
    public static string[] Labels(IReadOnlyList<string> labels, string what)
    {
        ArgumentNullException.ThrowIfNull(labels, what);
        for (int i = 0; i < labels.Count; i++)
            if (labels[i] is null)
                throw new ArgumentException($"expected text in every place of {what}, got null in place {i}", what);
        return [.. labels];
    }

    public static double[] Values(IReadOnlyList<double> values, int expected, string ofWhat)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != expected)
            throw new ArgumentException($"expected {expected} values for {ofWhat}, one for each label, got {values.Count}");
        return [.. values];
    }

    /// <summary>Points that can be placed on the axes given.</summary>
    public static PointSeries[] Points(IReadOnlyList<PointSeries> series, Axis x, Axis y)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        foreach (PointSeries one in series)
        {
            ArgumentNullException.ThrowIfNull(one, nameof(series));
            ArgumentNullException.ThrowIfNull(one.Points, nameof(series));
            for (int i = 0; i < one.Points.Count; i++)
            {
                Point point = one.Points[i];
                if (!double.IsFinite(point.X))
                    throw new ArgumentException($"expected finite places on the horizontal axis, got {point.X} for point {i} of \"{one.Name}\"");
                if ((x.Logarithmic && point.X <= 0) || (y.Logarithmic && point.Y <= 0 && point.IsDrawn))
                    throw new ArgumentException(FormattableString.Invariant(
                        $"a logarithmic axis has only values above 0, but point {i} of \"{one.Name}\" is ({point.X}, {point.Y}): leave it out, or use an axis with equal steps"));
            }
        }
        return [.. series.Select(one => one with { Points = [.. one.Points] })];
    }

    /// <summary>Ends a sentence that may have its own full stop.</summary>
    public static string Sentence(string text) => text.Length == 0 ? "" : text.EndsWith('.') || text.EndsWith('?') || text.EndsWith('。') ? text + " " : text + ". ";
}
