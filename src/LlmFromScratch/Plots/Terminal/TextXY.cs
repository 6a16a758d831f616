using System.Text;

namespace LlmFromScratch.Plots.Terminal;

/// <summary>Draws lines and dots on two axes: in Braille dots where one series or colours make clear whose they are, else with a letter for each series.</summary>
internal static class TextXY
{
    private const int Height = 16;
    private const string Marks = "ox+*#@%&abcdefghijklmnpqrstuvwyz";

    public static void Draw(TextPage page, XYPlot plot)
    {
        AxisScale ys = AxisScale.Of(plot.Y, plot.AllY, 4);
        int tickWidth = ys.Ticks.Max(tick => TextWidth.Of(tick.Label));
        int columns = page.Width - tickWidth - 2;
        AxisScale xs = AxisScale.Of(plot.X, plot.AllX, Math.Clamp(columns / 12, 2, 7), tight: plot.Layers.All(layer => layer.Kind == LayerKind.Line));

        Layer[] own = [.. plot.Layers.Where(layer => layer.Kind != LayerKind.Reference)];
        bool braille = !page.Ascii && (page.Color || own.Length <= 1);
        var grid = new CellGrid(columns, Height);
        foreach (ReferenceLine level in plot.Levels)
            for (int x = 0; x < columns; x++)
                grid.Put(x, Row(ys.Place(level.Y)), page.Ascii ? '-' : '╌', -1);
        foreach (Layer layer in plot.Layers)
            foreach (List<(double X, double Y)> stretch in XYPlot.Stretches(layer.Series, xs, ys))
            {
                char mark = layer.Kind == LayerKind.Reference ? '.' : Marks[layer.Color % Marks.Length];
                (double X, double Y)[] dots = layer.Kind == LayerKind.Dots ? [.. stretch] : [.. Along(XYPlot.Thin(stretch, columns), braille && layer.Kind == LayerKind.Line ? 2 * columns : columns)];
                foreach ((double x, double y) in dots)
                    if (braille && layer.Kind != LayerKind.Reference)
                        grid.Dot(x, y, layer.Color);
                    else
                        grid.Put(Numbers.Nearest(x * (columns - 1)), Row(y), mark, layer.Color);
            }
        foreach (PointLabel label in plot.Labels.Where(label => label.Point.IsDrawn))
            grid.TryWrite(Numbers.Nearest(xs.Place(label.Point.X) * (columns - 1)), Row(ys.Place(label.Point.Y)), page.Cut(label.Text, columns / 2));

        if (plot.Y.Name.Length > 0)
            page.Note(plot.Y.Name);
        var heights = new string[Height];
        foreach ((double value, string text) in ys.Ticks)
            heights[Row(ys.Place(value))] ??= text;
        for (int row = 0; row < Height; row++)
            page.Line($"{TextWidth.PadLeft(heights[row] ?? "", tickWidth)} {(page.Ascii ? '|' : heights[row] is null ? '│' : '┤')}{grid.Row(row, page)}");
        page.Line(new string(' ', tickWidth + 1) + (page.Ascii ? '+' : '└') + new string(page.Ascii ? '-' : '─', columns));
        page.Line(new string(' ', tickWidth + 2) + Places(xs, columns));
        if (plot.X.Name.Length > 0)
            page.Line(TextWidth.PadLeft(page.Cut(plot.X.Name, page.Width), page.Width));
        Legend(page, plot, own, braille);
    }

    private static int Row(double place) => Math.Clamp(Numbers.Nearest((1 - place) * (Height - 1)), 0, Height - 1);

    /// <summary>The heights of a line at every column that it passes.</summary>
    private static IEnumerable<(double X, double Y)> Along(List<(double X, double Y)> stretch, int columns)
    {
        yield return stretch[0];
        for (int i = 1; i < stretch.Count; i++)
        {
            (double x0, double y0) = stretch[i - 1];
            (double x1, double y1) = stretch[i];
            // Steep lines need as many steps as there are rows of dots.
            int steps = (int)Math.Clamp(Math.Ceiling(Math.Max(Math.Abs(x1 - x0) * columns, Math.Abs(y1 - y0) * Height * 4)), 1, 10_000);
            for (int step = 1; step <= steps; step++)
                yield return (x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps);
        }
    }

    private static string Places(AxisScale scale, int columns)
    {
        var line = new StringBuilder();
        foreach ((double value, string label) in scale.Ticks)
        {
            int start = Numbers.Nearest(scale.Place(value) * (columns - 1)) - TextWidth.Of(label) / 2;
            start = Math.Clamp(start, 0, Math.Max(0, columns - TextWidth.Of(label)));
            if (start >= line.Length + (line.Length > 0 ? 1 : 0) && start + label.Length <= columns)
                line.Append(' ', start - line.Length).Append(label);
        }
        return line.ToString();
    }

    private static void Legend(TextPage page, XYPlot plot, Layer[] own, bool braille)
    {
        if (own.Length > 1)
            foreach (Layer layer in own)
                page.Line(page.InSeriesColor($"  {(braille ? '━' : Marks[layer.Color % Marks.Length])} {page.Cut(layer.Series.Name, page.Width - 4)}", layer.Color));
        foreach (Layer layer in plot.Layers.Where(layer => layer.Kind == LayerKind.Reference))
            page.Line(page.Muted($"  . {page.Cut(layer.Series.Name, page.Width - 4)}"));
        foreach (ReferenceLine level in plot.Levels)
            page.Line(page.Muted($"  {(page.Ascii ? '-' : '╌')} {page.Cut($"{level.Name} {Numbers.Short(level.Y)}", page.Width - 4)}"));
    }
}
