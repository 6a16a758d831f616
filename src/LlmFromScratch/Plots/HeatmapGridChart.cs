namespace LlmFromScratch.Plots;

/// <summary>Many small heatmaps in rows and columns, on one scale: what each head of each layer looks at, at a glance.</summary>
public sealed record HeatmapGridChart : Chart
{
    private readonly double _largest;

    /// <summary>A grid of maps.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="rowLabels">Top to bottom. `[row]`</param>
    /// <param name="columnLabels">Left to right. `[column]`</param>
    /// <param name="maps">Finite values, or not-a-number for an empty cell; maps may differ in size. `[row][column]`, each `[down, right]`</param>
    /// <exception cref="ArgumentException">The numbers of rows or columns differ from those of the labels, or a value is infinite.</exception>
    public HeatmapGridChart(string title, IReadOnlyList<string> rowLabels, IReadOnlyList<string> columnLabels, IReadOnlyList<IReadOnlyList<double[,]>> maps) : base(title)
    {
        RowLabels = ChartData.Labels(rowLabels, nameof(rowLabels));
        ColumnLabels = ChartData.Labels(columnLabels, nameof(columnLabels));
        ArgumentNullException.ThrowIfNull(maps);
        if (maps.Count != RowLabels.Count)
            throw new ArgumentException($"expected {RowLabels.Count} rows of maps, one for each row label, got {maps.Count}", nameof(maps));
        var copied = new double[maps.Count][][,];
        for (int row = 0; row < copied.Length; row++)
        {
            ArgumentNullException.ThrowIfNull(maps[row], nameof(maps));
            if (maps[row].Count != ColumnLabels.Count)
                throw new ArgumentException($"expected {ColumnLabels.Count} maps in row {row} (\"{RowLabels[row]}\"), one for each column label, got {maps[row].Count}", nameof(maps));
            copied[row] = new double[ColumnLabels.Count][,];
            for (int column = 0; column < ColumnLabels.Count; column++)
            {
                ArgumentNullException.ThrowIfNull(maps[row][column], nameof(maps));
                copied[row][column] = (double[,])maps[row][column].Clone();
                foreach (double value in copied[row][column])
                {
                    if (double.IsInfinity(value))
                        throw new ArgumentException($"expected finite values, or not-a-number for an empty cell; got an infinite one in the map \"{RowLabels[row]}, {ColumnLabels[column]}\"", nameof(maps));
                    _largest = Math.Max(_largest, double.IsNaN(value) ? 0 : value);
                }
            }
        }
        Maps = copied;
    }

    /// <summary>Top to bottom. `[row]`</summary>
    public IReadOnlyList<string> RowLabels { get; }

    /// <summary>Left to right. `[column]`</summary>
    public IReadOnlyList<string> ColumnLabels { get; }

    /// <summary>What the rows of each map stand for, such as the words of a text; written beside the maps on the left where they are few. `[down]`</summary>
    public IReadOnlyList<string> CellLabels
    {
        get;
        init => field = ChartData.Labels(value, nameof(CellLabels));
    } = [];

    /// <summary>The numbers behind the shades. `[row][column]`, each `[down, right]`</summary>
    internal IReadOnlyList<IReadOnlyList<double[,]>> Maps { get; }

    /// <summary>What the shades mean, with its unit: "weight".</summary>
    public string ValueAxis { get; init; } = "";

    /// <summary>The value of the deepest shade, above 0; by default the largest value. The palest is 0, and so is what is below.</summary>
    public double? Maximum
    {
        get;
        init => field = value is null or (> 0 and < double.PositiveInfinity) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "expected a finite end of the scale above 0");
    }

    internal double ScaleEnd => Maximum ?? _largest;

    /// <summary>
    /// The shades of a map from 0 to 1, on at most so many cells a side: of cells that fall together the deepest counts, so that a thin line stays to be seen.
    /// Not-a-number where all are empty.
    /// </summary>
    internal double[,] Shades(int row, int column, int most)
    {
        double[,] map = Maps[row][column];
        int rows = map.GetLength(0), columns = map.GetLength(1), side = Math.Max(rows, columns);
        int every = Math.Max(1, (side + most - 1) / most);
        var shades = new double[(rows + every - 1) / every, (columns + every - 1) / every];
        for (int r = 0; r < shades.GetLength(0); r++)
            for (int c = 0; c < shades.GetLength(1); c++)
                shades[r, c] = double.NaN;
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
                if (!double.IsNaN(map[r, c]))
                {
                    double shade = ScaleEnd > 0 ? Math.Clamp(map[r, c] / ScaleEnd, 0, 1) : 0, there = shades[r / every, c / every];
                    shades[r / every, c / every] = double.IsNaN(there) ? shade : Math.Max(there, shade);
                }
        return shades;
    }

    private protected override string Describe() =>
        $"Heatmaps in {RowLabels.Count} rows and {ColumnLabels.Count} columns. {ChartData.Sentence(Title)}{ChartData.Sentence(Subtitle)}"
        + (ValueAxis.Length > 0 ? $"{char.ToUpperInvariant(ValueAxis[0])}{ValueAxis[1..]} from 0 to {Numbers.Short(ScaleEnd)}." : $"From 0 to {Numbers.Short(ScaleEnd)}.");
}
