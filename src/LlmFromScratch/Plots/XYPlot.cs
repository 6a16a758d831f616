namespace LlmFromScratch.Plots;

/// <summary>Points on two axes, drawn as a line, as dots, or as a dashed line to compare with.</summary>
internal enum LayerKind { Line, Dots, Reference }

/// <summary>One series of an <see cref="XYPlot"/>. References have no number of their own among the colours.</summary>
internal sealed record Layer(PointSeries Series, LayerKind Kind, int Color);

/// <summary>What line charts and scatter charts have in common, so that each renderer draws axes once.</summary>
internal sealed record XYPlot(Axis X, Axis Y, IReadOnlyList<Layer> Layers, IReadOnlyList<ReferenceLine> Levels, IReadOnlyList<PointLabel> Labels)
{
    public static XYPlot Of(LineChart chart) => new(chart.XAxis, chart.YAxis,
        [.. chart.Lines.Select((line, i) => new Layer(line, LayerKind.Line, i))], chart.References, []);

    public static XYPlot Of(ScatterChart chart) => new(chart.XAxis, chart.YAxis,
        [.. chart.ReferenceLines.Select(line => new Layer(line, LayerKind.Reference, -1)), .. chart.Clouds.Select((cloud, i) => new Layer(cloud, LayerKind.Dots, i))],
        [], chart.PointLabels);

    public IEnumerable<double> AllX => Layers.SelectMany(layer => layer.Series.Points).Where(point => point.IsDrawn).Select(point => point.X);

    public IEnumerable<double> AllY => Layers.SelectMany(layer => layer.Series.Points).Where(point => point.IsDrawn).Select(point => point.Y)
        .Concat(Levels.Select(level => level.Y));

    /// <summary>The stretches of a line between its gaps, as places from 0 to 1 on both scales.</summary>
    public static IEnumerable<List<(double X, double Y)>> Stretches(PointSeries series, AxisScale x, AxisScale y)
    {
        var stretch = new List<(double, double)>();
        foreach (Point point in series.Points)
        {
            if (point.IsDrawn)
                stretch.Add((x.Place(point.X), y.Place(point.Y)));
            else if (stretch.Count > 0)
            {
                yield return stretch;
                stretch = [];
            }
        }
        if (stretch.Count > 0)
            yield return stretch;
    }

    /// <summary>Of many points in a row, the first, lowest, highest and last of each column of the picture: it looks the same.</summary>
    public static List<(double X, double Y)> Thin(List<(double X, double Y)> stretch, int columns)
    {
        if (stretch.Count <= 4 * columns)
            return stretch;
        var thin = new List<(double X, double Y)>();
        for (int from = 0; from < stretch.Count;)
        {
            int column = (int)(stretch[from].X * columns), low = from, high = from, to = from;
            for (; to < stretch.Count && (int)(stretch[to].X * columns) == column; to++)
            {
                if (stretch[to].Y < stretch[low].Y)
                    low = to;
                if (stretch[to].Y > stretch[high].Y)
                    high = to;
            }
            thin.AddRange(new[] { from, low, high, to - 1 }.Distinct().Order().Select(i => stretch[i]));
            from = to;
        }
        return thin;
    }
}
