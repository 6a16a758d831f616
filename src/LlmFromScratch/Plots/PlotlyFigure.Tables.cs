using System.Text.Json;
using LlmFromScratch.Plots.Svg;

namespace LlmFromScratch.Plots;

public static partial class PlotlyFigure
{
    /// <summary>Plotly has no running text with grounds of its own, so the tokens stand in a table.</summary>
    private static void Sequence(Utf8JsonWriter json, TokenSequenceChart chart) => Table(json, chart, ["", "token", "id"],
        [.. chart.Tokens.Select((token, t) => (string[])[FormattableString.Invariant($"{t + 1}"), token.Label, FormattableString.Invariant($"{token.Id}")])], column => column != 1);

    private static void Table(Utf8JsonWriter json, Chart chart, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, Func<int, bool> isNumeric)
    {
        string[] align = [.. columns.Select((_, column) => isNumeric(column) ? "right" : "left")];
        json.WriteStartArray("data");
        Trace(json, "table", "", () =>
        {
            json.WriteStartObject("header");
            Strings(json, "values", columns.Select(Plain));
            Strings(json, "align", align);
            json.WriteEndObject();
            json.WriteStartObject("cells");
            json.WriteStartArray("values"); // by columns
            for (int column = 0; column < columns.Count; column++)
            {
                json.WriteStartArray();
                foreach (IReadOnlyList<string> row in rows)
                    json.WriteStringValue(Plain(row[column]));
                json.WriteEndArray();
            }
            json.WriteEndArray();
            Strings(json, "align", align);
            json.WriteEndObject();
        });
        json.WriteEndArray();
        Layout(json, chart, () => { });
    }

    /// <summary>Lines from each merged piece to its parts, and the pieces as texts on them.</summary>
    private static void Tree(Utf8JsonWriter json, MergeTreeChart chart)
    {
        int[] levels = chart.Levels();
        double X(int node) => (chart.Spans[node].From + chart.Spans[node].To - 1) / 2.0;
        var lines = new List<(double X, double Y)>();
        for (int n = chart.Leaves; n < chart.Nodes.Count; n++)
            foreach (int part in new[] { chart.Nodes[n].Left, chart.Nodes[n].Right })
                lines.AddRange([(X(n), levels[n]), (X(part), levels[part]), (double.NaN, double.NaN)]);
        WordsOnLines(json, chart, ("merges", lines), "tokens", [.. levels.Select((level, n) => (X(n), (double)level))], chart.Nodes.Select(node => node.Label),
            chart.Nodes.Select(node => FormattableString.Invariant($"id {node.Id}") + (node.Merge is int merge ? FormattableString.Invariant($", merge {merge}") : "")));
    }
}
