namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws <see cref="LadderChart"/>: a dot for each model on one scale, a line from the floor to it, the ground below the floor shaded.</summary>
internal static class SvgLadder
{
    private const int MostRungs = 60;
    private const double Pitch = 28, Gap = 12;

    public static double Draw(SvgCanvas canvas, LadderChart chart, double left, double top, double width)
    {
        int rungs = Math.Min(MostRungs, chart.Rungs.Count);
        double y = top;
        if (chart.Groups.Count > 1)
            y = SvgLegend.Names(canvas, chart.Groups.Select((group, i) => (group, SvgTheming.SeriesClass(i), (string?)null)).Where(entry => entry.group.Length > 0), left, y, width);
        double labelWidth = Math.Min(width * 0.4, chart.Rungs.Take(rungs).Select(rung => SvgText.Width(rung.Name, 13)).DefaultIfEmpty(0).Max());
        double valueWidth = chart.Rungs.Take(rungs).Select(rung => SvgText.Width(Numbers.Format(rung.NatsPerToken, chart.ValueFormat), 13)).DefaultIfEmpty(0).Max();
        double start = left + labelWidth + Gap, room = Math.Max(40, width - labelWidth - Gap - valueWidth - 14);
        double X(double score) => start + room * chart.Place(score);
        double head = chart.Floor is null ? 0 : 20, bottom = y + head + rungs * Pitch;

        double from = chart.Floor is double floor ? X(floor) : start;
        if (chart.Floor is double value)
        {
            string name = $"{chart.FloorName} {Numbers.Format(value, chart.ValueFormat)}";
            double wide = SvgText.Width(name, 12);
            canvas.Rect(start, y + head, from - start, bottom - y - head, "ref", 0.22);
            canvas.Line(from, y + head - 6, from, bottom, "ref", " stroke-width=\"2\"");
            canvas.Text(Math.Max(start, Math.Min(from, left + width - wide)), y + 9, SvgText.Truncate(name, left + width - start, 12), "muted", size: 12);
            y += head;
        }
        else
        {
            canvas.Line(start, y, start, bottom, "hair");
        }
        for (int i = 0; i < rungs; i++, y += Pitch)
        {
            LadderRung rung = chart.Rungs[i];
            string label = SvgText.Truncate(rung.Name, labelWidth + 1, 13), cls = SvgTheming.SeriesClass(chart.GroupOf(rung));
            double x = X(rung.NatsPerToken), middle = y + Pitch / 2;
            canvas.Text(left + labelWidth, middle + 4.5, label, anchor: "end", tooltip: label == rung.Name ? null : rung.Name);
            if (chart.Floor is null) // without a floor no length means anything: the dots alone count
                canvas.Line(start, middle, start + room, middle, "hair");
            else
                canvas.Line(from, middle, x, middle, cls, " stroke-width=\"2.5\"");
            canvas.Dot(x, middle, 5.5, cls, tooltip: $"{rung.Name}: {chart.Say(rung)}");
            canvas.Text(Math.Max(x, from) + 10, middle + 4.5, Numbers.Format(rung.NatsPerToken, chart.ValueFormat));
        }
        canvas.Text(start, (y += 16) - 1, SvgText.Truncate(chart.ValueAxis, room, 12), "muted", size: 12);
        if (rungs < chart.Rungs.Count)
            canvas.Text(left, y += 18, FormattableString.Invariant($"and {chart.Rungs.Count - rungs:N0} more, not drawn"), "muted", size: 12);
        return y;
    }
}
