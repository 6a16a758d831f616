using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>A figure for plotly.js.</summary>
/// <param name="Json">An object with <c>data</c>, an array of traces, <c>layout</c> and, if there is one, <c>config</c>.</param>
/// <param name="Title">What it says above the picture, without markup; empty if nothing.</param>
/// <param name="Traces">The type of each trace, such as <c>bar</c>.</param>
internal sealed partial record PlotlyFigureData(string Json, string Title, IReadOnlyList<string> Traces)
{
    public const string MimeType = "application/vnd.plotly.v1+json";

    /// <exception cref="FormatException">The text is not a figure.</exception>
    public static PlotlyFigureData Parse(string? json)
    {
        try
        {
            using var figure = JsonDocument.Parse(json ?? "");
            if (Part(figure.RootElement, "data") is { ValueKind: JsonValueKind.Array } data)
                return new PlotlyFigureData(json!, TitleOf(figure.RootElement), [.. data.EnumerateArray().Select(TypeOf)]);
        }
        catch (JsonException e)
        {
            throw new FormatException($"Plotly.NET gave for this chart a text that is not JSON ({e.Message}); show it with chart.Show() or as GenericChart.toEmbeddedHTML(chart) instead.", e);
        }

        throw new FormatException("Plotly.NET gave for this chart JSON that has no list of traces, \"data\"; expected {\"data\": [...], \"layout\": {...}}.");
    }

    /// <summary>The figure in a line: <c>Plotly chart "Next word": 2 bar, scatter</c>.</summary>
    public override string ToString()
    {
        var traces = string.Join(", ", Traces.CountBy(type => type).Select(one => one.Value == 1 ? one.Key : $"{one.Value} {one.Key}"));
        return $"Plotly chart{(Title.Length == 0 ? "" : $" \"{Title}\"")}: {(traces.Length == 0 ? "no traces" : traces)}";
    }

    // plotly.js takes a title as an object with a text, and in older figures as that text.
    private static string TitleOf(JsonElement figure)
    {
        if (Part(figure, "layout") is not { } layout || Part(layout, "title") is not { } title)
            return "";
        var text = title.ValueKind == JsonValueKind.String ? title : Part(title, "text");
        return text is { ValueKind: JsonValueKind.String } found ? Words(found.GetString()!) : "";
    }

    private static string Words(string markup)
    {
        var text = Markup().Replace(markup, tag => tag.Value.StartsWith("<br", StringComparison.OrdinalIgnoreCase) ? " " : "");
        return Spaces().Replace(WebUtility.HtmlDecode(text), " ").Trim();
    }

    private static string TypeOf(JsonElement trace) =>
        Part(trace, "type") is { ValueKind: JsonValueKind.String } type ? type.GetString()! : "scatter"; // plotly.js's own default

    private static JsonElement? Part(JsonElement whole, string name) =>
        whole.ValueKind == JsonValueKind.Object && whole.TryGetProperty(name, out var part) ? part : null;

    [GeneratedRegex("</?[A-Za-z][^<>]*>")] // <b>, <i>, <br>, <span style=...>
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
