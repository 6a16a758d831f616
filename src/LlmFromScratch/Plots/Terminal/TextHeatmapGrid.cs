using System.Text;

namespace LlmFromScratch.Plots.Terminal;

/// <summary>Draws <see cref="HeatmapGridChart"/>: maps side by side, two columns for a cell, as many as the width allows; then the next ones below.</summary>
internal static class TextHeatmapGrid
{
    private const int MostMaps = 16, LargestSide = 20, SmallestSide = 5, Gap = 2;

    public static void Draw(TextPage page, HeatmapGridChart chart)
    {
        int rows = Math.Min(MostMaps, chart.RowLabels.Count), columns = Math.Min(MostMaps, chart.ColumnLabels.Count);
        if (rows > 0 && columns > 0)
        {
            // All of a row's maps side by side if each can have a few cells; else some below the others.
            int perLine = Math.Clamp((page.Width + Gap) / (2 * SmallestSide + Gap), 1, columns);
            int side = Math.Clamp(((page.Width + Gap) / perLine - Gap) / 2, 1, LargestSide);
            for (int row = 0; row < rows; row++)
                for (int first = 0; first < columns; first += perLine)
                    Band(page, chart, row, first, Math.Min(columns, first + perLine), side);
        }
        string shades = string.Concat(Enumerable.Range(0, 6).Select(i => page.ShadeOf(i / 5.0)));
        string high = Numbers.Format(chart.ScaleEnd, "");
        page.Note((page.Color ? $"0 to {high}, deeper is more: {chart.ValueAxis}" : $"0 {shades} {high} {chart.ValueAxis}").TrimEnd());
        if (rows < chart.RowLabels.Count || columns < chart.ColumnLabels.Count)
            page.Note(FormattableString.Invariant($"the first {rows} of {chart.RowLabels.Count:N0} rows and {columns} of {chart.ColumnLabels.Count:N0} columns"));
    }

    private static void Band(TextPage page, HeatmapGridChart chart, int row, int first, int end, int side)
    {
        // A cell is two columns wide, so that it is about square; one where that shows more of a large map.
        int largest = Enumerable.Range(first, end - first).Max(column => Math.Max(chart.Maps[row][column].GetLength(0), chart.Maps[row][column].GetLength(1)));
        int cell = largest <= side ? 2 : 1;
        double[][,] maps = [.. Enumerable.Range(first, end - first).Select(column => chart.Shades(row, column, 2 * side / cell))];
        int wide = Math.Min(side * 2, Math.Max(2 * SmallestSide, cell * maps.Max(map => map.GetLength(1)))), high = maps.Max(map => map.GetLength(0));
        if (chart.RowLabels[row].Length > 0)
            page.Line(page.Cut(chart.RowLabels[row], page.Width));
        page.Line(string.Join(new string(' ', Gap), Enumerable.Range(first, end - first).Select(column => page.Muted(TextWidth.PadRight(page.Cut(chart.ColumnLabels[column], wide), wide)))));
        for (int y = 0; y < high; y++)
        {
            var line = new StringBuilder();
            foreach (double[,] map in maps)
            {
                int right = y < map.GetLength(0) ? map.GetLength(1) : 0;
                for (int x = 0; x < right; x++)
                    line.Append(double.IsNaN(map[y, x]) ? new string(' ', cell) : Cell(page, map[y, x], cell));
                line.Append(' ', wide - cell * right + Gap);
            }
            page.Line(line.ToString());
        }
        page.Line("");
    }

    private static string Cell(TextPage page, double shade, int columns) =>
        page.Color ? TextPage.OnShade(new string(' ', columns), shade, warm: false) : new string(page.ShadeOf(shade), columns);
}
