using System.Text.RegularExpressions;
using LlmFromScratch.Notebooks.Hosting;

namespace LlmFromScratch.Notebooks.Tests.Hosting;

public class PlotlyHtmlTests
{
    private static readonly PlotlyFigureData Figure = PlotlyFigureData.Parse(
        """{"data":[{"type":"bar","y":["</script><script>alert(1)</script>","<!--"]}],"layout":{"title":{"text":"a & <b>b</b> \"c\""}}}""");

    [Fact]
    public void Write_WithAnAddress_HasWordsBeforeAnyScriptRunsAndLoadsFromThere()
    {
        var html = PlotlyHtml.Write(Figure, PlotlyScript.Default);
        Assert.Contains("<strong>a &amp; b &quot;c&quot;</strong> (Plotly chart: bar)", html, StringComparison.Ordinal);
        Assert.Contains("var address = \"https://cdn.plot.ly/plotly-2.27.1.min.js\";", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TextsThatWouldEndTheScript_AreEscaped()
    {
        var html = PlotlyHtml.Write(Figure, new PlotlyScript(null, "/* </SCRIPT> */ this.Plotly = {};"));
        Assert.Single(Regex.Matches(html, "<script", RegexOptions.IgnoreCase));
        Assert.Single(Regex.Matches(html, "</script", RegexOptions.IgnoreCase));
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
        Assert.Contains("\\u003c/script>\\u003cscript>alert(1)", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SameFigureAgain_IsEqualAndAnotherIsNot()
    {
        Assert.Equal(PlotlyHtml.Write(Figure, PlotlyScript.Default), PlotlyHtml.Write(Figure, PlotlyScript.Default));
        var other = PlotlyFigureData.Parse("""{"data":[]}""");
        Assert.NotEqual(Mark(PlotlyHtml.Write(Figure, PlotlyScript.Default)), Mark(PlotlyHtml.Write(other, PlotlyScript.Default)));
    }

    [Fact]
    public void Write_WithTheScript_CarriesItWhereNoModuleLoaderSeesIt()
    {
        var html = PlotlyHtml.Write(Figure, new PlotlyScript(null, "self.Plotly = {};"));
        Assert.Contains("window.Plotly || (function (define, exports, module) {\nself.Plotly = {};\n}).call(window);", html, StringComparison.Ordinal);
        Assert.Contains("var address = null;", html, StringComparison.Ordinal);
    }

    private static string Mark(string html) => Regex.Match(html, "data-plotly-chart=\"([0-9a-f]{16})\"").Groups[1].Value;
}
