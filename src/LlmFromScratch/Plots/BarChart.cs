namespace LlmFromScratch.Plots;

/// <summary>Horizontal bars, one group for each label: one series gives plain bars, several stand side by side for comparison.</summary>
public sealed record BarChart : Chart
{
    /// <summary>What the bars stand for, top to bottom: tokens, mostly. `[label]`</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The lengths of the bars; the legend names each series if there are several. `[series][label]`</summary>
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>What the length means, with its unit: "probability", "count".</summary>
    public string ValueAxis { get; init; } = "";

    /// <summary>The end of the scale; by default the longest bar.</summary>
    public double? Maximum { get; init; }

    /// <summary>A standard numeric format of the values written beside the bars, such as "0.000".</summary>
    public string ValueFormat { get; init; } = "0.000";

    /// <summary>The index of a last bar that sums up the rest and is drawn paler ("other"), or null.</summary>
    public int? OtherIndex { get; init; }

    /// <inheritdoc/>
    protected override string Describe()
    {
        IEnumerable<string> perSeries = Series.Select(series =>
            (Series.Count > 1 ? series.Name + ": " : "") +
            string.Join(", ", Labels.Take(series.Values.Count).Select((label, i) =>
                label + " " + series.Values[i].ToString(ValueFormat, System.Globalization.CultureInfo.InvariantCulture))));
        return $"Bar chart. {Title}. {string.Join("; ", perSeries)}.";
    }
}

/// <summary>Numbers with a name: the bars of one model, the points of one line.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Values">One number for each label.</param>
public sealed record Series(string Name, IReadOnlyList<double> Values);
