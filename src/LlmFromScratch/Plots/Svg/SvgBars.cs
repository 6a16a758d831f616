namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws <see cref="BarChart"/>: a label, the bars, and beside each bar its value, so that no axis is needed.</summary>
internal static class SvgBars
{
    private const int MostRows = 200;
    private const double Gap = 10;

    public static double Draw(SvgCanvas canvas, BarChart chart, double left, double top, double width)
    {
        int series = chart.Series.Count, rows = Math.Min(chart.Labels.Count, Math.Max(1, MostRows / series));
        double y = top;
        if (series > 1)
            y = SvgLegend.Names(canvas, chart.Series.Select((one, i) => (one.Name, SvgTheming.SeriesClass(i, one.IsReference), (string?)null)), left, y, width);

        double labelWidth = Math.Min(width * 0.4, chart.Labels.Take(rows).Select(label => SvgText.Width(label, 13)).DefaultIfEmpty(0).Max());
        double valueWidth = chart.Series.SelectMany(one => one.Values.Take(rows)).Select(value => SvgText.Width(Numbers.Format(value, chart.ValueFormat), 12)).DefaultIfEmpty(0).Max();
        double start = left + labelWidth + Gap, room = Math.Max(40, width - labelWidth - Gap - valueWidth - 8);
        // Values stand right of their bars; those of bars that go to the left of zero stand right of zero.
        double low = chart.Smallest, high = chart.Largest;
        double Place(double value) => high > low ? start + room * Math.Clamp(value / (high - low) - low / (high - low), 0, 1) : start;
        double zero = Place(0);

        double thickness = series == 1 ? 16 : 13, pitch = series == 1 ? 22 : 15, between = series == 1 ? 0 : 9;
        double firstY = y;
        for (int row = 0; row < rows; row++)
        {
            string label = SvgText.Truncate(chart.Labels[row], labelWidth + 1, 13);
            double middle = y + (series * pitch - (pitch - thickness)) / 2;
            bool other = row == chart.OtherIndex;
            canvas.Text(left + labelWidth, middle + 4.5, label, other ? "muted" : "", "end", tooltip: label == chart.Labels[row] ? null : chart.Labels[row]);
            for (int s = 0; s < series; s++)
            {
                Series one = chart.Series[s];
                double end = Place(one.Values[row]);
                string value = Numbers.Format(one.Values[row], chart.ValueFormat);
                string tooltip = $"{chart.Labels[row]}{(series > 1 ? ", " + one.Name : "")}: {value}";
                if (Math.Abs(end - zero) > 0.05)
                    canvas.Rect(Math.Min(zero, end), y, Math.Abs(end - zero), thickness, SvgTheming.SeriesClass(s, one.IsReference), other ? 0.4 : 1, 2, tooltip);
                canvas.Text(Math.Max(zero, end) + 6, y + thickness / 2 + 4.2, value, "muted", size: 12);
                y += pitch;
            }
            y += between;
        }
        canvas.Line(zero, firstY - 3, zero, y - between - (pitch - thickness) + 3, "hair");
        if (chart.ValueAxis.Length > 0)
            canvas.Text(start, (y += 14) - between, SvgText.Truncate(chart.ValueAxis, room, 12), "muted", size: 12);
        if (rows < chart.Labels.Count)
            canvas.Text(left, y += 18, FormattableString.Invariant($"and {chart.Labels.Count - rows:N0} more, not drawn"), "muted", size: 12);
        return y;
    }
}
