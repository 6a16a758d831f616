using LlmFromScratch.Notebooks.Engine;
using LlmFromScratch.Notebooks.Tests.Engine;
using LlmFromScratch.Notebooks.Tests.Support;

namespace LlmFromScratch.Notebooks.Tests.Hosting;

public sealed class PlotlyChartsTests : IAsyncDisposable
{
    private const string Plotly = "application/vnd.plotly.v1+json";
    private const string Html = "text/html";
    private const string Plain = "text/plain";

    private const string Setup = $$""""
        #r "Plotly.NET.dll"
        using Plotly.NET;
        GenericChart ChartWith(PlotlyJSReference reference) => GenericChart.NewChart("""{{PlotlyNetStandIn.Figure}}""", DisplayOptions.init(PlotlyJSReference: reference));
        var chart = ChartWith(PlotlyJSReference.NewCDN("https://example.org/plotly-9.9.9.min.js"));

        """";

    private readonly string folder = Directory.CreateTempSubdirectory("plotly-test-").FullName;
    private readonly CellEngine engine;

    public PlotlyChartsTests() => engine = new CellEngine(new CellEngineOptions { Folder = folder, AllowDownload = false });

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Run_CellThatEndsInAChart_ShowsItAsFigureHtmlAndText()
    {
        var shown = await ShowAsync("chart");
        Assert.Equal([Plotly, Html, Plain], shown.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(PlotlyNetStandIn.Figure, shown[Plotly]);
        Assert.Equal("Plotly chart \"Next word\": bar", shown[Plain]);
        Assert.Contains("<strong>Next word</strong>", shown[Html], StringComparison.Ordinal);
        Assert.Contains("https://example.org/plotly-9.9.9.min.js", shown[Html], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NewRequire(\"https://example.org/plotly\")", "var address = \"https://example.org/plotly.js\"")]
    [InlineData("NewCDN(\"\")", "var address = \"https://cdn.plot.ly/plotly-2.27.1.min.js\"")]
    [InlineData("Full", "var address = \"https://cdn.plot.ly/plotly-2.27.1.min.js\"")] // the stand-in has no script in it
    [InlineData("NoReference", "var address = null")]
    public async Task Run_ChartThatSaysWhereItsScriptIs_LoadsItFromThere(string reference, string expected) =>
        Assert.Contains(expected, (await ShowAsync($"ChartWith(PlotlyJSReference.{reference})"))[Html], StringComparison.Ordinal);

    [Fact]
    public async Task Run_ListOfCharts_ShowsEach()
    {
        var shown = await ShowAsync("new[] { chart, chart }");
        Assert.Equal(2, shown[Html].Split("<div data-plotly-chart=").Length - 1);
        Assert.Contains("Plotly chart \"Next word\": bar", shown[Plain], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DisplayInOneForm_ShowsThatForm() =>
        Assert.Equal(PlotlyNetStandIn.Figure, Assert.Single(await ShowAsync($"display(chart, \"{Plotly}\");")).Value);

    [Fact]
    public async Task Run_CellWithItsOwnFormatter_IsFollowed()
    {
        var shown = await ShowAsync("Microsoft.DotNet.Interactive.Formatting.Formatter.Register<GenericChart>((c, writer) => writer.Write(\"mine\"), \"text/html\");\nchart");
        Assert.Equal("mine", shown[Html]);
        Assert.Equal(PlotlyNetStandIn.Figure, shown[Plotly]);
    }

    [Fact]
    public async Task Run_ChartThatCannotGiveItsFigure_FailsWithItsOwnException()
    {
        CompiledAssembly.Write(folder, "Plotly.NET", PlotlyNetStandIn.Source);
        var error = await engine.RunAsync(Setup + "GenericChart.NewMultiChart()", "1", new RecordedEvents(), allowInput: false);
        Assert.Equal("System.InvalidOperationException", error!.Name);
        Assert.Contains("no such value", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ChartOfVersion4_ShowsItAsFigureHtmlAndText()
    {
        PlotlyNetStandIn.WriteVersion4(folder);
        var shown = await RunAsync("#r \"Plotly.NET.dll\"\nusing Plotly.NET;\nnew GenericChart.GenericChart()");
        Assert.Equal([Plotly, Html, Plain], shown.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Plotly chart: pie", shown[Plain]);
        Assert.Contains("plotly-2.27.1.min.js", shown[Html], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TypeOfThatNameWithoutTheFunctions_ShowsAsAnyOtherValue()
    {
        CompiledAssembly.Write(folder, "Plotly.NET", PlotlyNetStandIn.SourceOfAnother);
        var shown = await RunAsync("#r \"Plotly.NET.dll\"\nnew Plotly.NET.GenericChart()");
        Assert.Equal([Html, Plain], shown.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("Value: 5", shown[Plain], StringComparison.Ordinal);
    }

    private async Task<IReadOnlyDictionary<string, string>> ShowAsync(string expression)
    {
        CompiledAssembly.Write(folder, "Plotly.NET", PlotlyNetStandIn.Source);
        return await RunAsync(Setup + expression);
    }

    private async Task<IReadOnlyDictionary<string, string>> RunAsync(string code)
    {
        var events = new RecordedEvents();
        var error = await engine.RunAsync(code, "1", events, allowInput: false);
        Assert.True(error is null, error?.Message);
        return Assert.Single(events.Displayed);
    }
}
