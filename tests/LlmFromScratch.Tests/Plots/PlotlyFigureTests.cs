using System.Text.Json;
using LlmFromScratch.Plots;

namespace LlmFromScratch.Tests.Plots;

public sealed class PlotlyFigureTests
{
    [Fact]
    public void ToJson_AnyExample_IsAFigureWithATitle()
    {
        foreach (Chart chart in Examples.All)
        {
            using JsonDocument figure = JsonDocument.Parse(PlotlyFigure.ToJson(chart));
            Assert.Equal(JsonValueKind.Array, figure.RootElement.GetProperty("data").ValueKind);
            Assert.Equal(JsonValueKind.String, figure.RootElement.GetProperty("layout").GetProperty("title").GetProperty("text").ValueKind);
        }
    }

    [Fact]
    public void ToJson_Bars_OneTraceForEachSeries()
    {
        using JsonDocument figure = JsonDocument.Parse(PlotlyFigure.ToJson(Examples.TwoSeries));
        JsonElement data = figure.RootElement.GetProperty("data");
        Assert.Equal(["truth", "bigram"], data.EnumerateArray().Select(trace => trace.GetProperty("name").GetString()));
        Assert.Equal("h", data[0].GetProperty("orientation").GetString());
        Assert.Equal([0.25, 0.75], data[1].GetProperty("x").EnumerateArray().Select(x => x.GetDouble()));
        Assert.Equal("group", figure.RootElement.GetProperty("layout").GetProperty("barmode").GetString());
    }

    [Fact]
    public void ToJson_SmallBarChart_IsExactlyThis() => Assert.Equal(
        """{"data":[{"type":"bar","orientation":"h","x":[3,1.5],"y":["apple","苹果"],"marker":{"color":"#1669a8"}}],"layout":{"title":{"text":"Counts"},"barmode":"group","showlegend":false,"xaxis":{},"yaxis":{"type":"category","autorange":"reversed","automargin":true}}}""",
        PlotlyFigure.ToJson(Examples.Bars));

    [Fact]
    public void ToJson_EqualLabels_StayApart()
    {
        using JsonDocument figure = JsonDocument.Parse(PlotlyFigure.ToJson(new BarChart("t", ["a", "a", "<s>"], [1.0, 2, 3])));
        Assert.Equal(["a", "a (2)", "&lt;s>"], figure.RootElement.GetProperty("data")[0].GetProperty("y").EnumerateArray().Select(y => y.GetString()));
    }

    [Fact]
    public void ToJson_Heatmap_HasRowsOfValuesAndNullForAGap()
    {
        using JsonDocument figure = JsonDocument.Parse(PlotlyFigure.ToJson(Examples.Heatmap));
        JsonElement trace = Assert.Single(figure.RootElement.GetProperty("data").EnumerateArray().ToArray());
        Assert.Equal("[[1,0.25],[null,0]]", trace.GetProperty("z").GetRawText());
        Assert.Equal(["eat", "苹果"], trace.GetProperty("x").EnumerateArray().Select(x => x.GetString()));
    }

    [Fact]
    public void ToJson_LinesAndScatter_HaveTracesForReferencesAndLabels()
    {
        using JsonDocument lines = JsonDocument.Parse(PlotlyFigure.ToJson(Examples.Lines));
        Assert.Equal(3, lines.RootElement.GetProperty("data").GetArrayLength());
        Assert.Equal("[4,2,null]", lines.RootElement.GetProperty("data")[1].GetProperty("y").GetRawText());
        using JsonDocument scatter = JsonDocument.Parse(PlotlyFigure.ToJson(Examples.Scatter));
        Assert.Equal(["lines", "markers", "text"], scatter.RootElement.GetProperty("data").EnumerateArray().Select(trace => trace.GetProperty("mode").GetString()));
        Assert.Equal("log", scatter.RootElement.GetProperty("layout").GetProperty("yaxis").GetProperty("type").GetString());
    }

    [Fact]
    public void ToJson_TokenText_HasABarForEachToken()
    {
        using JsonDocument figure = JsonDocument.Parse(PlotlyFigure.ToJson(Examples.Text));
        Assert.Equal("[null,1,7,null]", figure.RootElement.GetProperty("data")[0].GetProperty("y").GetRawText());
        Assert.Equal(["I", "eat", "苹果", "。"], figure.RootElement.GetProperty("layout").GetProperty("xaxis").GetProperty("ticktext").EnumerateArray().Select(t => t.GetString()));
    }
}
