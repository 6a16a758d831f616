namespace LlmFromScratch.Plots.Svg;

/// <summary>Which colour is which, and how deep a shade is how much.</summary>
internal static class SvgLegend
{
    /// <summary>Names beside their colours, in as many rows as they need. A line is shown with its looks; null is a box.</summary>
    /// <returns>Where the picture goes on.</returns>
    public static double Names(SvgCanvas canvas, IEnumerable<(string Name, string Class, string? Line)> entries, double left, double top, double width)
    {
        double x = left, y = top;
        foreach ((string name, string cls, string? line) in entries)
        {
            string label = SvgText.Truncate(name, width - 24, 13);
            double needed = 24 + SvgText.Width(label, 13);
            if (x > left && x + needed > left + width)
                (x, y) = (left, y + 20);
            if (line is not null)
                canvas.Line(x, y + 5.5, x + 18, y + 5.5, cls, line);
            else
                canvas.Rect(x + 3, y, 11, 11, cls, radius: 2);
            canvas.Text(x + 23, y + 10, label, tooltip: label == name ? null : name);
            x += needed + 20;
        }
        return y + 28;
    }

    /// <summary>The scale of shades, from the palest to the deepest.</summary>
    /// <returns>Where the picture goes on.</returns>
    public static double Shades(SvgCanvas canvas, string name, string low, string high, string cls, double left, double top, double right)
    {
        canvas.Text(left, top + 11, low, "muted", size: 12);
        double x = left + SvgText.Width(low, 12) + 8;
        const int steps = 12;
        for (int step = 0; step < steps; step++)
            canvas.Rect(x + step * 9, top, 9, 13, cls, Math.Max(0.04, (double)step / (steps - 1)));
        x += steps * 9 + 8;
        canvas.Text(x, top + 11, high, "muted", size: 12);
        if (name.Length == 0)
            return top + 16;
        x += SvgText.Width(high, 12) + 14;
        if (x + SvgText.Width(name, 12) > right)
            (x, top) = (left, top + 18);
        canvas.Text(x, top + 11, SvgText.Truncate(name, right - x, 12), "muted", size: 12);
        return top + 16;
    }
}
