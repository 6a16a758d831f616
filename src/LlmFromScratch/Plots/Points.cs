namespace LlmFromScratch.Plots;

/// <summary>A point of a line or of a scatter chart.</summary>
/// <param name="X">Place on the horizontal axis, in its unit; finite.</param>
/// <param name="Y">Place on the vertical axis, in its unit. Not-a-number or infinite: there is a gap here.</param>
public readonly record struct Point(double X, double Y)
{
    /// <summary>Lets (1, 2.5) be written for a point.</summary>
    public static implicit operator Point((double X, double Y) pair) => new(pair.X, pair.Y);

    internal bool IsDrawn => double.IsFinite(Y);
}

/// <summary>Points with a name: one line, or one cloud of dots.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">In the order in which a line joins them; none is legal.</param>
public sealed record PointSeries(string Name, IReadOnlyList<Point> Points)
{
    /// <summary>The points (0, first value), (1, second value), and so on.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="values">The heights.</param>
    /// <param name="firstX">The place of the first one.</param>
    public static PointSeries Of(string name, IEnumerable<double> values, double firstX = 0)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(name, [.. values.Select((value, i) => new Point(firstX + i, value))]);
    }
}

/// <summary>A horizontal line to compare with, such as "true entropy".</summary>
/// <param name="Name">What is written on it.</param>
/// <param name="Y">Its height, in the unit of the vertical axis; finite.</param>
public sealed record ReferenceLine(string Name, double Y);

/// <summary>A name written beside a point.</summary>
/// <param name="Point">Where.</param>
/// <param name="Text">What.</param>
public sealed record PointLabel(Point Point, string Text);

/// <summary>What an axis measures.</summary>
/// <param name="Name">With its unit: "cross-entropy, nats per token". Empty for none.</param>
/// <param name="Logarithmic">Whether equal steps are equal factors; then all values must be above 0.</param>
public sealed record Axis(string Name, bool Logarithmic = false)
{
    /// <summary>Lets a plain name be written for an axis with equal steps.</summary>
    public static implicit operator Axis(string name) => new(name);
}
