using System.Globalization;
using System.Text;

namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws <see cref="HeatmapGridChart"/>: small framed maps, as large as the width allows.</summary>
internal static class SvgHeatmapGrid
{
    private const int MostMaps = 16; // in a row or a column
    private const int MostCells = 40; // on a side of a map
    private const int Levels = 12;
    private const double Gap = 12, LargestMap = 200, SmallestNamedRow = 10;

    public static double Draw(SvgCanvas canvas, HeatmapGridChart chart, double left, double top, double width)
    {
        int rows = Math.Min(MostMaps, chart.RowLabels.Count), columns = Math.Min(MostMaps, chart.ColumnLabels.Count);
        double y = top;
        if (rows > 0 && columns > 0)
        {
            double labelWidth = Math.Min(width * 0.2, chart.RowLabels.Take(rows).Max(label => SvgText.Width(label, 12)));
            double x0 = left + labelWidth + (labelWidth > 0 ? 10 : 0);
            double gap = Math.Min(Gap, 80.0 / columns);
            double Size(double start) => Math.Min(LargestMap, (left + width - start - gap * (columns - 1)) / columns);
            double named = Math.Min(width * 0.15, chart.CellLabels.Select(label => SvgText.Width(label, 11)).DefaultIfEmpty(0).Max() + 5);
            bool names = chart.CellLabels.Count > 0 && Size(x0 + named) / chart.CellLabels.Count >= SmallestNamedRow;
            x0 += names ? named : 0;
            double size = Size(x0);
            for (int column = 0; column < columns; column++)
                canvas.Text(x0 + column * (size + gap) + size / 2, y + 9, SvgText.Truncate(chart.ColumnLabels[column], size + gap - 4, 12), "muted", "middle", 12);
            y += 16;
            for (int row = 0; row < rows; row++, y += size + gap)
            {
                string label = SvgText.Truncate(chart.RowLabels[row], labelWidth + 1, 12);
                canvas.Text(left + labelWidth, y + size / 2 + 4.2, label, "muted", "end", 12, label == chart.RowLabels[row] ? null : chart.RowLabels[row]);
                if (names)
                    CellLabels(canvas, chart, row, x0 - 5, y, size, named - 5);
                for (int column = 0; column < columns; column++)
                    Map(canvas, chart, row, column, x0 + column * (size + gap), y, size);
            }
            y -= gap;
        }
        if (rows < chart.RowLabels.Count || columns < chart.ColumnLabels.Count)
            canvas.Text(left, y += 20, FormattableString.Invariant($"the first {rows} of {chart.RowLabels.Count:N0} rows and {columns} of {chart.ColumnLabels.Count:N0} columns"), "muted", size: 12);
        return SvgLegend.Shades(canvas, chart.ValueAxis, "0", Numbers.Format(chart.ScaleEnd, ""), "shade", left, y + 14, left + width);
    }

    /// <summary>What the rows of the first map stand for, to the left of it.</summary>
    private static void CellLabels(SvgCanvas canvas, HeatmapGridChart chart, int row, double end, double y0, double size, double width)
    {
        int down = Math.Min(chart.CellLabels.Count, chart.Maps[row][0].GetLength(0));
        double cell = size / Math.Max(1, Math.Max(chart.Maps[row][0].GetLength(0), chart.Maps[row][0].GetLength(1))), font = Math.Min(11, 0.9 * cell);
        for (int r = 0; r < down; r++)
            canvas.Text(end, y0 + (r + 0.5) * cell + 0.35 * font, SvgText.Truncate(chart.CellLabels[r], width, font), "muted", "end", font);
    }

    /// <summary>One shape for each of 12 shades, neighbours of one shade joined: small files, and no seams.</summary>
    private static void Map(SvgCanvas canvas, HeatmapGridChart chart, int row, int column, double x0, double y0, double size)
    {
        double[,] shades = chart.Shades(row, column, MostCells);
        int down = shades.GetLength(0), right = shades.GetLength(1);
        double cell = size / Math.Max(1, Math.Max(down, right));
        canvas.Frame(x0 - 0.5, y0 - 0.5, Math.Max(cell, right * cell) + 1, Math.Max(cell, down * cell) + 1, "hair", $"{chart.RowLabels[row]}, {chart.ColumnLabels[column]}");
        var shapes = new SortedDictionary<int, StringBuilder>();
        for (int r = 0; r < down; r++)
            for (int c = 0, next; c < right; c = next)
            {
                int level = Level(r, c);
                for (next = c + 1; next < right && Level(r, next) == level; next++)
                {
                }
                if (level == 0)
                    continue;
                if (!shapes.TryGetValue(level, out StringBuilder? shape))
                    shapes[level] = shape = new StringBuilder();
                string wide = SvgCanvas.Number((next - c) * cell);
                shape.Append(CultureInfo.InvariantCulture, $"M{SvgCanvas.Number(x0 + c * cell)} {SvgCanvas.Number(y0 + r * cell)}h{wide}v{SvgCanvas.Number(cell)}h-{wide}z");
            }
        foreach ((int level, StringBuilder shape) in shapes)
            canvas.Shape(shape.ToString(), "shade", (double)level / Levels);

        // What is there at all is seen: a weight of a hundredth is a faint mark.
        int Level(int r, int c) => shades[r, c] is > 0.01 and var shade ? Math.Max(1, Numbers.Nearest(shade * Levels)) : 0;
    }
}
