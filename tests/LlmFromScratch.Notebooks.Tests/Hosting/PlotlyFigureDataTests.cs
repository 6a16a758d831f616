using LlmFromScratch.Notebooks.Hosting;

namespace LlmFromScratch.Notebooks.Tests.Hosting;

public class PlotlyFigureDataTests
{
    [Theory]
    [InlineData("""{"data":[{"type":"bar"}],"layout":{"title":{"text":"Next word"}}}""", "Plotly chart \"Next word\": bar")]
    [InlineData("""{"data":[{"type":"bar"},{"type":"scatter"},{"type":"bar"}],"layout":{"title":"Old title"}}""", "Plotly chart \"Old title\": 2 bar, scatter")]
    [InlineData("""{"data":[{"y":[1]}],"layout":{"title":{"text":"<b>P</b>(心)<br>and 1 < 2"}}}""", "Plotly chart \"P(心) and 1 < 2\": scatter")]
    [InlineData("""{"data":[],"layout":{"title":{"text":"&lt;s> &amp; more"}}}""", "Plotly chart \"<s> & more\": no traces")]
    [InlineData("""{"data":[{"type":"pie"}]}""", "Plotly chart: pie")]
    [InlineData("""{"data":[],"layout":{"title":{"font":{}}}}""", "Plotly chart: no traces")]
    [InlineData("""{"data":[{"type":7},3],"layout":{"title":5}}""", "Plotly chart: 2 scatter")]
    public void ToString_Figure_NamesItsTitleAndTraces(string json, string expected) => Assert.Equal(expected, PlotlyFigureData.Parse(json).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{\"data\":[")]
    [InlineData("{\"data\":[NaN]}")]
    [InlineData("{\"data\":{}}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Parse_TextThatIsNoFigure_SaysSo(string? json) =>
        Assert.Contains("Plotly.NET gave for this chart", Assert.Throws<FormatException>(() => PlotlyFigureData.Parse(json)).Message, StringComparison.Ordinal);
}
