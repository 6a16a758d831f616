namespace LlmFromScratch.Plots;

/// <summary>A table of numbers as a table of shades: what follows what, which word looks at which.</summary>
public sealed record HeatmapChart : Chart
{
    private readonly double _smallest, _largest;

    /// <summary>A heatmap of rows of values.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="rowLabels">Top to bottom. `[row]`</param>
    /// <param name="columnLabels">Left to right. `[column]`</param>
    /// <param name="values">Finite, or not-a-number where there is nothing to show: such a cell stays empty. `[row][column]`</param>
    /// <exception cref="ArgumentException">The numbers of rows or columns differ from those of the labels, or a value is infinite.</exception>
    public HeatmapChart(string title, IReadOnlyList<string> rowLabels, IReadOnlyList<string> columnLabels, IReadOnlyList<IReadOnlyList<double>> values) : base(title)
    {
        RowLabels = ChartData.Labels(rowLabels, nameof(rowLabels));
        ColumnLabels = ChartData.Labels(columnLabels, nameof(columnLabels));
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != RowLabels.Count)
            throw new ArgumentException($"expected {RowLabels.Count} rows of values, one for each row label, got {values.Count}", nameof(values));
        var rows = new double[values.Count][];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = ChartData.Values(values[row], ColumnLabels.Count, $"row {row} (\"{RowLabels[row]}\")");
            if (rows[row].Any(double.IsInfinity))
                throw new ArgumentException($"expected finite values, or not-a-number for an empty cell; got an infinite one in row {row} (\"{RowLabels[row]}\")", nameof(values));
        }
        Values = rows;
        IEnumerable<double> numbers = rows.SelectMany(row => row).Where(value => !double.IsNaN(value));
        _smallest = numbers.DefaultIfEmpty(0).Min();
        _largest = numbers.DefaultIfEmpty(0).Max();
    }

    /// <summary>Top to bottom. `[row]`</summary>
    public IReadOnlyList<string> RowLabels { get; }

    /// <summary>Left to right. `[column]`</summary>
    public IReadOnlyList<string> ColumnLabels { get; }

    /// <summary>The numbers behind the shades; not-a-number for an empty cell. `[row][column]`</summary>
    public IReadOnlyList<IReadOnlyList<double>> Values { get; }

    /// <summary>What the rows are: "word".</summary>
    public string RowAxis { get; init; } = "";

    /// <summary>What the columns are: "next word".</summary>
    public string ColumnAxis { get; init; } = "";

    /// <summary>What the shades mean, with its unit: "probability".</summary>
    public string ValueAxis { get; init; } = "";

    /// <summary>A numeric format of the values, such as "0.00"; empty for about four digits.</summary>
    public string ValueFormat { get; init; } = "";

    /// <summary>What stands in the cells instead of their values, such as words; null for the values. `[row][column]`</summary>
    /// <exception cref="ArgumentException">There is not one text for each cell.</exception>
    public IReadOnlyList<IReadOnlyList<string>>? Texts
    {
        get;
        init
        {
            if (value is not null && (value.Count != RowLabels.Count || value.Any(row => row is null || row.Count != ColumnLabels.Count)))
                throw new ArgumentException($"expected a text for each of {RowLabels.Count} × {ColumnLabels.Count} cells", nameof(value));
            field = value is null ? null : [.. value.Select(row => (IReadOnlyList<string>)ChartData.Labels(row, nameof(Texts)))];
        }
    }

    /// <summary>Whether values stand in the cells; null for where they fit.</summary>
    public bool? ShowValues { get; init; }

    /// <summary>The value of the palest shade; by default 0, or the smallest value if that is below 0.</summary>
    public double? Minimum { get; init; }

    /// <summary>The value of the deepest shade; by default the largest value.</summary>
    public double? Maximum { get; init; }

    /// <summary>A heatmap of a matrix.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="rowLabels">Top to bottom. `[row]`</param>
    /// <param name="columnLabels">Left to right. `[column]`</param>
    /// <param name="values">Finite, or not-a-number for an empty cell. `[row, column]`</param>
    /// <exception cref="ArgumentException">The shape differs from that of the labels, or a value is infinite.</exception>
    public static HeatmapChart Of(string title, IReadOnlyList<string> rowLabels, IReadOnlyList<string> columnLabels, double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new HeatmapChart(title, rowLabels, columnLabels, [.. Enumerable.Range(0, values.GetLength(0)).Select(row =>
            (IReadOnlyList<double>)[.. Enumerable.Range(0, values.GetLength(1)).Select(column => values[row, column])])]);
    }

    /// <summary>What stands in a cell; nothing in an empty one.</summary>
    internal string TextOf(int row, int column) =>
        double.IsNaN(Values[row][column]) ? "" : Texts is not null ? Texts[row][column] : Numbers.Format(Values[row][column], ValueFormat);

    /// <summary>The same with the value, where that is not what stands in the cell.</summary>
    internal string TooltipOf(int row, int column) => TextOf(row, column) + (Texts is null ? "" : " " + Numbers.Format(Values[row][column], ValueFormat));

    internal double ScaleStart => Minimum ?? Math.Min(0, _smallest);

    internal double ScaleEnd => Maximum ?? _largest;

    /// <summary>How deep the shade of a value is, from 0 to 1; null for an empty cell. Where all values are equal, 0 is pale and the rest deep.</summary>
    internal double? Shade(double value)
    {
        if (double.IsNaN(value))
            return null;
        double start = ScaleStart, end = ScaleEnd;
        return end > start ? Math.Clamp(value / (end - start) - start / (end - start), 0, 1) : value > 0 ? 1 : 0;
    }

    private protected override string Describe()
    {
        var cells = from row in Enumerable.Range(0, RowLabels.Count)
                    from column in Enumerable.Range(0, ColumnLabels.Count)
                    where !double.IsNaN(Values[row][column])
                    orderby Values[row][column] descending
                    select $"{RowLabels[row]}, {ColumnLabels[column]} {TooltipOf(row, column)}";
        string top = string.Join("; ", cells.Take(5));
        return $"Heatmap of {RowLabels.Count} rows and {ColumnLabels.Count} columns. {ChartData.Sentence(Title)}"
            + (top.Length == 0 ? "No values." : $"The largest values: {top}.");
    }
}
