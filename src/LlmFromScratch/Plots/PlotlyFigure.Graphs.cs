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
        WordsOnLines(json, chart, ("uses", lines), "nodes", [.. chart.Nodes.Select((_, n) => ((double)layout.LayerOf(n), -layout.Center(n)))],
            chart.Nodes.Select(node => string.Join(" ", new[] { node.Label, node.Operation }.Where(part => part.Length > 0))),
            chart.Nodes.Select(node => string.Join(", ", node.Lines)));
    }

    /// <summary>Words that lines join, without axes. A gap in the lines is a point that is not a number.</summary>
    private static void WordsOnLines(Utf8JsonWriter json, Chart chart, (string Name, IReadOnlyList<(double X, double Y)> Points) lines,
        string name, IReadOnlyList<(double X, double Y)> places, IEnumerable<string> words, IEnumerable<string> tooltips)
    {
        json.WriteStartArray("data");
        Trace(json, "scatter", lines.Name, () =>
        {
            json.WriteString("mode", "lines");
            Numbers(json, "x", lines.Points.Select(point => point.X));
            Numbers(json, "y", lines.Points.Select(point => point.Y));
            json.WriteString("hoverinfo", "skip");
            json.WriteStartObject("line");
            json.WriteString("color", SvgTheming.Light["ref"]);
            json.WriteEndObject();
        });
        Trace(json, "scatter", name, () =>
        {
            json.WriteString("mode", "text");
            Numbers(json, "x", places.Select(place => place.X));
            Numbers(json, "y", places.Select(place => place.Y));
            Strings(json, "text", words.Select(Plain));
            Strings(json, "hovertext", tooltips.Select(Plain));
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
