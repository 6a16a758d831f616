using LlmFromScratch.Plots;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Plots;

/// <summary>Small charts of every kind, and ugly ones, for tests of all renderers.</summary>
internal static class Examples
{
    public static Prediction Food { get; } = Predict("bigram", 0.375, 0.146, 0.479);

    public static Prediction Predict(string model, params double[] ofApple) =>
        new(model, new Vocabulary(["<s>", "apple", "苹果", "rice", "like", "to"]), [0, 4, 5], new Probabilities([0, .. ofApple, .. new double[5 - ofApple.Length]]));

    public static BarChart Bars { get; } = new("Counts", ["apple", "苹果"], [3.0, 1.5]);

    public static BarChart TwoSeries { get; } = new("Two models", ["a", "b"], [new("truth", [0.5, 0.5], IsReference: true), new("bigram", [0.25, 0.75])]) { ValueFormat = "0.00" };

    public static HeatmapChart Heatmap { get; } = HeatmapChart.Of("What follows what?", ["I", "吃"], ["eat", "苹果"], new[,] { { 1, 0.25 }, { double.NaN, 0 } })
        with { RowAxis = "word", ColumnAxis = "next word", ValueAxis = "probability", ValueFormat = "0.00" };

    public static LineChart Lines { get; } = new("Loss", [PointSeries.Of("add-one", [4, 3, 3.5], 1), PointSeries.Of("Kneser-Ney", [4, 2, double.NaN], 1)], "order", "nats per token")
    {
        References = [new ReferenceLine("true entropy", 1)],
    };

    public static ScatterChart Scatter { get; } = ZipfChart.Of([("the", 1000), ("of", 500), ("苹果", 333), ("rare", 1)]);

    public static TokenTextChart Text { get; } = new("Surprise", "I eat 苹果。", [new(0, 1, double.NaN), new(2, 3, 1), new(6, 2, 7), new(8, 1, double.PositiveInfinity)])
    {
        ValueAxis = "surprisal, bits",
    };

    public static TokenSequenceChart Sequence { get; } = new("Tokens", [new("The", 464), new("␣cat", 3797), new("‹E8 8B›", 22755, IsPartial: true), new("⏎", 198, EndsLine: true), new("苹果", 7)]);

    public static TableChart Table { get; } = new("Merges", ["merge", "left", "right"], [["1", "␣", "t"], ["10,000", "苹", "果"]]) { Note = "and 5 more" };

    public static MergeTreeChart Tree { get; } = new("abc", [new("a", 97), new("b", 98), new("c", 99), new("d", 100), new("bc", 256, 1, 1, 2), new("abc", 257, 12, 0, 4)]);

    public static GraphChart Graph { get; } = new("c = a * b + a", [new("a", "", ["data 2"], []), new("b", "", ["data 3"], []), new("", "*", ["data 6"], [0, 1]), new("c", "+", ["data 8"], [2, 0])]);

    /// <summary>Three words; each looks mostly at the one before.</summary>
    public static double[,] Weights { get; } = new[,] { { 1, 0, 0 }, { 0.75, 0.25, 0 }, { 0.02, 0.9, 0.08 } };

    public static ArcChart Arcs { get; } = AttentionChart.Arcs(["<s>", "I", "吃"], Weights, from: 2);

    public static HeatmapGridChart Grid { get; } = AttentionChart.Grid(["<s>", "I", "吃"], [[Weights, Weights], [Weights, Weights]]);

    public static FilmstripChart Film { get; } = new("After “I like”", ["apple", "苹果", "other"],
        [new("step 0", [0.125, 0.125, 0.75], "2 nats"), new("step 10", [0.25, 0.25, 0.5]), new("step 20", [0.5, 0.375, 0.125])], [0.5, 0.25, 0.25])
    {
        ValueFormat = "0.000",
        OtherIndex = 2,
    };

    public static LadderChart Ladder { get; } = new("The ladder", [new("bigram", 2.25, "counting"), new("变换器 transformer", 1.25, "attention"), new("MLP", 1.75)], floor: 1.0);

