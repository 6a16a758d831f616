using System.Xml.Linq;
using LlmFromScratch.Plots;

namespace LlmFromScratch.Tests.Plots;

public sealed class AttentionChartTests
{
    private static readonly string[] s_words = ["<s>", "Anna", " has", "it"];

    private static readonly double[,] s_weights =
    {
        { 1, 9, 9, 9 }, // what is later than the one who looks is not read
        { 0.5, 0.5, 9, 9 },
        { 0.02, 0.9, 0.08, 9 },
        { 0.1, 0.7, 0.2, 0 },
    };

    [Fact]
    public void Map_OfAHead_LeavesTheFutureBlank()
    {
        HeatmapChart map = AttentionChart.Map(s_words, s_weights, "layer 1, head 1");
        Assert.Equal(["<s>", "Anna", "␣has", "it"], map.RowLabels);
        Assert.Equal([0.5, 0.5, double.NaN, double.NaN], map.Values[1]);
        Assert.Equal(1, map.Maximum);
        Assert.Equal(9, s_weights[0, 1]); // the caller's array stays as it was
    }

    [Fact]
    public void Grid_OfOneWord_SaysSo() =>
        Assert.StartsWith("1 word: ", AttentionChart.Grid(["<s>"], [[new double[,] { { 1 } }]]).Subtitle, StringComparison.Ordinal);

