namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws lines and dots on two axes: hairlines for the heights, the names of the axes at their ends.</summary>
internal static class SvgXY
{
    private const double Height = 300;
    private const int FewPoints = 40;

    public static double Draw(SvgCanvas canvas, XYPlot plot, double left, double top, double width)
    {
        double y0 = top;
        (string, string, string?)[] entries = [.. plot.Layers.Where(layer => layer.Series.Name.Length > 0)
            .Select(layer => (layer.Series.Name, ClassOf(layer), layer.Kind == LayerKind.Dots ? null : LineLooks(layer)))];
        if (entries.Length > 1)
            y0 = SvgLegend.Names(canvas, entries, left, y0, width);
        if (plot.Y.Name.Length > 0)
        {
            canvas.Text(left, y0 + 8, "↑ " + SvgText.Truncate(plot.Y.Name, width - 20, 12), "muted", size: 12);
            y0 += 22;
        }

        AxisScale ys = AxisScale.Of(plot.Y, plot.AllY, 5), xs = AxisScale.Of(plot.X, plot.AllX, 7, tight: plot.Layers.All(layer => layer.Kind == LayerKind.Line));
        double tickWidth = ys.Ticks.Max(tick => SvgText.Width(tick.Label, 12));
        double x0 = left + tickWidth + 8, w = width - tickWidth - 20, h = Height;
        double X(double place) => x0 + place * w;
        double Y(double place) => y0 + h - place * h;

        foreach ((double value, string label) in ys.Ticks)
        {
            double y = Y(ys.Place(value));
            canvas.Line(x0, y, x0 + w, y, "hair");
            canvas.Text(x0 - 8, y + 4.2, label, "muted", "end", 12);
        }
        double free = double.NegativeInfinity; // labels that would meet the one before are left out
        foreach ((double value, string label) in xs.Ticks)
        {
            double x = X(xs.Place(value)), half = SvgText.Width(label, 12) / 2;
            canvas.Line(x, y0 + h, x, y0 + h + 4, "hair");
            if (x - half > free)
            {
                canvas.Text(x, y0 + h + 18, label, "muted", "middle", 12);
                free = x + half + 6;
            }
        }
        double bottom = y0 + h + 20;
        if (plot.X.Name.Length > 0)
            canvas.Text(x0 + w, bottom += 17, SvgText.Truncate(plot.X.Name, w - 20, 12) + " →", "muted", "end", 12);

        var taken = new List<(double X, double Y, double Width, double Height)>();
        foreach (ReferenceLine level in plot.Levels)
        {
            double y = Y(ys.Place(level.Y));
            string label = $"{level.Name} {Numbers.Short(level.Y)}";
            canvas.Line(x0, y, x0 + w, y, "ref", " stroke-width=\"1.5\" stroke-dasharray=\"5 4\"");
            Label(canvas, label, x0 + w - SvgText.Width(label, 12), y - 5, taken, [(0, 0), (0, 19), (-w / 2, 0), (-w / 2, 19)], "muted");
        }
        foreach (Layer layer in plot.Layers)
            DrawLayer(canvas, layer, [.. XYPlot.Stretches(layer.Series, xs, ys).Select(stretch =>
                (List<(double, double)>)[.. XYPlot.Thin(stretch, (int)w).Select(place => (X(place.X), Y(place.Y)))])]);
        foreach (PointLabel label in plot.Labels.Where(label => label.Point.IsDrawn))
        {
            double x = X(xs.Place(label.Point.X)), y = Y(ys.Place(label.Point.Y)), wide = SvgText.Width(label.Text, 12);
            // Above to the right first, then the other corners; within the picture.
            (double, double)[] places = [.. new[] { (7.0, -5.0), (-wide - 7, 15), (7, 15), (-wide - 7, -5) }.Where(place => x + place.Item1 >= x0 && x + place.Item1 + wide <= x0 + w + 8)];
            if (Label(canvas, label.Text, x, y, taken, places, ""))
            {
                Layer? cloud = plot.Layers.FirstOrDefault(layer => layer.Kind == LayerKind.Dots && layer.Series.Points.Contains(label.Point));
                canvas.Dot(x, y, 3.5, cloud is null ? "c0" : ClassOf(cloud));
            }
        }
        return bottom;
    }

    private static void DrawLayer(SvgCanvas canvas, Layer layer, IReadOnlyList<List<(double X, double Y)>> stretches)
    {
        string cls = ClassOf(layer);
        int count = layer.Series.Points.Count;
        foreach (List<(double X, double Y)> stretch in stretches)
        {
            if (layer.Kind != LayerKind.Dots)
                canvas.Polyline(stretch, cls, LineLooks(layer));
            // A few points are shown as what they are; a lone one between gaps would be no line at all.
            if (layer.Kind == LayerKind.Dots || (layer.Kind == LayerKind.Line && (count <= FewPoints || stretch.Count == 1)))
                foreach ((double x, double y) in stretch)
                    canvas.Dot(x, y, layer.Kind == LayerKind.Line ? 3 : 2.6, cls, layer.Kind == LayerKind.Line ? 1 : 0.6);
        }
    }

    /// <summary>Writes a label at the first of some places where it meets no other; says whether there was one.</summary>
    private static bool Label(SvgCanvas canvas, string text, double x, double y, List<(double X, double Y, double Width, double Height)> taken, IReadOnlyList<(double X, double Y)> offsets, string cls)
    {
        double width = SvgText.Width(text, 12);
        foreach ((double dx, double dy) in offsets)
        {
            double left = x + dx, top = y + dy - 11;
            if (taken.Any(box => left < box.X + box.Width + 3 && box.X < left + width + 3 && top < box.Y + box.Height && box.Y < top + 14))
                continue;
            taken.Add((left, top, width, 14));
            canvas.Text(left, y + dy, text, cls, size: 12);
            return true;
        }
        return false;
    }

    /// <summary>Dashed for what the others are measured by; in longer dashes where the colours come again.</summary>
    private static string LineLooks(Layer layer) => layer.Kind == LayerKind.Reference ? " stroke-width=\"1.5\" stroke-dasharray=\"5 4\""
        : layer.Color < SvgTheming.SeriesColors ? " stroke-width=\"2\" stroke-linejoin=\"round\"" : " stroke-width=\"2\" stroke-dasharray=\"7 3\"";

    private static string ClassOf(Layer layer) => SvgTheming.SeriesClass(Math.Max(0, layer.Color), layer.Kind == LayerKind.Reference);
}
