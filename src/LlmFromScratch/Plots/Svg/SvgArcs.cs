namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws <see cref="ArcChart"/>: words on one line with arcs above where they fit, else as running text with curves between its lines.</summary>
internal static class SvgArcs
{
    private const int Size = 15, MostWords = 400;
    private const double LineHeight = 54, BoxHeight = 24, HighestArc = 190;

    /// <summary>A word and where it stands: the middle of its box, the top of it, its width.</summary>
    private readonly record struct Place(double X, double Y, double Width);

    public static double Draw(SvgCanvas canvas, ArcChart chart, double left, double top, double width)
    {
        double y = top;
        if (chart.GroupCount > 1)
            y = SvgLegend.Names(canvas, Enumerable.Range(0, chart.GroupCount).Where(group => chart.NameOf(group).Length > 0)
                .Select(group => (chart.NameOf(group), SvgTheming.SeriesClass(group), (string?)null)), left, y, width);
        int words = Math.Min(MostWords, chart.Words.Count);
        string[] labels = [.. chart.Words.Take(words).Select(word => SvgText.Truncate(word, width - 12, Size))];
        double[] widths = [.. labels.Select(label => 0.9 * SvgText.Width(label, Size) + 8)];
        Arc[] arcs = [.. chart.Drawn.Where(arc => arc.From < words && arc.To < words)];

        const double narrowest = 6;
        bool oneLine = widths.Sum() + narrowest * (words - 1) <= width;
        double gap = !oneLine || words < 2 ? narrowest : Math.Min(30, (width - widths.Sum()) / (words - 1));
        Place[] places = Lay(widths, left, width, gap, oneLine);
        double above = oneLine ? arcs.Where(arc => arc.From != arc.To).Select(arc => Height(Math.Abs(places[arc.From].X - places[arc.To].X))).DefaultIfEmpty(12).Max() + 8 : 22;
        for (int w = 0; w < words; w++)
            places[w] = places[w] with { Y = y + above + places[w].Y };

        double highest = oneLine ? HighestArc : LineHeight - BoxHeight - 8;
        foreach (Arc arc in arcs)
            Curve(canvas, chart, arc, places[arc.From], places[arc.To], highest);
        for (int w = 0; w < words; w++)
            Word(canvas, chart, arcs, w, labels[w], places[w]);
        y = words == 0 ? y : places[^1].Y + BoxHeight + (chart.From is null ? 4 : 20);
        if (words < chart.Words.Count)
            canvas.Text(left, (y += 20) - 4, FormattableString.Invariant($"and {chart.Words.Count - words:N0} more words, not drawn"), "muted", size: 12);
        return y;
    }

    /// <summary>Places from the upper left corner of the text.</summary>
    private static Place[] Lay(double[] widths, double left, double width, double gap, bool oneLine)
    {
        var places = new Place[widths.Length];
        double x = left, y = 0;
        for (int w = 0; w < widths.Length; w++)
        {
            if (!oneLine && x > left && x + widths[w] > left + width)
                (x, y) = (left, y + LineHeight);
            places[w] = new Place(x + widths[w] / 2, y, widths[w]);
            x += widths[w] + gap;
        }
        return places;
    }

    private static void Curve(SvgCanvas canvas, ArcChart chart, Arc arc, Place from, Place to, double highest)
    {
        string path;
        double rise = from.Y - to.Y;
        if (arc.From == arc.To)
            path = Bezier((from.X - 4, from.Y), (from.X - 13, from.Y - 24), (from.X + 13, from.Y - 24), (from.X + 4, from.Y));
        else if (rise == 0) // on one line
        {
            double height = Math.Min(highest, Height(Math.Abs(from.X - to.X))) / 0.75; // a curve reaches three quarters of the way to its handles
            path = Bezier((from.X, from.Y), (from.X, from.Y - height), (to.X, to.Y - height), (to.X, to.Y));
        }
        else // between lines: from the top of the one below to the bottom of the one above
        {
            Place lower = rise > 0 ? from : to, upper = rise > 0 ? to : from;
            double bottom = upper.Y + BoxHeight, half = Math.Max(14, (lower.Y - bottom) / 2);
            path = Bezier((lower.X, lower.Y), (lower.X, lower.Y - half), (upper.X, bottom + half), (upper.X, bottom));
        }
        canvas.Stroke(path, SvgTheming.SeriesClass(arc.Group), 1 + 6 * Math.Min(1, arc.Weight), 0.3 + 0.6 * Math.Min(1, arc.Weight), chart.Say(arc));
    }

    /// <summary>Where one word looks, the others are shaded by how much, and their shares stand below them.</summary>
    private static void Word(SvgCanvas canvas, ArcChart chart, Arc[] arcs, int w, string label, Place place)
    {
        double x = place.X - place.Width / 2;
        Arc[] here = chart.From is null ? [] : [.. arcs.Where(arc => arc.To == w).OrderBy(arc => arc.Group)];
        double most = here.Select(arc => Math.Min(1, arc.Weight)).DefaultIfEmpty(0).Max();
        if (most > 0)
            canvas.Rect(x, place.Y, place.Width, BoxHeight, SvgTheming.SeriesClass(here.MaxBy(arc => arc.Weight).Group), 0.08 + 0.3 * most, 4);
        if (w == chart.From)
            canvas.Frame(x, place.Y, place.Width, BoxHeight, "ref", "");
        canvas.Text(x + 4, place.Y + 17, label, size: Size, length: place.Width - 8, tooltip: label == chart.Words[w] ? null : chart.Words[w]);
        if (here.Length == 1 || (here.Length > 1 && chart.GroupCount > 1))
        {
            string share = Numbers.Format(most * 100, "0") + "%";
            if (SvgText.Width(share, 11) <= place.Width + 6)
                canvas.Text(place.X, place.Y + BoxHeight + 13, share, "muted", "middle", 11);
        }
    }

    private static double Height(double distance) => Math.Min(HighestArc, 10 + 0.4 * distance);

    private static string Bezier((double X, double Y) from, (double X, double Y) first, (double X, double Y) second, (double X, double Y) to) =>
        $"M{At(from)}C{At(first)} {At(second)} {At(to)}";

    private static string At((double X, double Y) point) => SvgCanvas.Number(point.X) + " " + SvgCanvas.Number(point.Y);
}
