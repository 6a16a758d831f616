namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws <see cref="TableChart"/>.</summary>
internal static class SvgTable
{
    private const int MostRows = 200, RowHeight = 22;
    private const double Gap = 22;

    public static double Draw(SvgCanvas canvas, TableChart chart, double left, double top, double width)
    {
        int columns = chart.Columns.Count, rows = Math.Min(MostRows, chart.Rows.Count);
        double[] widths = [.. Enumerable.Range(0, columns).Select(column => chart.Rows.Take(rows).Select(row => SvgText.Width(row[column], 13))
            .Append(SvgText.Width(chart.Columns[column], 12)).Max())];
        double gap = Math.Min(Gap, width / (4 * columns));
        Fit(widths, width - gap * (columns - 1));
        double y = top;
        Row(chart.Columns, y + 11, 12, "muted");
        y += 20;
        canvas.Line(left, y - 2, left + widths.Sum() + gap * (columns - 1), y - 2, "hair");
        for (int row = 0; row < rows; row++, y += RowHeight)
            Row(chart.Rows[row], y + 15, 13, "");
        if (rows < chart.Rows.Count)
            canvas.Text(left, (y += 18) - 2, FormattableString.Invariant($"and {chart.Rows.Count - rows:N0} more, not drawn"), "muted", size: 12);
        if (chart.Note.Length > 0)
            canvas.Text(left, (y += 18) - 2, SvgText.Truncate(chart.Note, width, 12), "muted", size: 12);
        return y;

        void Row(IReadOnlyList<string> cells, double baseline, int size, string cls)
        {
            double x = left;
            for (int column = 0; column < columns; x += widths[column] + gap, column++)
            {
                string label = SvgText.Truncate(cells[column], widths[column] + 1, size);
                bool right = chart.IsNumeric(column);
                canvas.Text(right ? x + widths[column] : x, baseline, label, cls, right ? "end" : "", size, label == cells[column] ? null : cells[column]);
            }
        }
    }

    /// <summary>Takes room from the widest columns until all fit.</summary>
    public static void Fit(double[] widths, double room)
    {
        double over = widths.Sum() - room;
        while (over > 0.5)
        {
            double widest = widths.Max(), next = widths.Where(width => width < widest - 0.01).DefaultIfEmpty(0).Max();
            int[] all = [.. Enumerable.Range(0, widths.Length).Where(i => widths[i] >= widest - 0.01)];
            double cut = Math.Min(widest - next, over / all.Length);
            foreach (int i in all)
                widths[i] -= cut;
            over -= cut * all.Length;
        }
    }
}
