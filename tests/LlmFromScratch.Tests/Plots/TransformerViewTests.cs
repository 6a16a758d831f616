using LlmFromScratch.Corpora.Stories;
using LlmFromScratch.Networks;
using LlmFromScratch.Plots;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Plots;

/// <summary>Views of what a transformer did: from numbers by hand, and from a small one.</summary>
public sealed class TransformerViewTests
{
    private static readonly Vocabulary s_vocabulary = new(["<s>", "Anna", "has", "it"]);

    private static readonly TransformerModel s_model = new(s_vocabulary, new TransformerOptions { Layers = 2, Heads = 2, Width = 8, Context = 8 }, seed: 3);

    private static readonly TransformerTrace s_trace = s_model.Trace([0, 1, 2, 3, 1]);

    [Fact]
    public void AttentionChart_OfATrace_HasItsWeights()
    {
        HeatmapChart map = AttentionChart.Map(s_trace, s_vocabulary, layer: 1, head: 0);
        Assert.Equal("layer 2, head 1", map.Title);
        Assert.Equal(["<s>", "Anna", "has", "it", "Anna"], map.RowLabels);
        Assert.Equal(s_trace.Attention(1, 0)[4, 2], (float)map.Values[4][2]);
        Assert.Equal(double.NaN, map.Values[2][3]);
        Assert.Equal(2, AttentionChart.Grid(s_trace, s_vocabulary).RowLabels.Count);
        Assert.Equal(5, AttentionChart.Arcs(s_trace, s_vocabulary, 0, 1, from: 4).Arcs.Count);
        Assert.Equal(["layer 1, head 1", "layer 2, head 2"], AttentionChart.Arcs(s_trace, s_vocabulary, [(0, 0), (1, 1)], from: 4).Groups);
        Assert.Throws<ArgumentOutOfRangeException>(() => AttentionChart.Map(s_trace, s_vocabulary, layer: 2, head: 0));
    }

    [Fact]
    public void LogitLens_OfATrace_EndsWithTheModelsAnswer()
    {
        HeatmapChart lens = LogitLensChart.Of(s_trace, s_vocabulary);
        Assert.Equal(["block 2", "block 1", "embeddings"], lens.RowLabels); // upwards
        int best = s_model.Predict([0, 1, 2, 3, 1]).Probabilities.Top(1)[0];
        Assert.Equal(s_vocabulary[best], lens.Texts![0][4]);
        Assert.Equal(s_trace.Probabilities(2, 4)[best], lens.Values[0][4]);
        LineChart last = LogitLensChart.At(s_trace, s_vocabulary, top: 2);
        Assert.Equal(2, last.Lines.Count);
        Assert.Equal(s_vocabulary[best], last.Lines[0].Name);
        Assert.Equal([0.0, 1, 2], last.Lines[0].Points.Select(point => point.X));
        Assert.Throws<ArgumentOutOfRangeException>(() => LogitLensChart.At(s_trace, s_vocabulary, place: 5));
    }

    [Fact]
    public void LogitLens_OfManyWords_GoesDownwards()
    {
        string[] words = [.. Enumerable.Range(0, 9).Select(i => $"w{i}")];
        HeatmapChart lens = LogitLensChart.Of(words, [words, words], [new double[9], new double[9]]);
        Assert.Equal(words, lens.RowLabels);
        Assert.Equal(["embeddings", "block 1"], lens.ColumnLabels);
        Assert.Equal(["w3", "w3"], lens.Texts![3]);
        Assert.Equal("block 1", LogitLensChart.Of(words, [words, words], [new double[9], new double[9]], layersUpwards: true).RowLabels[0]);
        Assert.Throws<ArgumentException>(() => LogitLensChart.Of(words, [words], [new double[9], new double[9]]));
        Assert.Throws<ArgumentException>(() => LogitLensChart.Of(words, [["a"]], [new double[9]]));
    }

    [Fact]
    public void LogitLens_Drawn_ShowsWordsAndTellsTheirProbability()
    {
        HeatmapChart lens = LogitLensChart.Of(["I", "吃"], [["am", "苹果"], ["eat", "苹果"]], [[0.25, 0.5], [0.75, 1]]);
        string svg = SvgRenderer.Render(lens);
        Assert.Contains(">苹果</text>", svg, StringComparison.Ordinal);
        Assert.Contains("<title>block 1, I: eat 0.75</title>", svg, StringComparison.Ordinal);
        string text = TextRenderer.Render(lens);
        Assert.Contains("▓eat", text, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => lens with { Texts = [["a"]] });
    }

    [Fact]
    public void PositionChart_OfVectors_IsTheirCosines()
    {
        HeatmapChart chart = PositionChart.Of(new double[,] { { 3, 0 }, { 5, 5 }, { -1, 0 }, { 0, 0 } });
        Assert.Equal(1, chart.Values[0][0], 12);
        Assert.Equal(Math.Sqrt(0.5), chart.Values[0][1], 12);
        Assert.Equal(-1, chart.Values[0][2], 12);
        Assert.Equal(double.NaN, chart.Values[0][3]);
        Assert.Equal(1, PositionChart.Of(new[,] { { double.MaxValue, double.MaxValue }, { 1e-300, 1e-300 } }).Values[0][1], 12);
        Assert.Equal(8, PositionChart.Of(s_model.Positions!).RowLabels.Count);
        Assert.Throws<ArgumentException>(() => PositionChart.Of(new[,] { { double.NaN } }));
    }

