// Our charts as Plotly.NET charts, to restyle, combine and export. In a notebook, after the cell that sets up the course:
//
//     #r "nuget: Plotly.NET, 5.1.0"
//     #r "nuget: Plotly.NET.Interactive, 5.0.0"        (so that the chart shows)
//
//     #load "../plotly-net.csx"
//
//     chart.ToPlotlyNet()
//
// Both libraries have a type called Chart, so this file writes the names of ours in full.
// Every chart of the course has its Plotly figure already (PlotlyFigure); here its JSON becomes Plotly.NET's own objects.

using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;

/// <summary>The chart as a Plotly.NET chart: one trace for each series, and its layout.</summary>
static GenericChart ToPlotlyNet(this LlmFromScratch.Plots.Chart chart)
{
    using JsonDocument figure = JsonDocument.Parse(LlmFromScratch.Plots.PlotlyFigure.ToJson(chart));
    var traces = new List<Plotly.NET.Trace>();
    foreach (JsonElement data in figure.RootElement.GetProperty("data").EnumerateArray())
    {
        var trace = new Plotly.NET.Trace(data.GetProperty("type").GetString());
        foreach (JsonProperty property in data.EnumerateObject().Where(property => property.Name != "type"))
            trace.SetValue(property.Name, PlotlyNetValue(property));
        traces.Add(trace);
    }
    var layout = new Plotly.NET.Layout();
    foreach (JsonProperty property in figure.RootElement.GetProperty("layout").EnumerateObject())
        layout.SetValue(property.Name, PlotlyNetValue(property));
    return GenericChart.addLayout(layout, GenericChart.ofTraceObjects(true, traces));
}

// The parts that have a type in Plotly.NET get it, so that its own methods (WithXAxisStyle, WithMarkerStyle, WithTitle) find them.
static object PlotlyNetValue(JsonProperty property)
{
    if (property.Value.ValueKind != JsonValueKind.Object)
        return PlotlyNetPlain(property.Value);
    DynamicObj.DynamicObj part = property.Name switch
    {
        "xaxis" or "yaxis" => new LinearAxis(),
        "marker" => new Marker(),
        "line" => new Plotly.NET.Line(),
        "title" => new Plotly.NET.Title(),
        "colorbar" => new ColorBar(),
        "header" or "cells" => new TableCells(), // of a table; one type for both
        _ => throw new System.NotSupportedException($"plotly-net.csx does not know the part \"{property.Name}\" of a Plotly figure"),
    };
    foreach (JsonProperty inner in property.Value.EnumerateObject())
        part.SetValue(inner.Name, PlotlyNetValue(inner));
    return part;
}

static object PlotlyNetPlain(JsonElement value) => value.ValueKind switch
{
    JsonValueKind.Array => value.EnumerateArray().Select(PlotlyNetPlain).ToArray(),
    JsonValueKind.String => value.GetString(),
    JsonValueKind.Number => value.GetDouble(),
    JsonValueKind.True => true,
    JsonValueKind.False => false,
    _ => null,
};
