namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws <see cref="ArcChart"/>: words on one line with arcs above where they fit, else as running text with curves between its lines.</summary>
internal static class SvgArcs
{
    private const int Size = 15, MostWords = 400;
    private const double LineHeight = 54, BoxHeight = 24, ShareHeight = 16, LowestArc = 10, HighestArc = 190;

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
        double shares = chart.From is null ? 0 : ShareHeight; // below the words of each line
        Place[] places = Lay(widths, left, width, gap, oneLine ? null : LineHeight + shares);
        double above = oneLine ? arcs.Where(arc => arc.From != arc.To).Select(arc => Height(places[arc.From], places[arc.To], width)).DefaultIfEmpty(12).Max() + 8 : 22;
        for (int w = 0; w < words; w++)
            places[w] = places[w] with { Y = y + above + places[w].Y };

        double highest = oneLine ? double.PositiveInfinity : LineHeight - BoxHeight - 8;
        foreach (Arc arc in arcs)
            Curve(canvas, chart, arc, places[arc.From], places[arc.To], Math.Min(highest, Height(places[arc.From], places[arc.To], width)), shares);
        for (int w = 0; w < words; w++)
            Word(canvas, chart, arcs, w, labels[w], places[w]);
        if (chart.From is not null)
            Shares(canvas, arcs, places);
        y = words == 0 ? y : places[^1].Y + BoxHeight + shares + 4;
        if (words < chart.Words.Count)
            canvas.Text(left, (y += 20) - 4, FormattableString.Invariant($"and {chart.Words.Count - words:N0} more words, not drawn"), "muted", size: 12);
        return y;
    }

    /// <summary>Places from the upper left corner of the text.</summary>
    private static Place[] Lay(double[] widths, double left, double width, double gap, double? lineHeight)
    {
        var places = new Place[widths.Length];
        double x = left, y = 0;
        for (int w = 0; w < widths.Length; w++)
        {
            if (lineHeight is double down && x > left && x + widths[w] > left + width)
                (x, y) = (left, y + down);
            places[w] = new Place(x + widths[w] / 2, y, widths[w]);
            x += widths[w] + gap;
        }
        return places;
    }

    private static void Curve(SvgCanvas canvas, ArcChart chart, Arc arc, Place from, Place to, double height, double shares)
    {
        string path;
        double rise = from.Y - to.Y;
        if (arc.From == arc.To)
            path = Bezier((from.X - 4, from.Y), (from.X - 13, from.Y - 24), (from.X + 13, from.Y - 24), (from.X + 4, from.Y));
        else if (rise == 0) // on one line
        {
            double handle = height / 0.75; // a curve reaches three quarters of the way to its handles
            path = Bezier((from.X, from.Y), (from.X, from.Y - handle), (to.X, to.Y - handle), (to.X, to.Y));
        }
        else // between lines: from the top of the one below to below the shares of the one above
        {
            Place lower = rise > 0 ? from : to, upper = rise > 0 ? to : from;
            double bottom = upper.Y + BoxHeight + shares, half = Math.Max(14, (lower.Y - bottom) / 2);
            path = Bezier((lower.X, lower.Y), (lower.X, lower.Y - half), (upper.X, bottom + half), (upper.X, bottom));
        }
        canvas.Stroke(path, SvgTheming.SeriesClass(arc.Group), 1 + 6 * Math.Min(1, arc.Weight), 0.3 + 0.6 * Math.Min(1, arc.Weight), chart.Say(arc));
    }

    /// <summary>Where one word looks, the others are shaded by how much.</summary>
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
    }

    /// <summary>Below each word its share, the largest of those of the groups. Where two would meet, the larger one stays.</summary>
    private static void Shares(SvgCanvas canvas, Arc[] arcs, Place[] places)
    {
        var taken = new List<(double Y, double Start, double End)>();
        foreach (Arc arc in arcs.GroupBy(arc => arc.To).Select(here => here.MaxBy(arc => arc.Weight)).OrderByDescending(arc => arc.Weight))
        {
            Place place = places[arc.To];
            string share = Numbers.Format(Math.Min(1, arc.Weight) * 100, "0") + "%";
            double half = SvgText.Width(share, 11) / 2, start = place.X - half, end = place.X + half;
            if (taken.Any(other => other.Y == place.Y && start < other.End && other.Start < end))
                continue;
            taken.Add((place.Y, start, end));
            canvas.Text(place.X, place.Y + BoxHeight + 13, share, "muted", "middle", 11);
        }
    }

    /// <summary>The farther, the higher, up to the width of the picture: so arcs that end at one word do not cross.</summary>
    private static double Height(Place from, Place to, double width) =>
        LowestArc + Math.Min(0.3, (HighestArc - LowestArc) / width) * Math.Abs(from.X - to.X);

    private static string Bezier((double X, double Y) from, (double X, double Y) first, (double X, double Y) second, (double X, double Y) to) =>
        $"M{At(from)}C{At(first)} {At(second)} {At(to)}";

    private static string At((double X, double Y) point) => SvgCanvas.Number(point.X) + " " + SvgCanvas.Number(point.Y);
}
