using LlmFromScratch.Plots.Svg;

namespace LlmFromScratch.Plots.Terminal;

/// <summary>Draws <see cref="TableChart"/> with aligned columns; a Chinese character takes two.</summary>
internal static class TextTable
{
    private const int MostRows = 200;

    public static void Draw(TextPage page, TableChart chart)
    {
        int rows = Math.Min(MostRows, chart.Rows.Count), gap = page.Width < 40 ? 1 : 2;
        int columns = Math.Min(chart.Columns.Count, page.Width / (gap + 2)); // more would leave no room for anything
        double[] widths = [.. Enumerable.Range(0, columns).Select(column => (double)chart.Rows.Take(rows).Select(row => TextWidth.Of(TextPage.Clean(row[column])))
            .Append(TextWidth.Of(TextPage.Clean(chart.Columns[column]))).Max())];
        SvgTable.Fit(widths, page.Width - gap * (columns - 1));
        string Line(IReadOnlyList<string> cells) => string.Join(new string(' ', gap), Enumerable.Range(0, columns).Select(column =>
        {
            int width = (int)(widths[column] + 0.001);
            string cell = page.Cut(cells[column], width);
            return chart.IsNumeric(column) ? TextWidth.PadLeft(cell, width) : TextWidth.PadRight(cell, width);
        })).TrimEnd(' ');

        page.Line(page.Muted(Line(chart.Columns)));
        for (int row = 0; row < rows; row++)
            page.Line(Line(chart.Rows[row]));
        if (rows < chart.Rows.Count)
            page.Note(FormattableString.Invariant($"and {chart.Rows.Count - rows:N0} more"));
        if (chart.Note.Length > 0)
            page.Note(chart.Note);
    }
}