    [Fact]
    public void HeadTable_ByHand_IsTheMeanOfEachKind()
    {
        double[,] before = { { 1, 0, 0, 0 }, { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 } };
        double[,] mixed = { { 1, 0, 0, 0 }, { 0.5, 0.5, 0, 0 }, { 0.25, 0.25, 0.5, 0 }, { 0.125, 0.75, 0.125, 0 } };
        HeatmapChart table = HeadTable.Of([new AttentionExample([0, 7, 8, 7], [[before, mixed]], Asks: 3, Answer: 1)]);
        Assert.Equal(["layer 1, head 1", "layer 1, head 2", "even attention"], table.RowLabels);
        Assert.Equal(["itself", "one before", "start", "same word", "answer"], table.ColumnLabels);
        Assert.Equal([0, 1, 1.0 / 3, 0, 0], table.Values[0]);
        Assert.Equal(new[] { 1.0 / 3, 0.875 / 3, 0.875 / 3, 0.75, 0.75 }.Select(value => Math.Round(value, 12)), table.Values[1].Select(value => Math.Round(value, 12)));
        Assert.Equal([(1 / 2.0 + 1 / 3.0 + 1 / 4.0) / 3, 0.25, 0.25], [table.Values[2][0], table.Values[2][3], table.Values[2][4]]);
    }

    [Fact]
    public void HeadTable_OfTraces_HasARowForEachHeadAndNoColumnWithoutAnswers()
    {
        HeatmapChart table = HeadTable.Of([AttentionExample.Of(s_trace), AttentionExample.Of(s_model.Trace([0, 3]))]);
        Assert.Equal(5, table.RowLabels.Count);
        Assert.Equal(4, table.ColumnLabels.Count);
        Assert.Equal("mean weights over 2 texts", table.Subtitle);
        Assert.Equal(double.NaN, HeadTable.Of([AttentionExample.Of(s_model.Trace([0, 3]))]).Values[0][3]); // no word comes again
        Assert.Throws<ArgumentException>(() => HeadTable.Of([]));
        Assert.Throws<ArgumentException>(() => HeadTable.Of([AttentionExample.Of(s_trace, asks: 1, answer: 2)]));
        Assert.Throws<ArgumentException>(() => HeadTable.Of([AttentionExample.Of(s_trace, asks: 1)]));
        Assert.Throws<ArgumentException>(() => HeadTable.Of([AttentionExample.Of(s_trace), new AttentionExample([0], [])]));
    }

    [Fact]
    public void SamplesByLoss_OfSamples_IsOneLineEach()
    {
        TableChart table = SamplesByLoss.Of([(0, 4.1744, "xq\nz"), (2000, 1.5, "To be,\r\nor not")]);
        Assert.Equal([["0", "4.17", "xq⏎z"], ["2,000", "1.50", "To be,⏎or not"]], table.Rows);
        Assert.Equal("not a number", SamplesByLoss.Of([(1, double.NaN, "")]).Rows[0][1]);
    }

    [Fact]
    public void DistanceChart_OfReports_WeighsKindsByTheirProbes()
    {
        var report = new ProbeReport("gpt", [], [new("a", "up to 8", 30, 0.9, 0.9, 0.5), new("b", "up to 8", 10, 0.5, 0.5, 0.25), new("b", "65+", 5, 0.5, 0.4, 0.25)]);
        BarChart chart = DistanceChart.Of([report]);
        Assert.Equal(["up to 8 words", "65+ words"], chart.Labels);
        Assert.Equal(["guessing", "gpt"], chart.Series.Select(one => one.Name));
        Assert.Equal(0.8, chart.Series[1].Values[0], 12);
        Assert.Equal(0.4375, chart.Series[0].Values[0], 12);
        Assert.Equal([0.5, 0.4], DistanceChart.Of([report], "b").Series[1].Values);
        Assert.Throws<ArgumentException>(() => DistanceChart.Of([report], "no such kind"));
        Assert.Throws<ArgumentException>(() => DistanceChart.Of([]));
    }

    [Fact]
    public void Ladder_OfModels_GoesDownToTheFloor()
    {
        LadderChart ladder = Examples.Ladder;
        Assert.Equal(["bigram", "MLP", "变换器 transformer"], ladder.Rungs.Select(rung => rung.Name));
        Assert.Equal(1, ladder.Place(2.25));
        Assert.InRange(ladder.Place(1), 0.05, 0.2);
        Assert.Equal("1.250, 0.250 above the floor", ladder.Say(ladder.Rungs[2]));
        Assert.Contains("the oracle's floor 1.000", SvgRenderer.Render(ladder), StringComparison.Ordinal);
        Assert.Equal("""
            The ladder

                        bigram ░░│────────────────────● 2.250
                           MLP ░░│────────────● 1.750
            变换器 transformer ░░│────● 1.250
            │ the oracle's floor: 1.000
            nats per token

            """.ReplaceLineEndings("\n"), TextRenderer.Render(ladder, 50));
        Assert.Throws<ArgumentException>(() => new LadderChart("t", [new("never", double.PositiveInfinity)]));
        Assert.Throws<ArgumentException>(() => new LadderChart("t", [], double.NaN));
    }
}
