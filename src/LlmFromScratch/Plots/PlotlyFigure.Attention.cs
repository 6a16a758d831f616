using System.Text.Json;
using LlmFromScratch.Plots.Svg;

namespace LlmFromScratch.Plots;

public static partial class PlotlyFigure
{
    private const int CurvePoints = 24;

    /// <summary>The maps as one heatmap, gaps between them: it can be zoomed into as a whole.</summary>
    private static void HeatmapGrid(Utf8JsonWriter json, HeatmapGridChart chart)
    {
        int rows = chart.RowLabels.Count, columns = chart.ColumnLabels.Count;
        int[] heights = [.. chart.Maps.Select(row => row.Select(map => map.GetLength(0)).DefaultIfEmpty(0).Max())];
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => chart.Maps.Select(row => row[column].GetLength(1)).DefaultIfEmpty(0).Max())];
        int[] Starts(int[] sizes) => [.. Enumerable.Range(0, sizes.Length).Select(i => sizes.Take(i).Sum() + i)]; // one empty cell between two
        int[] tops = Starts(heights), lefts = Starts(widths);
        int high = rows == 0 ? 0 : tops[^1] + heights[^1], wide = columns == 0 ? 0 : lefts[^1] + widths[^1];
        var cells = new double[high, wide];
        for (int y = 0; y < high; y++)
            for (int x = 0; x < wide; x++)
                cells[y, x] = double.NaN;
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                for (int y = 0; y < chart.Maps[row][column].GetLength(0); y++)
                    for (int x = 0; x < chart.Maps[row][column].GetLength(1); x++)
                        cells[tops[row] + y, lefts[column] + x] = chart.Maps[row][column][y, x];
        json.WriteStartArray("data");
        Trace(json, "heatmap", chart.ValueAxis, () =>
        {
            json.WriteStartArray("z");
            for (int y = 0; y < high; y++)
                Numbers(json, null, Enumerable.Range(0, wide).Select(x => cells[y, x]));
            json.WriteEndArray();
            Number(json, "zmin", 0);
            Number(json, "zmax", chart.ScaleEnd);
            Shades(json);
            Title(json, "colorbar", chart.ValueAxis);
        });
        json.WriteEndArray();
        Layout(json, chart, () =>
        {
            Axis(json, "xaxis", "", () => Named([.. lefts.Zip(widths, (start, size) => start + (size - 1) / 2.0)], chart.ColumnLabels));
            Axis(json, "yaxis", "", () =>
            {
                Named([.. tops.Zip(heights, (start, size) => start + (size - 1) / 2.0)], chart.RowLabels);
                json.WriteString("autorange", "reversed");
                json.WriteBoolean("automargin", true);
            });
        });

        void Named(double[] places, IReadOnlyList<string> labels)
        {
            json.WriteString("tickmode", "array");
            Numbers(json, "tickvals", places);
            Strings(json, "ticktext", labels.Select(Plain));
        }
    }

    /// <summary>From paper to the deepest shade.</summary>
    private static void Shades(Utf8JsonWriter json)
    {
        json.WriteStartArray("colorscale");
        foreach ((double place, string color) in new[] { (0.0, "#ffffff"), (1.0, SvgTheming.Light["shade"]) })
        {
            json.WriteStartArray();
            json.WriteNumberValue(place);
            json.WriteStringValue(color);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    /// <summary>Words on one line, a half ellipse for each arc above them.</summary>
    private static void Arcs(Utf8JsonWriter json, ArcChart chart)
    {
        json.WriteStartArray("data");
        foreach (Arc arc in chart.Drawn)
            Trace(json, "scatter", chart.NameOf(arc.Group), () =>
            {
                json.WriteString("mode", "lines");
                IEnumerable<double> angles = Enumerable.Range(0, CurvePoints + 1).Select(i => Math.PI * i / CurvePoints);
                double middle = (arc.From + arc.To) / 2.0, half = arc.From == arc.To ? 0.2 : (arc.To - arc.From) / 2.0;
                Numbers(json, "x", angles.Select(angle => middle - half * Math.Cos(angle)));
                Numbers(json, "y", angles.Select(angle => Math.Max(0, Math.Abs(half) * Math.Sin(angle))));
                Number(json, "opacity", 0.3 + 0.6 * Math.Min(1, arc.Weight));
                json.WriteString("hovertext", Plain(chart.Say(arc)));
                json.WriteString("hoverinfo", "text");
                json.WriteStartObject("line");
                json.WriteString("color", SvgTheming.Light[SvgTheming.SeriesClass(arc.Group)]);
                Number(json, "width", 1 + 6 * Math.Min(1, arc.Weight));
                json.WriteEndObject();
            });
        Trace(json, "scatter", "words", () =>
        {
            json.WriteString("mode", "text");
            Numbers(json, "x", chart.Words.Select((_, w) => (double)w));
            Numbers(json, "y", chart.Words.Select(_ => 0.0));
            Strings(json, "text", chart.Words.Select(Plain));
            json.WriteString("textposition", "bottom center");
        });
        json.WriteEndArray();
        Layout(json, chart, () =>
        {
            json.WriteBoolean("showlegend", false);
            Axis(json, "xaxis", "", () => json.WriteBoolean("visible", false));
            Axis(json, "yaxis", "", () => json.WriteBoolean("visible", false));
        });
    }
}
