namespace LlmFromScratch.Plots;

/// <summary>Lines through points: how something changes with something else, such as the loss with the steps of training.</summary>
public sealed record LineChart : Chart
{
    /// <summary>A chart of lines.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="lines">Each with its own points, joined in their order. A height that is not finite is a gap. `[line][point]`</param>
    /// <param name="xAxis">What goes to the right; a plain text will do.</param>
    /// <param name="yAxis">What goes up.</param>
    /// <exception cref="ArgumentException">A place on the horizontal axis is not finite, or a value on a logarithmic axis is not above 0.</exception>
    public LineChart(string title, IReadOnlyList<PointSeries> lines, Axis xAxis, Axis yAxis) : base(title)
    {
        Lines = ChartData.Points(lines, xAxis, yAxis);
        XAxis = xAxis;
        YAxis = yAxis;
    }

    /// <summary>The lines, in the order of the legend. `[line][point]`</summary>
    public IReadOnlyList<PointSeries> Lines { get; }

    /// <summary>What goes to the right.</summary>
    public Axis XAxis { get; }

    /// <summary>What goes up.</summary>
    public Axis YAxis { get; }

    /// <summary>Horizontal lines to compare with, such as "true entropy".</summary>
    public IReadOnlyList<ReferenceLine> References
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (ReferenceLine line in value)
                if (!double.IsFinite(line.Y) || (YAxis.Logarithmic && line.Y <= 0))
                    throw new ArgumentException($"expected a height that the axis has, got {line.Y} for the reference line \"{line.Name}\"", nameof(value));
            field = [.. value];
        }
    } = [];

    private protected override string Describe()
    {
        IEnumerable<string> perLine = Lines.Select(line =>
        {
            Point[] drawn = [.. line.Points.Where(point => point.IsDrawn)];
            string name = line.Name.Length > 0 ? line.Name + ": " : "";
            if (drawn.Length == 0)
                return name + "no points";
            Point lowest = drawn.MinBy(point => point.Y);
            string gaps = drawn.Length < line.Points.Count ? $", {line.Points.Count - drawn.Length} without a value" : "";
            return $"{name}from {Numbers.Short(drawn[0].Y)} at {Numbers.Short(drawn[0].X)} to {Numbers.Short(drawn[^1].Y)} at {Numbers.Short(drawn[^1].X)}, "
                + $"lowest {Numbers.Short(lowest.Y)} at {Numbers.Short(lowest.X)}{gaps}";
        });
        string axes = $"{Capital(Named(YAxis, "height"))} against {Named(XAxis, "place")}. ";
        string references = string.Concat(References.Select(line => $" {line.Name}: {Numbers.Short(line.Y)}."));
        return $"Line chart. {ChartData.Sentence(Title)}{axes}{(Lines.Count == 0 ? "No lines" : string.Join("; ", perLine))}.{references}";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Named(Axis axis, string otherwise) =>
        (axis.Name.Length > 0 ? axis.Name : otherwise) + (axis.Logarithmic ? " (logarithmic)" : "");
}
