using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LlmFromScratch.Plots.Svg;

namespace LlmFromScratch.Plots;

/// <summary>Charts as Plotly figures: the JSON of <c>application/vnd.plotly.v1+json</c>, which VS Code and JupyterLab draw, and plotly.js anywhere.</summary>
/// <remarks>
/// The format is plotly.js's own: an object with "data", an array of traces, and "layout". Numbers are rounded to nine digits, so that the same chart gives
/// the same bytes on every machine; what is not a number is null, which Plotly shows as a gap. A shaded text, which Plotly does not have, becomes one bar for each token,
/// and a text cut into tokens a table.
/// </remarks>
public static partial class PlotlyFigure
{
    /// <summary>The type by which notebooks know such JSON.</summary>
    public const string MimeType = "application/vnd.plotly.v1+json";

    /// <summary>The figure of a chart.</summary>
    public static string ToJson(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            switch (chart)
            {
                case BarChart bars: Bars(json, bars); break;
                case HeatmapChart heatmap: Heatmap(json, heatmap); break;
                case LineChart lines: XY(json, chart, XYPlot.Of(lines)); break;
                case ScatterChart scatter: XY(json, chart, XYPlot.Of(scatter)); break;
                case TokenTextChart text: Tokens(json, text); break;
                case TokenSequenceChart sequence: Sequence(json, sequence); break;
                case TableChart table: Table(json, table, table.Columns, table.Rows, column => table.IsNumeric(column)); break;
                case MergeTreeChart tree: Tree(json, tree); break;
                case GraphChart graph: Graph(json, graph); break;
                case HeatmapGridChart grid: HeatmapGrid(json, grid); break;
                case ArcChart arcs: Arcs(json, arcs); break;
                case FilmstripChart film: Film(json, film); break;
                case LadderChart ladder: Ladder(json, ladder); break;
                default: throw new ArgumentException($"there is no Plotly figure of a {chart.GetType().Name}", nameof(chart));
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Bars(Utf8JsonWriter json, BarChart chart)
    {
        json.WriteStartArray("data");
        for (int s = 0; s < chart.Series.Count; s++)
        {
            Series one = chart.Series[s];
            Trace(json, "bar", one.Name, () =>
            {
                json.WriteString("orientation", "h");
                Numbers(json, "x", one.Values);
                Strings(json, "y", Distinct(chart.Labels));
                json.WriteStartObject("marker");
                json.WriteString("color", SvgTheming.Light[SvgTheming.SeriesClass(s, one.IsReference)]);
                if (chart.OtherIndex is int other)
                    Numbers(json, "opacity", Enumerable.Range(0, chart.Labels.Count).Select(i => i == other ? 0.4 : 1));
                json.WriteEndObject();
            });
        }
        json.WriteEndArray();
        Layout(json, chart, () =>
        {
            json.WriteString("barmode", "group");
            json.WriteBoolean("showlegend", chart.Series.Count > 1);
            Axis(json, "xaxis", chart.ValueAxis);
            Axis(json, "yaxis", "", () =>
            {
                json.WriteString("type", "category");
                json.WriteString("autorange", "reversed");
                json.WriteBoolean("automargin", true);
            });
        });
    }

    private static void Heatmap(Utf8JsonWriter json, HeatmapChart chart)
    {
        json.WriteStartArray("data");
        Trace(json, "heatmap", chart.ValueAxis, () =>
        {
            Strings(json, "x", Distinct(chart.ColumnLabels));
            Strings(json, "y", Distinct(chart.RowLabels));
            json.WriteStartArray("z");
            foreach (IReadOnlyList<double> row in chart.Values)
                Numbers(json, null, row);
            json.WriteEndArray();
            if (chart.Texts is not null)
            {
                json.WriteStartArray("text");
                foreach (IReadOnlyList<string> row in chart.Texts)
                {
                    json.WriteStartArray();
                    foreach (string text in row)
                        json.WriteStringValue(Plain(text));
                    json.WriteEndArray();
                }
                json.WriteEndArray();
                json.WriteString("texttemplate", "%{text}");
            }
            Number(json, "zmin", chart.ScaleStart);
            Number(json, "zmax", chart.ScaleEnd);
            Shades(json);
            Title(json, "colorbar", chart.ValueAxis);
        });
        json.WriteEndArray();
        Layout(json, chart, () =>
        {
            Axis(json, "xaxis", chart.ColumnAxis, () => json.WriteString("type", "category"));
            Axis(json, "yaxis", chart.RowAxis, () =>
            {
                json.WriteString("type", "category");
                json.WriteString("autorange", "reversed");
                json.WriteBoolean("automargin", true);
            });
        });
    }

    private static void XY(Utf8JsonWriter json, Chart chart, XYPlot plot)
    {
        json.WriteStartArray("data");
        foreach (Layer layer in plot.Layers)
            PointTrace(json, layer.Series.Name, layer.Kind == LayerKind.Dots ? "markers" : "lines", [.. layer.Series.Points], layer.Kind == LayerKind.Reference, Math.Max(0, layer.Color));
        double[] ends = [plot.AllX.DefaultIfEmpty(0).Min(), plot.AllX.DefaultIfEmpty(1).Max()];
        foreach (ReferenceLine level in plot.Levels)
            PointTrace(json, level.Name, "lines", [new(ends[0], level.Y), new(ends[1], level.Y)], isReference: true, 0);
        if (plot.Labels.Count > 0)
            Trace(json, "scatter", "labels", () =>
            {
                json.WriteString("mode", "text");
                Numbers(json, "x", plot.Labels.Select(label => label.Point.X));
                Numbers(json, "y", plot.Labels.Select(label => label.Point.Y));
                Strings(json, "text", plot.Labels.Select(label => Plain(label.Text)));
                json.WriteString("textposition", "top right");
                json.WriteBoolean("showlegend", false);
            });
        json.WriteEndArray();
        Layout(json, chart, () =>
        {
            json.WriteBoolean("showlegend", plot.Layers.Count + plot.Levels.Count > 1);
            Axis(json, "xaxis", plot.X.Name, () => json.WriteString("type", plot.X.Logarithmic ? "log" : "linear"));
            Axis(json, "yaxis", plot.Y.Name, () => json.WriteString("type", plot.Y.Logarithmic ? "log" : "linear"));
        });
    }

    private static void PointTrace(Utf8JsonWriter json, string name, string mode, IReadOnlyList<Point> points, bool isReference, int color) => Trace(json, "scatter", name, () =>
    {
        json.WriteString("mode", mode);
        Numbers(json, "x", points.Select(point => point.X));
        Numbers(json, "y", points.Select(point => point.Y));
        json.WriteStartObject(mode == "lines" ? "line" : "marker");
        json.WriteString("color", SvgTheming.Light[SvgTheming.SeriesClass(color, isReference)]);
        if (isReference)
            json.WriteString("dash", "dash");
        json.WriteEndObject();
    });

    private static void Tokens(Utf8JsonWriter json, TokenTextChart chart)
    {
        json.WriteStartArray("data");
        Trace(json, "bar", chart.ValueAxis, () =>
        {
            Numbers(json, "x", Enumerable.Range(0, chart.Tokens.Count).Select(t => (double)t));
            Numbers(json, "y", chart.Tokens.Select(token => token.Value));
            Strings(json, "text", chart.Tokens.Select(chart.ValueOf));
            json.WriteStartObject("marker");
            json.WriteString("color", SvgTheming.Light["warm"]);
            json.WriteEndObject();
        });
        json.WriteEndArray();
        Layout(json, chart, () =>
        {
            Axis(json, "xaxis", "", () =>
            {
                json.WriteString("tickmode", "array");
                Numbers(json, "tickvals", Enumerable.Range(0, chart.Tokens.Count).Select(t => (double)t));
                Strings(json, "ticktext", chart.Tokens.Select(token => Plain(chart.LabelOf(token))));
            });
            Axis(json, "yaxis", chart.ValueAxis);
        });
    }

    private static void Trace(Utf8JsonWriter json, string type, string name, Action write)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        if (name.Length > 0)
            json.WriteString("name", Plain(name));
        write();
        json.WriteEndObject();
    }

    private static void Layout(Utf8JsonWriter json, Chart chart, Action write)
    {
        json.WriteStartObject("layout");
        Title(json, null, chart.Title + (chart.Subtitle.Length > 0 ? $" ({chart.Subtitle})" : ""));
        write();
        json.WriteEndObject();
    }

    private static void Axis(Utf8JsonWriter json, string name, string title, Action? write = null)
    {
        json.WriteStartObject(name);
        if (title.Length > 0)
            Title(json, null, title);
        write?.Invoke();
        json.WriteEndObject();
    }

    private static void Title(Utf8JsonWriter json, string? owner, string text)
    {
        if (owner is not null)
            json.WriteStartObject(owner);
        json.WriteStartObject("title");
        json.WriteString("text", Plain(text));
        json.WriteEndObject();
        if (owner is not null)
            json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, string? name, IEnumerable<double> values)
    {
        if (name is null)
            json.WriteStartArray();
        else
            json.WriteStartArray(name);
        foreach (double value in values)
            if (double.IsFinite(value))
                json.WriteNumberValue(Rounded(value));
            else
                json.WriteNullValue();
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double value) => json.WriteNumber(name, Rounded(value));

    /// <summary>Nine digits: the last ones of a logarithm may differ between machines.</summary>
    private static double Rounded(double value)
    {
        double rounded = double.Parse(value.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return double.IsFinite(rounded) ? rounded : value;
    }

    /// <summary>Plotly reads some HTML in its texts; a token such as &lt;s&gt; is to be shown, not obeyed.</summary>
    private static string Plain(string text) => TextRepair(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    /// <summary>Half surrogate pairs cannot be written as UTF-8.</summary>
    private static string TextRepair(string text) => string.Concat(text.EnumerateRunes());

    /// <summary>Plotly would lay bars of one name over each other, so later ones are numbered: a, b, a (2).</summary>
    private static IEnumerable<string> Distinct(IReadOnlyList<string> labels)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string label in labels)
        {
            string name = Plain(label);
            for (int copy = 2; !seen.Add(name); copy++)
                name = string.Create(CultureInfo.InvariantCulture, $"{Plain(label)} ({copy})");
            yield return name;
        }
    }
}
