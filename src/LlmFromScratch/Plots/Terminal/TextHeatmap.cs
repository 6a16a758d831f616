using System.Globalization;
using System.Text;

namespace LlmFromScratch.Plots.Terminal;

/// <summary>Draws <see cref="HeatmapChart"/>: each value with its shade where they fit, shades alone where not.</summary>
internal static class TextHeatmap
{
    private const int MostRows = 200, HighestHead = 8;

    public static void Draw(TextPage page, HeatmapChart chart)
    {
        int rows = Math.Min(MostRows, chart.RowLabels.Count), columns = chart.ColumnLabels.Count;
        int labelWidth = Math.Min(page.Width / 3, chart.RowLabels.Take(rows).Select(label => TextWidth.Of(TextPage.Clean(label))).DefaultIfEmpty(0).Max());
        int headWidth = chart.ColumnLabels.Select(label => TextWidth.Of(TextPage.Clean(label))).DefaultIfEmpty(0).Max();
        int valueWidth = chart.Values.SelectMany(row => row).Where(value => !double.IsNaN(value)).Select(value => Numbers.Format(value, chart.ValueFormat).Length).DefaultIfEmpty(0).Max() + 1;
        if (chart.Texts is not null)
            valueWidth = chart.Texts.SelectMany(row => row).Select(text => TextWidth.Of(TextPage.Clean(text))).DefaultIfEmpty(0).Max() + 1;
        int cell = Math.Max(Math.Min(headWidth, 10), valueWidth) + 1;
        if (chart.Texts is not null) // words may be cut, numbers not
            cell = Math.Min(cell, Math.Max(7, (page.Width - labelWidth) / Math.Max(1, columns)));
        bool withValues = chart.ShowValues != false && labelWidth + cell * columns <= page.Width; // a cell begins with a space
        int margin = withValues ? labelWidth : labelWidth + 1, room = page.Width - margin;
        if (!withValues)
            cell = 2 * columns <= room ? 2 : 1;
        columns = Math.Min(columns, room / cell);

        string axes = (chart.RowAxis.Length > 0 ? $"rows: {chart.RowAxis}" : "") + (chart.ColumnAxis.Length > 0 ? $"{(chart.RowAxis.Length > 0 ? "; " : "")}columns: {chart.ColumnAxis}" : "");
        if (axes.Length > 0)
            page.Note(axes);
        Heads(page, chart, margin, cell, columns, withValues);
        for (int row = 0; row < rows; row++)
        {
            var line = new StringBuilder(TextWidth.PadRight(TextWidth.PadLeft(page.Cut(chart.RowLabels[row], labelWidth), labelWidth), margin));
            for (int column = 0; column < columns; column++)
                line.Append(Cell(page, chart, row, column, cell, withValues));
            page.Line(line.ToString());
        }
        page.Note($"{Scale(page, chart)} {chart.ValueAxis}".TrimEnd());
        if (rows < chart.RowLabels.Count || columns < chart.ColumnLabels.Count)
            page.Note(FormattableString.Invariant($"the first {rows} of {chart.RowLabels.Count:N0} rows and {columns} of {chart.ColumnLabels.Count:N0} columns"));
    }

    private static string Cell(TextPage page, HeatmapChart chart, int row, int column, int cell, bool withValue)
    {
        if (chart.Shade(chart.Values[row][column]) is not double shade)
            return new string(' ', cell);
        string text = !withValue ? "" : chart.Texts is null ? chart.TextOf(row, column) : page.Cut(chart.TextOf(row, column), cell - 2);
        if (page.Color)
            return (withValue ? " " : "") + TextPage.OnShade(TextWidth.PadLeft(text, withValue ? cell - 1 : cell), shade, warm: false);
        char mark = page.ShadeOf(shade);
        return withValue ? TextWidth.PadLeft(mark + text, cell) : new string(mark, cell);
    }

    /// <summary>Column labels above their columns; where these are narrow, downwards, ending at the column.</summary>
    private static void Heads(TextPage page, HeatmapChart chart, int marginWidth, int cell, int columns, bool across)
    {
        string margin = new(' ', marginWidth);
        if (across)
        {
            page.Line(margin + string.Concat(chart.ColumnLabels.Take(columns).Select(label => TextWidth.PadLeft(page.Cut(label, cell - 1), cell))));
            return;
        }
        string[][] heads = [.. chart.ColumnLabels.Take(columns).Select(label => Characters(TextPage.Clean(label), page, cell))];
        int height = heads.Select(head => head.Length).DefaultIfEmpty(0).Max();
        for (int line = 0; line < height; line++)
            page.Line(margin + string.Concat(heads.Select(head => TextWidth.PadRight(line < height - head.Length ? "" : head[line - height + head.Length], cell))));
    }

    private static string[] Characters(string label, TextPage page, int cell)
    {
        var characters = new List<string>();
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(label);
        while (elements.MoveNext() && characters.Count < HighestHead)
            characters.Add(TextWidth.Of(elements.GetTextElement()) <= cell ? elements.GetTextElement() : page.Ascii ? "?" : "·");
        return [.. characters];
    }

    private static string Scale(TextPage page, HeatmapChart chart)
    {
        string low = Numbers.Format(chart.ScaleStart, chart.ValueFormat), high = Numbers.Format(chart.ScaleEnd, chart.ValueFormat);
        string shades = string.Concat(Enumerable.Range(0, 6).Select(i => page.ShadeOf(i / 5.0)));
        return page.Color ? $"{low} to {high}, deeper is more:" : $"{low} {shades} {high}";
    }
}
