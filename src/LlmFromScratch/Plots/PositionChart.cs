using LlmFromScratch.Networks;

namespace LlmFromScratch.Plots;

/// <summary>What a transformer has learned about places: how alike the vectors of any two are.</summary>
public static class PositionChart
{
    /// <summary>The cosines between the vectors of positions, as a heatmap.</summary>
    /// <param name="positions">The table of a model with learned positions: <c>model.Positions</c>, `[context, width]`.</param>
    public static HeatmapChart Of(Embedding positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        int rows = positions.Weight.Shape[0], width = positions.Weight.Shape[1];
        var vectors = new double[rows, width];
        for (int row = 0; row < rows; row++)
            for (int i = 0; i < width; i++)
                vectors[row, i] = positions.Weight[row, i];
        return Of(vectors);
    }

    /// <summary>The cosines between vectors, as a heatmap.</summary>
    /// <param name="vectors">One for each position, finite; that of a vector of zeros with any other is nothing, and its cells stay empty. `[position, width]`</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static HeatmapChart Of(double[,] vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        int rows = vectors.GetLength(0), width = vectors.GetLength(1);
        foreach (double number in vectors)
            if (!double.IsFinite(number))
                throw new ArgumentException(FormattableString.Invariant($"expected finite numbers, got {number}"), nameof(vectors));
        // Each divided by its largest number first: squares of huge ones would be infinite.
        var units = new double[rows, width];
        for (int row = 0; row < rows; row++)
        {
            double largest = 0, squares = 0;
            for (int i = 0; i < width; i++)
                largest = Math.Max(largest, Math.Abs(vectors[row, i]));
            for (int i = 0; i < width; i++)
                squares += vectors[row, i] / largest * (vectors[row, i] / largest);
            for (int i = 0; i < width; i++)
                units[row, i] = vectors[row, i] / largest / Math.Sqrt(squares); // not-a-number where all are 0
        }
        var cosines = new double[rows, rows];
        for (int a = 0; a < rows; a++)
            for (int b = 0; b < rows; b++)
            {
                double dot = width == 0 ? double.NaN : 0;
                for (int i = 0; i < width; i++)
                    dot += units[a, i] * units[b, i];
                cosines[a, b] = Math.Clamp(dot, -1, 1);
            }
        string[] labels = [.. Enumerable.Range(0, rows).Select(position => FormattableString.Invariant($"{position}"))];
        return HeatmapChart.Of("How alike are positions?", labels, labels, cosines) with
        {
            RowAxis = "position",
            ColumnAxis = "position",
            ValueAxis = "cosine",
            ValueFormat = "0.00",
            Maximum = 1,
        };
    }
}
