using System.Runtime.CompilerServices;

namespace LlmFromScratch.Plots;

/// <summary>Horizontal bars, one group for each label: one series gives plain bars, several stand side by side for comparison.</summary>
public sealed record BarChart : Chart
{
    /// <summary>A chart of several series.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="labels">What the bars stand for, top to bottom. `[label]`</param>
    /// <param name="series">The lengths of the bars; at least one series. `[series][label]`</param>
    /// <exception cref="ArgumentException">A series has not one value for each label, or a value is not finite.</exception>
    [OverloadResolutionPriority(1)] // so that [new("bigram", values)] is read as series
    public BarChart(string title, IReadOnlyList<string> labels, IReadOnlyList<Series> series) : base(title)
    {
        Labels = ChartData.Labels(labels, nameof(labels));
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count == 0)
            throw new ArgumentException("expected at least one series of bars, got none", nameof(series));
        foreach (Series one in series)
            for (int i = 0; i < one.Values.Count; i++)
                if (!double.IsFinite(one.Values[i]))
                    throw new ArgumentException($"expected bars of finite length, got {one.Values[i]} as value {i} of \"{one.Name}\"", nameof(series));
        Series = [.. series.Select(one => one with { Values = ChartData.Values(one.Values, Labels.Count, $"\"{one.Name}\"") })];
    }

    /// <summary>A chart of one series, which needs no name.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="labels">What the bars stand for, top to bottom. `[label]`</param>
    /// <param name="values">The lengths of the bars. `[label]`</param>
    /// <exception cref="ArgumentException">There is not one value for each label, or a value is not finite.</exception>
    public BarChart(string title, IReadOnlyList<string> labels, IReadOnlyList<double> values)
        : this(title, labels, [new Series("", values)])
    {
    }

    /// <summary>What the bars stand for, top to bottom: tokens, mostly. `[label]`</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The lengths of the bars; the legend names each series if there are several. `[series][label]`</summary>
    public IReadOnlyList<Series> Series { get; }

    /// <summary>What the length means, with its unit: "probability", "count".</summary>
    public string ValueAxis { get; init; } = "";

    /// <summary>The end of the scale, above 0; by default the longest bar. Longer bars are cut there, their values are not.</summary>
    public double? Maximum
    {
        get;
        init => field = value is null or (> 0 and < double.PositiveInfinity) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "expected a finite end of the scale above 0");
    }

    /// <summary>A numeric format of the values written beside the bars, such as "0.000"; empty for about four digits.</summary>
    public string ValueFormat { get; init; } = "";

    /// <summary>The index of a bar that sums up the rest ("other") and is drawn paler, or null.</summary>
    public int? OtherIndex { get; init; }

    internal double Largest => Maximum ?? Series.SelectMany(one => one.Values).Append(0).Max();

    internal double Smallest => Series.SelectMany(one => one.Values).Append(0).Min();

    private protected override string Describe()
    {
        IEnumerable<string> perSeries = Series.Select(one =>
            (Series.Count > 1 ? one.Name + ": " : "") +
            string.Join(", ", Labels.Take(12).Select((label, i) => label + " " + Numbers.Format(one.Values[i], ValueFormat))) +
            (Labels.Count > 12 ? $", and {Labels.Count - 12} more" : ""));
        return $"Bar chart. {ChartData.Sentence(Title)}{(ValueAxis.Length > 0 && Series.Count == 1 ? char.ToUpperInvariant(ValueAxis[0]) + ValueAxis[1..] + ": " : "")}{(Labels.Count == 0 ? "No bars" : string.Join("; ", perSeries))}.";
    }
}
