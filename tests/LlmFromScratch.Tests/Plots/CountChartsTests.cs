using LlmFromScratch.Counts;
using LlmFromScratch.Plots;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Plots;

public class CountChartsTests
{
    private static readonly NGramCounts Counts = NGramCounts.OfLines(new WhitespaceSplitter(), ["a b", "d b", "e b", "a c", "a c", "a c"], 2);

    [Fact]
    public void BigramHeatmap_SmallText_HasSharesOfEachRow()
    {
        HeatmapChart chart = CountCharts.BigramHeatmap(Counts, top: 20);
        int row = chart.RowLabels.ToList().IndexOf("a");
        Assert.Equal(0.25, chart.Values[row][chart.ColumnLabels.ToList().IndexOf("b")]);
        Assert.Equal(0.75, chart.Values[row][chart.ColumnLabels.ToList().IndexOf("c")]);
        Assert.All(chart.Values, values => Assert.Equal(1, values.Where(value => !double.IsNaN(value)).Sum(), 1e-12));
        Assert.DoesNotContain("<s>", chart.ColumnLabels);
        Assert.Equal(double.NaN, chart.Values[row][chart.ColumnLabels.ToList().IndexOf("</s>")]);
    }

    [Fact]
    public void OccurrencesAndNeighbours_EquallyFrequentWords_DifferInNeighbours()
    {
        BarChart chart = CountCharts.OccurrencesAndNeighbours(Counts);
        int b = chart.Labels.ToList().IndexOf("b"), c = chart.Labels.ToList().IndexOf("c");
        Assert.Equal(chart.Series[0].Values[b], chart.Series[0].Values[c]);
        Assert.Equal(3 * chart.Series[1].Values[c], chart.Series[1].Values[b], 1e-12); // after a, d and e; after a alone
    }

    [Fact]
    public void Ranked_Pairs_FallsAndSumsToAllPairs()
    {
        var ranked = CountCharts.Ranked(Counts, 2);
        Assert.Equal(("ac", 3), (ranked.First(pair => pair.NGram == "ac").NGram, ranked.First(pair => pair.NGram == "ac").Count));
        Assert.Equal(6 * 3, ranked.Sum(pair => pair.Count));
        Assert.Equal(ranked.Select(pair => pair.Count).OrderDescending(), ranked.Select(pair => pair.Count));
    }

    [Fact]
    public void BigramHeatmap_CountsOfOrderOne_SaysWhatToDo()
    {
        var error = Assert.Throws<ArgumentException>(() => CountCharts.BigramHeatmap(NGramCounts.OfLines(new WhitespaceSplitter(), ["a"], 1)));
        Assert.Contains("order: 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SurprisalChart_TwoLines_ShowsTheSentenceEndAtTheLineEnd()
    {
        var model = new MaximumLikelihood().Train(Counts);
        TokenTextChart chart = SurprisalChart.Of(model, new Tokenizer(new WhitespaceSplitter(), Counts.Vocabulary), "a b\na c");
        Assert.Equal([(0, 1), (2, 1), (3, 1), (4, 1), (6, 1)], chart.Tokens.Select(token => (token.Start, token.Length)));
        Assert.Equal(2, chart.Tokens[1].Value, 1e-12); // P(b | a) = 1/4
        Assert.Equal(0, chart.Tokens[2].Value, 1e-12); // b always ends the sentence
    }
}
