namespace LlmFromScratch.Plots;

/// <summary>A small table of words and numbers, drawn wherever charts are.</summary>
public sealed record TableChart : Chart
{
    /// <summary>A table.</summary>
    /// <param name="title">What it lists.</param>
    /// <param name="columns">The heads, left to right. `[column]`</param>
    /// <param name="rows">The cells, top to bottom. `[row][column]`</param>
    /// <exception cref="ArgumentException">There is no column, or a row has not one cell for each.</exception>
    public TableChart(string title, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) : base(title)
    {
        Columns = ChartData.Labels(columns, nameof(columns));
        if (Columns.Count == 0)
            throw new ArgumentException("expected at least one column, got none", nameof(columns));
        ArgumentNullException.ThrowIfNull(rows);
        var copied = new string[rows.Count][];
        for (int row = 0; row < rows.Count; row++)
        {
            copied[row] = ChartData.Labels(rows[row], nameof(rows));
            if (copied[row].Length != Columns.Count)
                throw new ArgumentException($"expected {Columns.Count} cells in every row, one for each column, got {copied[row].Length} in row {row}", nameof(rows));
        }
        Rows = copied;
    }

    /// <summary>The heads. `[column]`</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The cells. A column whose cells all begin like numbers is set to the right. `[row][column]`</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>A line below, such as "and 990 more"; empty for none.</summary>
    public string Note { get; init; } = "";

    internal bool IsNumeric(int column) => Rows.Count > 0 && Rows.All(row => row[column] is "" or [>= '0' and <= '9', ..] or ['-' or '<' or '−', >= '0' and <= '9', ..]);

    private protected override string Describe()
    {
        IEnumerable<string> rows = Rows.Take(10).Select(row => string.Join(", ", row));
        return $"Table. {ChartData.Sentence(Title)}{string.Join(", ", Columns)}: {(Rows.Count == 0 ? "no rows" : string.Join("; ", rows))}{(Rows.Count > 10 ? $"; and {Rows.Count - 10} more" : "")}.";
    }
}
