using System.Text.Json;
using LlmFromScratch.Plots.Svg;

namespace LlmFromScratch.Plots;

public static partial class PlotlyFigure
{
    /// <summary>The way of each bar through the frames as a line, its true length as a dashed one of the same colour: nothing moves, all is seen at once.</summary>
    private static void Film(Utf8JsonWriter json, FilmstripChart chart)
    {
        json.WriteStartArray("data");
        for (int row = 0; row < chart.Labels.Count; row++)
        {
            int bar = row;
            Line(chart.Labels[bar], "lines+markers", [.. chart.Frames.Select((frame, i) => ((double)i, frame.Values[bar]))], bar, dashed: false);
            if (chart.Truth is not null)
                Line($"{chart.Labels[bar]}, truth", "lines", [(0, chart.Truth[bar]), (Math.Max(1, chart.Frames.Count - 1), chart.Truth[bar])], bar, dashed: true);
        }
        json.WriteEndArray();
        Layout(json, chart, () =>
        {
            json.WriteBoolean("showlegend", true);
            Axis(json, "xaxis", "", () =>
            {
                json.WriteString("tickmode", "array");
                Numbers(json, "tickvals", Enumerable.Range(0, chart.Frames.Count).Select(i => (double)i));
                Strings(json, "ticktext", chart.Frames.Select(frame => Plain(frame.Label)));
            });
            Axis(json, "yaxis", chart.ValueAxis);
        });

        void Line(string name, string mode, (double X, double Y)[] points, int color, bool dashed) => Trace(json, "scatter", name, () =>
        {
            json.WriteString("mode", mode);
            Numbers(json, "x", points.Select(point => point.X));
            Numbers(json, "y", points.Select(point => point.Y));
            if (dashed)
                json.WriteBoolean("showlegend", false);
            json.WriteStartObject("line");
            json.WriteString("color", SvgTheming.Light[SvgTheming.SeriesClass(color)]);
            if (dashed)
                json.WriteString("dash", "dash");
            json.WriteEndObject();
        });
    }
}
