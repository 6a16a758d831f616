using System.Text.Json;
using LlmFromScratch.Plots.Svg;

namespace LlmFromScratch.Plots;

public static partial class PlotlyFigure
{
    /// <summary>Dots, one trace for each kind of model, and the floor as a dashed line.</summary>
    private static void Ladder(Utf8JsonWriter json, LadderChart chart)
    {
        string[] names = [.. Distinct([.. chart.Rungs.Select(rung => rung.Name)])];
        json.WriteStartArray("data");
        for (int g = 0; g < chart.Groups.Count; g++)
        {
            int group = g;
            int[] rungs = [.. Enumerable.Range(0, chart.Rungs.Count).Where(i => chart.GroupOf(chart.Rungs[i]) == group)];
            Trace(json, "scatter", chart.Groups[group], () =>
            {
                json.WriteString("mode", "markers");
                Numbers(json, "x", rungs.Select(i => chart.Rungs[i].NatsPerToken));
                Strings(json, "y", rungs.Select(i => names[i]));
                json.WriteStartObject("marker");
                json.WriteString("color", SvgTheming.Light[SvgTheming.SeriesClass(group)]);
                Number(json, "size", 11);
                json.WriteEndObject();
            });
        }
        if (chart.Floor is double floor)
            Trace(json, "scatter", chart.FloorName, () =>
            {
                json.WriteString("mode", "lines");
                Numbers(json, "x", names.Select(_ => floor));
                Strings(json, "y", names);
                json.WriteStartObject("line");
                json.WriteString("color", SvgTheming.Light["ref"]);
                json.WriteString("dash", "dash");
                json.WriteEndObject();
            });
        json.WriteEndArray();
        Layout(json, chart, () =>
        {
            json.WriteBoolean("showlegend", chart.Groups.Count > 1 || chart.Floor is not null);
            Axis(json, "xaxis", chart.ValueAxis);
            Axis(json, "yaxis", "", () =>
            {
                json.WriteString("type", "category");
                json.WriteString("autorange", "reversed");
                json.WriteString("categoryorder", "array");
                Strings(json, "categoryarray", names);
                json.WriteBoolean("automargin", true);
            });
        });
    }
}