    [Fact]
    public void Arcs_FromOneWord_EndAtAllWordsItSees()
    {
        ArcChart chart = AttentionChart.Arcs(s_words, s_weights, from: 3);
        Assert.Equal([(3, 0, 0.1), (3, 1, 0.7), (3, 2, 0.2)], chart.Arcs.Select(arc => (arc.From, arc.To, arc.Weight)));
        Assert.Equal("it looks at Anna, 0.70", chart.Say(chart.Arcs[1]));
        Assert.Contains("it looks at Anna, 0.70; it looks at ␣has, 0.20", chart.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Arcs_OfAllWordsAndHeads_AreInTheGroupOfTheirHead()
    {
        ArcChart chart = AttentionChart.Arcs(s_words, [("one", s_weights), ("two", s_weights)]);
        Assert.Equal(18, chart.Arcs.Count); // 1 + 2 + 3 + 3 of each: a weight of 0 is no arc
        Assert.Equal([0, 1], chart.Arcs.Select(arc => arc.Group).Distinct());
        Assert.All(chart.Drawn, arc => Assert.True(arc.Weight >= chart.Threshold));
        Assert.Equal("two: it looks at Anna, 0.70", chart.Say(chart.Arcs.Last(arc => arc.To == 1)));
    }

    [Fact]
    public void Arcs_AsSvg_AreThickerTheHeavierAndMarkWhatIsLookedAt()
    {
        XElement svg = XDocument.Parse(SvgRenderer.Render(AttentionChart.Arcs(s_words, s_weights, from: 3))).Root!;
        XElement[] arcs = [.. svg.Elements().Where(element => element.Attribute("stroke-opacity") is not null)];
        Assert.Equal(["1.6", "2.2", "5.2"], arcs.Select(arc => (string?)arc.Attribute("stroke-width")));
        Assert.Equal("it looks at Anna, 0.70", arcs[^1].Elements().Single().Value);
        Assert.Contains(svg.Elements(), text => text.Value == "70%");
    }

    [Fact]
    public void Arcs_ToANarrowWord_TellItsShareToo()
    {
        string svg = SvgRenderer.Render(new ArcChart("t", ["Lily", ".", "the", "ball"], [new(3, 0, 0.34), new(3, 1, 0.39), new(3, 2, 0.17)]) { From = 3 });
        Assert.Equal(["39%", "34%", "17%"], XDocument.Parse(svg).Root!.Elements().Where(text => text.Value.EndsWith('%')).Select(text => text.Value));
    }

    [Fact]
    public void Arcs_WhereSharesWouldMeet_TellTheLargest()
    {
        string[] words = [.. Enumerable.Repeat(".", 36), "ball"];
        string svg = SvgRenderer.Render(new ArcChart("t", words, [new(36, 10, 0.2), new(36, 11, 0.5), new(36, 12, 0.1), new(36, 20, 0.05)]) { From = 36 });
        Assert.Equal(["50%", "5%"], XDocument.Parse(svg).Root!.Elements().Where(text => text.Value.EndsWith('%')).Select(text => text.Value));
    }

    [Fact]
    public void Arcs_OfOneLine_RiseWithTheirDistanceToItsEnd()
    {
        string[] words = [.. Enumerable.Repeat("word", 11)];
        XElement root = XDocument.Parse(SvgRenderer.Render(new ArcChart("t", words, [.. Enumerable.Range(0, 10).Select(to => new Arc(10, to, 0.5 - to / 100.0))]) { From = 10 })).Root!;
        double[] handles = [.. root.Elements().Where(element => element.Attribute("stroke-opacity") is not null)
            .Select(element => double.Parse(((string)element.Attribute("d")!).Split('C')[1].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(10, handles.Distinct().Count()); // none is as high as another: they do not cross
    }

    [Fact]
    public void Arcs_OfALongText_RunBetweenItsLines()
    {
        string[] words = [.. Enumerable.Range(0, 60).Select(i => $"word{i}")];
        string svg = SvgRenderer.Render(new ArcChart("t", words, [new(59, 0, 0.9), new(59, 58, 0.5)]) { From = 59 });
        XElement root = XDocument.Parse(svg).Root!;
        double height = double.Parse((string)root.Attribute("height")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(height, 200, 700);
        XElement[] arcs = [.. root.Elements().Where(element => element.Attribute("stroke-opacity") is not null)];
        Assert.Equal(2, arcs.Length);
        double Y(XElement text) => double.Parse((string)text.Attribute("y")!, System.Globalization.CultureInfo.InvariantCulture);
        double end = double.Parse(((string)arcs[1].Attribute("d")!).Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(end > Y(root.Elements().Single(text => text.Value == "90%"))); // the arc ends below the share, not across it
    }

    [Fact]
    public void Arcs_AsText_AreBarsOrALineForEachWord()
    {
        Assert.Equal("""
            Who?

            <s> Anna ␣has [it]

             <s> ██ 0.10
            Anna ██████████████ 0.70
            ␣has ████ 0.20
                 weight

            """.ReplaceLineEndings("\n"), TextRenderer.Render(AttentionChart.Arcs(s_words, s_weights, from: 3, "Who?"), 30));
        Assert.Equal("""
             <s> → itself 1.00
            Anna → itself 0.50, <s> 0.50
            ␣has → Anna 0.90
              it → Anna 0.70, ␣has 0.20, <s> 0.10

            """.ReplaceLineEndings("\n"), TextRenderer.Render(AttentionChart.Arcs(s_words, s_weights, title: "")));
    }

    [Fact]
    public void Grid_OfLayersAndHeads_HasAMapForEach()
    {
        HeatmapGridChart grid = AttentionChart.Grid(s_words, [[s_weights, s_weights, s_weights], [s_weights, s_weights, s_weights]]);
        Assert.Equal(["layer 1", "layer 2"], grid.RowLabels);
        Assert.Equal(["head 1", "head 2", "head 3"], grid.ColumnLabels);
        Assert.Equal(6, XDocument.Parse(SvgRenderer.Render(grid)).Root!.Elements().Count(element => element.Attribute("pointer-events") is not null));
        Assert.Contains("layer 2\nhead 1", TextRenderer.Render(grid), StringComparison.Ordinal);
        Assert.Equal(2, XDocument.Parse(SvgRenderer.Render(grid)).Root!.Elements().Count(text => text.Value == "Anna")); // beside each row of maps
    }

    [Fact]
    public void Grid_OfALargeMap_KeepsTheDeepestOfCellsThatFallTogether()
    {
        var large = new double[100, 100];
        large[57, 57] = 0.8;
        double[,] shades = new HeatmapGridChart("t", ["r"], ["c"], [[large]]) { Maximum = 1 }.Shades(0, 0, 40);
        Assert.Equal(34, shades.GetLength(0));
        Assert.Equal(0.8, shades[19, 19]);
        Assert.Equal(1, shades.Cast<double>().Count(shade => shade > 0));
        Assert.True(SvgRenderer.Render(new HeatmapGridChart("t", ["r"], ["c"], [[large]])).Length < 10_000);
    }

    [Fact]
    public void Weights_OfAWrongShapeOrScores_AreRefused()
    {
        Assert.Contains("[3, 3]", Assert.Throws<ArgumentException>(() => AttentionChart.Map(["a", "b", "c"], s_weights)).Message, StringComparison.Ordinal);
        Assert.Contains("before the softmax", Assert.Throws<ArgumentException>(() => AttentionChart.Map(["a"], new double[,] { { -1.5 } })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => AttentionChart.Map(["a"], new double[,] { { double.NaN } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => AttentionChart.Arcs(s_words, s_weights, from: 4));
        Assert.Throws<ArgumentException>(() => AttentionChart.Grid(s_words, [[s_weights], []]));
        Assert.Throws<ArgumentException>(() => new HeatmapGridChart("t", ["r"], ["c"], [[new[,] { { double.PositiveInfinity } }]]));
        Assert.Throws<ArgumentException>(() => new ArcChart("t", ["a"], [new(0, 1, 0.5)]));
        Assert.Throws<ArgumentException>(() => new ArcChart("t", ["a"], [new(0, 0, double.NaN)]));
        Assert.Throws<ArgumentException>(() => new ArcChart("t", [""], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArcChart("t", ["a"], []) { From = 1 });
    }
}
