using LlmFromScratch.Plots;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;
using Chart = LlmFromScratch.Plots.Chart;

namespace LlmFromScratch.Interactive.Tests;

/// <summary>The script that turns our charts into Plotly.NET's, against stand-ins for its types (<c>PlotlyNetStandIn.cs</c>).</summary>
public sealed class PlotlyNetScriptTests
{
    private static readonly Lazy<Script<object>> s_script = new(() => CSharpScript.Create<object>(File.ReadAllText(ScriptPath()),
        ScriptOptions.Default.WithReferences(typeof(Chart).Assembly, typeof(GenericChart).Assembly, typeof(System.Text.Json.JsonDocument).Assembly, typeof(Enumerable).Assembly),
        globalsType: typeof(Globals)));

    [Theory]
    [MemberData(nameof(LlmNotebookTests.EveryKind), MemberType = typeof(LlmNotebookTests))]
    public async Task ToPlotlyNet_AnyChart_HasTheTracesOfItsFigure(Chart chart)
    {
        GenericChart plotly = await Run(chart);
        Assert.NotEmpty(plotly.Traces);
        Assert.Equal(chart.Title + (chart.Subtitle.Length > 0 ? $" ({chart.Subtitle})" : ""), ((Title)plotly.Layout.Properties["title"]!).Properties["text"]);
        if (plotly.Traces[0].type == "table")
            Assert.IsType<TableCells>(plotly.Traces[0].Properties["cells"]);
        else
            Assert.IsType<LinearAxis>(plotly.Layout.Properties["xaxis"]);
    }

    [Fact]
    public async Task ToPlotlyNet_Bars_HaveTheirNumbersAndLabels()
    {
        GenericChart plotly = await Run(new BarChart("t", ["apple", "苹果"], [new("truth", [0.375, 0.625]), new("bigram", [0.5, 0.5])]));
        Assert.Equal(["bar", "bar"], plotly.Traces.Select(trace => trace.type));
        Assert.Equal("truth", plotly.Traces[0].Properties["name"]);
        Assert.Equal(new object[] { 0.375, 0.625 }, plotly.Traces[0].Properties["x"]);
        Assert.Equal(new object[] { "apple", "苹果" }, plotly.Traces[0].Properties["y"]);
    }

    [Fact]
    public async Task ToPlotlyNet_Heatmap_HasRowsAndGaps()
    {
        GenericChart plotly = await Run(HeatmapChart.Of("t", ["a", "b"], ["c"], new[,] { { 0.5 }, { double.NaN } }));
        object?[] rows = Assert.IsType<object?[]>(plotly.Traces[0].Properties["z"]);
        Assert.Equal(new object[] { 0.5 }, rows[0]);
        Assert.Equal(new object?[] { null }, rows[1]);
    }

    private static async Task<GenericChart> Run(Chart chart) =>
        (GenericChart)(await s_script.Value.ContinueWith("Chart.ToPlotlyNet()").RunAsync(new Globals { Chart = chart })).ReturnValue;

    private static string ScriptPath() => Path.Combine(AppContext.BaseDirectory, "plotly-net.csx"); // put there by the build

    /// <summary>What the script's last line sees.</summary>
    public sealed class Globals
    {
        /// <summary>The chart to turn.</summary>
        public required Chart Chart { get; init; }
    }
}
