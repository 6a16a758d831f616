using System.Globalization;
using System.Text;

namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws <see cref="HeatmapChart"/>: the paper is the palest shade, so that empty and small stay quiet.</summary>
internal static class SvgHeatmap
{
    private const int MostCells = 200;
    private const int ManyCells = 600;
    private const int Levels = 24;

    public static double Draw(SvgCanvas canvas, HeatmapChart chart, double left, double top, double width)
    {
        int rows = Math.Min(MostCells, chart.RowLabels.Count), columns = Math.Min(MostCells, chart.ColumnLabels.Count);
        double labelWidth = Math.Min(width * 0.3, chart.RowLabels.Take(rows).Select(label => SvgText.Width(label, 13)).DefaultIfEmpty(0).Max());
        double x0 = left + labelWidth + 8;
        string[][] texts = [.. Enumerable.Range(0, rows).Select(row => (string[])[.. Enumerable.Range(0, columns).Select(column => chart.TextOf(row, column))])];
        double textWidth = texts.SelectMany(row => row).Select(text => SvgText.Width(text, 12)).DefaultIfEmpty(0).Max();
        double columnLabel = chart.ColumnLabels.Take(columns).Select(label => SvgText.Width(label, 13)).DefaultIfEmpty(0).Max();
        double cell = Math.Min((width - labelWidth - 8) / Math.Max(1, columns), Math.Max(30, Math.Max(columnLabel, textWidth) + 8));
        double height = Math.Min(28, Math.Max(cell, rows <= 40 ? 18 : 4));
        bool showValues = chart.ShowValues ?? (cell >= (chart.Texts is null ? textWidth + 4 : 24) && // words may be cut, numbers not
            height >= 16 && rows * columns <= ManyCells);

        double y = ColumnHeads(canvas, chart, left, top, x0, cell, columns, columnLabel, width);
        RowHeads(canvas, chart, left + labelWidth, y, height, rows, labelWidth);
        if (rows * columns > ManyCells)
            ManySmallCells(canvas, chart, x0, y, cell, height, rows, columns);
        else
            Cells(canvas, chart, texts, x0, y, cell, height, showValues);
        y += rows * height;
        if (rows > 0 && columns > 0)
        {
            canvas.Line(x0, y, x0 + columns * cell, y, "hair");
            canvas.Line(x0, y - rows * height, x0 + columns * cell, y - rows * height, "hair");
        }
        if (rows < chart.RowLabels.Count || columns < chart.ColumnLabels.Count)
            canvas.Text(left, y += 20, FormattableString.Invariant($"the first {rows} of {chart.RowLabels.Count:N0} rows and {columns} of {chart.ColumnLabels.Count:N0} columns"), "muted", size: 12);
        return SvgLegend.Shades(canvas, chart.ValueAxis, Numbers.Format(chart.ScaleStart, chart.ValueFormat), Numbers.Format(chart.ScaleEnd, chart.ValueFormat), "shade", x0, y + 14, left + width);
    }

    private static double ColumnHeads(SvgCanvas canvas, HeatmapChart chart, double left, double top, double x0, double cell, int columns, double widest, double width)
    {
        double y = top;
        if (chart.RowAxis.Length + chart.ColumnAxis.Length > 0)
        {
            string axes = (chart.RowAxis.Length > 0 ? chart.RowAxis + " ↓" : "") + (chart.ColumnAxis.Length > 0 ? "   " + chart.ColumnAxis + " →" : "");
            canvas.Text(left, y += 10, SvgText.Truncate(axes.Trim(), width, 12), "muted", size: 12);
            y += 10;
        }
        int every = (int)Math.Ceiling(15 / cell);
        bool upwards = widest > cell - 2 || every > 1;
        double room = upwards ? Math.Min(150, widest) : 14;
        for (int column = 0; column < columns; column += every)
        {
            string full = chart.ColumnLabels[column], label = upwards ? SvgText.Truncate(full, room, 13) : full;
            double middle = x0 + (column + 0.5) * cell;
            if (upwards)
                canvas.TextUpwards(middle + 4.5, y + room, label, label == full ? null : full);
            else
                canvas.Text(middle, y + room - 3, label, anchor: "middle");
        }
        return y + room + 6;
    }

    private static void RowHeads(SvgCanvas canvas, HeatmapChart chart, double right, double y, double height, int rows, double room)
    {
        int every = (int)Math.Ceiling(15 / height);
        for (int row = 0; row < rows; row += every)
        {
            string full = chart.RowLabels[row], label = SvgText.Truncate(full, room + 1, 13);
            canvas.Text(right, y + (row + 0.5) * height + 4.5, label, anchor: "end", tooltip: label == full ? null : full);
        }
    }

    private static void Cells(SvgCanvas canvas, HeatmapChart chart, string[][] texts, double x0, double y0, double cell, double height, bool showValues)
    {
        for (int row = 0; row < texts.Length; row++)
            for (int column = 0; column < texts[row].Length; column++)
            {
                if (chart.Shade(chart.Values[row][column]) is not double shade)
                    continue;
                double x = x0 + column * cell, y = y0 + row * height;
                canvas.Rect(x + 0.5, y + 0.5, cell - 1, height - 1, "shade", Math.Max(shade, 0.02), 1.5, $"{chart.RowLabels[row]}, {chart.ColumnLabels[column]}: {chart.TooltipOf(row, column)}");
                if (showValues)
                    canvas.Text(x + cell / 2, y + height / 2 + 4.2, chart.Texts is null ? texts[row][column] : SvgText.Truncate(texts[row][column], cell - 4, 12), shade > 0.6 ? "onshade" : shade == 0 ? "muted" : "", "middle", 12);
            }
    }

    /// <summary>Thousands of cells as one shape for each of 24 shades: small files, and no seams.</summary>
    private static void ManySmallCells(SvgCanvas canvas, HeatmapChart chart, double x0, double y0, double cell, double height, int rows, int columns)
    {
        var shapes = new SortedDictionary<int, StringBuilder>();
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
            {
                int level = chart.Shade(chart.Values[row][column]) is double shade ? Numbers.Nearest(shade * Levels) : 0;
                if (level == 0)
                    continue;
                if (!shapes.TryGetValue(level, out StringBuilder? shape))
                    shapes[level] = shape = new StringBuilder();
                string width = SvgCanvas.Number(cell);
                shape.Append(CultureInfo.InvariantCulture, $"M{SvgCanvas.Number(x0 + column * cell)} {SvgCanvas.Number(y0 + row * height)}h{width}v{SvgCanvas.Number(height)}h-{width}z");
            }
        foreach ((int level, StringBuilder shape) in shapes)
            canvas.Shape(shape.ToString(), "shade", (double)level / Levels);
    }
}
