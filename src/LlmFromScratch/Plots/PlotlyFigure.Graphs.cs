using System.Text.Json;
using LlmFromScratch.Plots.Svg;

namespace LlmFromScratch.Plots;

public static partial class PlotlyFigure
{
    /// <summary>Lines from each input to what was made from it, and the nodes as texts on them.</summary>
    private static void Graph(Utf8JsonWriter json, GraphChart chart)
    {
        var layout = new GraphLayout(chart, [.. chart.Nodes.Select(_ => 1.0)], 0.5);
        var lines = new List<(double X, double Y)>();
        foreach (int[] path in layout.Paths.SelectMany(paths => paths))
            lines.AddRange([.. path.Select(stop => ((double)layout.LayerOf(stop), -layout.Center(stop))), (double.NaN, double.NaN)]);
        json.WriteStartArray("data");
        Trace(json, "scatter", "uses", () =>
        {
            json.WriteString("mode", "lines");
            Numbers(json, "x", lines.Select(point => point.X));
            Numbers(json, "y", lines.Select(point => point.Y));
            json.WriteString("hoverinfo", "skip");
            json.WriteStartObject("line");
            json.WriteString("color", SvgTheming.Light["ref"]);
            json.WriteEndObject();
        });
        Trace(json, "scatter", "nodes", () =>
        {
            json.WriteString("mode", "text");
            Numbers(json, "x", layout.Layers.Select(layer => (double)layer));
            Numbers(json, "y", Enumerable.Range(0, chart.Nodes.Count).Select(n => -layout.Center(n)));
            Strings(json, "text", chart.Nodes.Select(node => Plain(string.Join(" ", new[] { node.Label, node.Operation }.Where(part => part.Length > 0)))));
            Strings(json, "hovertext", chart.Nodes.Select(node => Plain(string.Join(", ", node.Lines))));
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
