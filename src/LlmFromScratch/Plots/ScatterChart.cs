namespace LlmFromScratch.Plots;

/// <summary>Dots: each is one thing, placed by two of its numbers, such as a word by its rank and its count.</summary>
public sealed record ScatterChart : Chart
{
    /// <summary>A chart of dots.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="clouds">Each cloud of dots has its own colour. A dot whose height is not finite is left out. `[cloud][point]`</param>
    /// <param name="xAxis">What goes to the right; a plain text will do.</param>
    /// <param name="yAxis">What goes up.</param>
    /// <exception cref="ArgumentException">A place on the horizontal axis is not finite, or a value on a logarithmic axis is not above 0.</exception>
    public ScatterChart(string title, IReadOnlyList<PointSeries> clouds, Axis xAxis, Axis yAxis) : base(title)
    {
        Clouds = ChartData.Points(clouds, xAxis, yAxis);
        XAxis = xAxis;
        YAxis = yAxis;
    }

    /// <summary>The dots, in the order of the legend. `[cloud][point]`</summary>
    public IReadOnlyList<PointSeries> Clouds { get; }

    /// <summary>What goes to the right.</summary>
    public Axis XAxis { get; }

    /// <summary>What goes up.</summary>
    public Axis YAxis { get; }

    /// <summary>Lines to compare with, such as a fit: dashed, through the points of each. `[line][point]`</summary>
    public IReadOnlyList<PointSeries> ReferenceLines
    {
        get;
        init => field = ChartData.Points(value, XAxis, YAxis);
    } = [];

    /// <summary>Names beside a few of the dots; one that finds no room is left out.</summary>
    public IReadOnlyList<PointLabel> PointLabels
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            _ = ChartData.Points([new PointSeries("labels", [.. value.Select(label => label.Point)])], XAxis, YAxis);
            field = [.. value];
        }
    } = [];

    private protected override string Describe()
    {
        int count = Clouds.Sum(cloud => cloud.Points.Count(point => point.IsDrawn));
        string named = string.Join(", ", PointLabels.Take(8).Select(label => $"{label.Text} ({Numbers.Short(label.Point.X)}, {Numbers.Short(label.Point.Y)})"));
        string lines = string.Join(", ", ReferenceLines.Select(line => line.Name));
        return $"Scatter chart of {count} points. {ChartData.Sentence(Title)}{Named(YAxis)} against {Named(XAxis)}."
            + (named.Length > 0 ? $" Among them {named}." : "") + (lines.Length > 0 ? $" With the line {lines}." : "");
    }

    private static string Named(Axis axis) => axis.Name + (axis.Logarithmic ? " (logarithmic)" : "");
}
