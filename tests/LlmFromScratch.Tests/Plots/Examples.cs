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

    /// <summary>All kinds, and charts that are empty, huge, tiny, or full of characters that formats give a meaning to.</summary>
    public static IReadOnlyList<Chart> All { get; } =
    [
        Bars, TwoSeries, Heatmap, Lines, Scatter, Text, Sequence, Table, Tree, Graph, NextTokenChart.Of(Food),
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
