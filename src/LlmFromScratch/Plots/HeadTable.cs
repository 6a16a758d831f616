using LlmFromScratch.Networks;

namespace LlmFromScratch.Plots;

/// <summary>The attention of all heads over one text.</summary>
/// <param name="Ids">The tokens of the text. `[time]`</param>
/// <param name="Weights">`[layer][head]`, each `[time, time]`; what stands above the diagonal is not read.</param>
/// <param name="Asks">The place of the token after which an answer is asked, or null.</param>
/// <param name="Answer">The place where the answer stands, such as the name of who holds the ball; null for nowhere.</param>
public sealed record AttentionExample(IReadOnlyList<int> Ids, IReadOnlyList<IReadOnlyList<double[,]>> Weights, int? Asks = null, int? Answer = null)
{
    /// <summary>What a transformer did while it read a text.</summary>
    /// <param name="trace">What it did.</param>
    /// <param name="asks">The place after which an answer is asked.</param>
    /// <param name="answer">The place where the answer stands.</param>
    public static AttentionExample Of(TransformerTrace trace, int? asks = null, int? answer = null) => new(trace?.Ids ?? throw new ArgumentNullException(nameof(trace)), AttentionChart.AllWeights(trace), asks, answer);
}

/// <summary>What each head is for: how much it looks at the token itself, at the one before, at the start, at the same word earlier, at the answer.</summary>
public static class HeadTable
{
    private static readonly string[] s_kinds = ["itself", "one before", "start", "same word", "answer"];

    /// <summary>The mean weights over all places where there is such a token to look at; "same word" is the sum over all earlier places of it. A last row says what even attention would give.</summary>
    /// <param name="examples">Texts, of one model; the more, the better the means.</param>
    /// <returns>A row for each head. A cell stays empty where no text has such a place; without marked answers there is no such column.</returns>
    /// <exception cref="ArgumentException">There is no example, the examples differ in layers or heads, a shape is not that of the text, or a mark is outside of it.</exception>
    public static HeatmapChart Of(IReadOnlyList<AttentionExample> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (examples.Count == 0)
            throw new ArgumentException("expected at least one example, got none", nameof(examples));
        foreach (AttentionExample example in examples)
            Check(example, examples[0]);
        int kinds = examples.Any(example => example.Answer is not null) ? s_kinds.Length : s_kinds.Length - 1;
        var labels = new List<string>();
        var rows = new List<double[]>();
        for (int layer = 0; layer < examples[0].Weights.Count; layer++)
            for (int head = 0; head < examples[0].Weights[layer].Count; head++)
            {
                (int l, int h) = (layer, head);
                labels.Add(AttentionChart.HeadName(layer, head));
                rows.Add(Means(examples, kinds, (example, row, column) => example.Weights[l][h][row, column]));
            }
        labels.Add("even attention");
        rows.Add(Means(examples, kinds, (_, row, _) => 1.0 / (row + 1)));
        return new HeatmapChart("What does each head look at?", labels, s_kinds[..kinds], rows)
        {
            Subtitle = FormattableString.Invariant($"mean weights over {examples.Count:N0} {(examples.Count == 1 ? "text" : "texts")}"),
            RowAxis = "head",
            ColumnAxis = "at what",
            ValueAxis = "mean weight",
            ValueFormat = "0.00",
            Maximum = 1,
        };
    }

    /// <summary>From the second token on: the first can only look at itself.</summary>
    private static double[] Means(IReadOnlyList<AttentionExample> examples, int kinds, Func<AttentionExample, int, int, double> weight)
    {
        var sums = new double[kinds];
        var places = new long[kinds];
        void Add(int kind, double value)
        {
            sums[kind] += value;
            places[kind]++;
        }
        foreach (AttentionExample example in examples)
        {
            for (int t = 1; t < example.Ids.Count; t++)
            {
                Add(0, weight(example, t, t));
                Add(1, weight(example, t, t - 1));
                Add(2, weight(example, t, 0));
                int[] same = [.. Enumerable.Range(0, t).Where(earlier => example.Ids[earlier] == example.Ids[t])];
                if (same.Length > 0)
                    Add(3, same.Sum(earlier => weight(example, t, earlier)));
            }
            if (example is { Asks: int asks, Answer: int answer })
                Add(4, weight(example, asks, answer));
        }
        return [.. sums.Select((sum, kind) => places[kind] == 0 ? double.NaN : sum / places[kind])];
    }

    private static void Check(AttentionExample example, AttentionExample first)
    {
        ArgumentNullException.ThrowIfNull(example, nameof(example));
        if (example.Weights.Count != first.Weights.Count || example.Weights.Zip(first.Weights).Any(pair => pair.First.Count != pair.Second.Count))
            throw new ArgumentException("expected examples of one model, with as many layers and heads; got others", nameof(example));
        foreach (double[,] weights in example.Weights.SelectMany(layer => layer))
            AttentionChart.CheckWeights(weights, example.Ids.Count, nameof(example));
        if (example.Asks is null != example.Answer is null)
            throw new ArgumentException("expected both the place that asks and the place of the answer, or neither", nameof(example));
        if (example is { Asks: int asks, Answer: int answer } && (asks < 0 || asks >= example.Ids.Count || answer < 0 || answer > asks))
            throw new ArgumentException($"expected an answer at or before the place that asks, within {example.Ids.Count} tokens; got {answer}, asked at {asks}", nameof(example));
    }
}