    /// <summary>All kinds, and charts that are empty, huge, tiny, or full of characters that formats give a meaning to.</summary>
    public static IReadOnlyList<Chart> All { get; } =
    [
        Bars, TwoSeries, Heatmap, Lines, Scatter, Text, Sequence, Table, Tree, Graph, NextTokenChart.Of(Food),
        Arcs, Grid, Film, Film with { IsAnimated = false }, AttentionChart.Map(["<s>", "I", "吃"], Weights),
        AttentionChart.Arcs(["<s>", "I", "吃"], [("head <1>", Weights), ("head 2", Weights)]) with { Title = "Two heads, all words" },
        Ladder, new LadderChart("No models", []), new LadderChart("One model", [new("one", 0)]), new LadderChart("Below the floor", [new("too good", 0.5), new("", 1e300)], 1e-9),
        new LadderChart("Many", [.. Enumerable.Range(0, 300).Select(i => new LadderRung($"<&\0\uD800> {new string('长', i)}", i * i, $"{i % 9}"))], 10),
        LogitLensChart.Of(["<s>", "I"], [["a", new string('长', 90)], ["苹果", "<&\0\uD800>"]], [[0.1, 0.9], [double.NaN, 1]]),
        LogitLensChart.Of([.. Enumerable.Range(0, 30).Select(i => $"{i}")], [.. Enumerable.Range(0, 30).Select(_ => (string[])[.. Enumerable.Range(0, 30).Select(i => $"w{i}")])], [.. Enumerable.Range(0, 30).Select(_ => new double[30])]),
        LogitLensChart.Of([], [], []),
        PositionChart.Of(new double[,] { { 1, 0 }, { 0, 0 }, { double.MaxValue, double.MaxValue } }), PositionChart.Of(new double[0, 0]),
        SamplesByLoss.Of([(0, 5.25, "x\r\ny"), (1000, double.NaN, "")]),
        new ArcChart("No words", [], []),
        new ArcChart("A word that looks at itself", ["W"], [new(0, 0, 1)]) { From = 0 },
        new ArcChart("More than a line, and more arcs than are drawn", [.. Enumerable.Range(0, 500).Select(i => i % 50 == 0 ? new string('W', 200) : "<a&\0\uD800>")],
            [.. Enumerable.Range(0, 3000).Select(i => new Arc(i * 7 % 500, i * 13 % 500, i % 100 / 100.0, i % 9))]),
        new HeatmapGridChart("No maps", [], [], []),
        new HeatmapGridChart("Maps without cells", ["<r>"], ["c", "d"], [[new double[0, 0], new double[1, 0]]]),
        new HeatmapGridChart("Many large maps", [.. Enumerable.Range(0, 20).Select(i => $"layer {i}")], [.. Enumerable.Range(0, 20).Select(i => new string('长', i))],
            [.. Enumerable.Range(0, 20).Select(_ => (double[][,])[.. Enumerable.Range(0, 20).Select(i => new double[100 + i, 100] )])]) { Maximum = 1e300 },
        new FilmstripChart("Nothing moves", [], [new("", [])]),
        new FilmstripChart("All zero", ["a"], [new("1", [0]), new("2", [0])], [0]),
        new FilmstripChart("Huge, tiny, many", [.. Enumerable.Range(0, 300).Select(i => $"<&\0\uD800> {i}")],
            [.. Enumerable.Range(0, 200).Select(i => new FilmstripFrame($"<frame> {i}", [.. Enumerable.Range(0, 300).Select(bar => bar == 0 ? double.MaxValue : double.Epsilon)], new string('长', 99)))]) { SecondsAtEnd = 0 },
        new FilmstripChart("Still, of many", [.. Enumerable.Range(0, 30).Select(i => new string('W', 40))],
            [.. Enumerable.Range(0, 9).Select(i => new FilmstripFrame(new string('m', 40), [.. Enumerable.Range(0, 30).Select(bar => bar * (double)i)], "note"))]) { IsAnimated = false },
        new BarChart("", [], Array.Empty<double>()),
        new BarChart("Huge, tiny, below zero", ["huge", "tiny", "below"], [double.MaxValue, double.Epsilon, -double.MaxValue / 2]),
        new BarChart("Many", [.. Enumerable.Range(0, 1000).Select(i => $"label {i}")], [.. Enumerable.Range(0, 1000).Select(i => (double)i)]),
        new BarChart("<script>alert('x')</script> & \"quoted\" ]]>", ["<s>", "\0\u0001\uFFFE\uD800", "a\nb\tc", new string('长', 300)], [1, 2, 3, 4]) { Subtitle = "</svg>", ValueAxis = "<axis>" },
        new BarChart("Names that leave no room for bars", ["aaaaaa"], [new("first name", [0.36381]), new("", [-0.36381])]),
        HeatmapChart.Of("Nothing", [], [], new double[0, 0]),
        HeatmapChart.Of("All equal", ["<s>"], ["</s>"], new[,] { { 0.0 } }),
        HeatmapChart.Of("Large", [.. Enumerable.Range(0, 300).Select(i => $"row {i}")], [.. Enumerable.Range(0, 300).Select(i => $"{i}")], new double[300, 300]),
        new LineChart("No line", [], "x", "y"),
        new LineChart("One point", [PointSeries.Of("one", [1e-300])], "x", new Axis("y", Logarithmic: true)),
        new LineChart("Only gaps", [PointSeries.Of("none", [double.NaN, double.PositiveInfinity])], "x", "y"),
        new LineChart("From end to end", [new("all", [(-double.MaxValue, -double.MaxValue), (double.MaxValue, double.MaxValue)])], "x", "y"),
        new LineChart("Very long", [PointSeries.Of("a", Enumerable.Range(0, 50_000).Select(i => i % 7 / 7.0)), PointSeries.Of("", [1, 2])], "x", "y"),
        new ScatterChart("Two clouds", [new("a", [(1, 1), (2, 2)]), new("b", [(1, 2)])], "x", "y") { PointLabels = [new((1, 1), "here <here>")] },
        new TokenTextChart("Nothing", "", []),
        new TokenTextChart("No tokens", "plain\ntext", []),
        new TokenTextChart("Characters", "a b\n\n<c>\n", [.. "a b\n\n<c>\n".Select((_, i) => new ValuedToken(i, 1, i))]),
        new TokenSequenceChart("No tokens", []),
        new TokenSequenceChart("Long token, and many", [new(new string('W', 500), 1), .. Enumerable.Range(0, 3000).Select(i => new LabeledToken("<a&b>\0\uD800", i))]),
        new TableChart("", ["empty"], []),
        new TableChart("Wide", [.. Enumerable.Range(0, 40).Select(i => $"column {i}")], [.. Enumerable.Range(0, 300).Select(row => (string[])[.. Enumerable.Range(0, 40).Select(_ => "<cell>\n\uD800")])]),
        new TableChart("One wide cell", ["a", "b"], [["1", new string('长', 300)], ["", "x"]]),
        new MergeTreeChart("Nothing", []),
        new MergeTreeChart("Bytes alone", [.. Enumerable.Range(0, 64).Select(i => new MergeNode("‹E8›", i))]),
        new MergeTreeChart("Deep", [.. Enumerable.Range(0, 64).Select(i => new MergeNode("<&\0>", i)), .. Enumerable.Range(0, 63).Select(i => new MergeNode(new string('W', i + 2), 256 + i, 50_000 + i, i == 0 ? 0 : 63 + i, i + 1))]),
        new GraphChart("Nothing", []),
        new GraphChart("A chain", [.. Enumerable.Range(0, 100).Select(i => new GraphNode("<&\0\uD800>", "", [new string('W', 300)], i == 0 ? [] : [i - 1]))]),
        new GraphChart("Everything from everything", [.. Enumerable.Range(0, 100).Select(i => new GraphNode(new string('长', i), "op", [], [.. Enumerable.Range(Math.Max(0, i - 8), Math.Min(8, i))]))]),
        new GraphChart("Nothing from anything", [.. Enumerable.Range(0, 100).Select(i => new GraphNode($"{i}", "", ["a", "b"], []))]),
        new TokenTextChart("Long token", new string('W', 500), [new(0, 500, 1)]),
    ];
}
