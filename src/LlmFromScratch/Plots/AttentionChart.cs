namespace LlmFromScratch.Plots;

/// <summary>Who looks at whom: the weights of attention over the words of a text, as maps and as arcs.</summary>
/// <remarks>
/// Weights are `[time, time]`: row t says how the token in place t divides its attention over the places up to its own; each row's sum is 1.
/// What is later than the one who looks is masked, and stays blank in every picture.
/// </remarks>
public static partial class AttentionChart
{
    /// <summary>Arcs lighter than this are not drawn from a single word.</summary>
    private const double Faint = 0.03;

    /// <summary>Arcs lighter than this are not drawn when every word has its arcs.</summary>
    private const double FaintAmongAll = 0.1;

    /// <summary>One head as a heatmap: rows are the words that look, columns those that are looked at.</summary>
    /// <param name="words">The tokens of the text, as they are to be written. `[time]`</param>
    /// <param name="weights">From 0 to 1. `[time, time]`; what stands above the diagonal is not read.</param>
    /// <param name="title">What the picture shows, such as "layer 2, head 1".</param>
    /// <exception cref="ArgumentException">The shape is not that of the words, or a weight is not in [0, 1].</exception>
    public static HeatmapChart Map(IReadOnlyList<string> words, double[,] weights, string title = "Who looks at whom?")
    {
        string[] labels = Words(words);
        CheckWeights(weights, labels.Length, nameof(weights));
        return HeatmapChart.Of(title, labels, labels, Masked(weights)) with
        {
            RowAxis = "who looks",
            ColumnAxis = "at whom",
            ValueAxis = "weight",
            ValueFormat = "0.00",
            Maximum = 1,
        };
    }

    /// <summary>All heads of a model as small maps: one row for each layer, one column for each head.</summary>
    /// <param name="words">The tokens of the text. `[time]`</param>
    /// <param name="weights">As in <see cref="Map(IReadOnlyList{string}, double[,], string)"/>. `[layer][head]`, each `[time, time]`</param>
    /// <param name="title">What the picture shows.</param>
    /// <param name="firstLayer">The layer of the first row, from 0: where only some layers are shown, their names stay right.</param>
    /// <exception cref="ArgumentException">A shape is not that of the words, a weight is not in [0, 1], or the layers differ in their number of heads.</exception>
    public static HeatmapGridChart Grid(IReadOnlyList<string> words, IReadOnlyList<IReadOnlyList<double[,]>> weights, string title = "What each head looks at", int firstLayer = 0)
    {
        string[] labels = Words(words);
        ArgumentNullException.ThrowIfNull(weights);
        var maps = new double[weights.Count][][,];
        for (int layer = 0; layer < maps.Length; layer++)
        {
            ArgumentNullException.ThrowIfNull(weights[layer], nameof(weights));
            foreach (double[,] head in weights[layer])
                CheckWeights(head, labels.Length, nameof(weights));
            maps[layer] = [.. weights[layer].Select(Masked)];
        }
        int heads = maps.Length == 0 ? 0 : maps[0].Length;
        return new HeatmapGridChart(title, [.. maps.Select((_, layer) => FormattableString.Invariant($"layer {firstLayer + layer + 1}"))],
            [.. Enumerable.Range(1, heads).Select(head => FormattableString.Invariant($"head {head}"))], maps)
        {
            Subtitle = FormattableString.Invariant($"{labels.Length} {(labels.Length == 1 ? "word" : "words")}: downwards who looks, to the right at whom"),
            CellLabels = labels,
            ValueAxis = "weight",
            Maximum = 1,
        };
    }

    /// <summary>One head as arcs over the text.</summary>
    /// <param name="words">The tokens of the text. `[time]`</param>
    /// <param name="weights">As in <see cref="Map(IReadOnlyList{string}, double[,], string)"/>. `[time, time]`</param>
    /// <param name="from">The place of the word that looks, such as the one after which an answer is asked; null for the arcs of all words.</param>
    /// <param name="title">What the picture shows.</param>
    /// <exception cref="ArgumentException">The shape is not that of the words, or a weight is not in [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public static ArcChart Arcs(IReadOnlyList<string> words, double[,] weights, int? from = null, string title = "Who looks at whom?") =>
        Arcs(words, [("", weights)], from, title);

    /// <summary>Several heads as arcs over the text, each in its colour.</summary>
    /// <param name="words">The tokens of the text. `[time]`</param>
    /// <param name="heads">Names, such as "layer 2, head 1", and weights. `[head]`, each `[time, time]`</param>
    /// <param name="from">The place of the word that looks; null for the arcs of all words.</param>
    /// <param name="title">What the picture shows.</param>
    /// <exception cref="ArgumentException">A shape is not that of the words, or a weight is not in [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public static ArcChart Arcs(IReadOnlyList<string> words, IReadOnlyList<(string Name, double[,] Weights)> heads, int? from = null, string title = "Who looks at whom?")
    {
        string[] labels = Words(words);
        ArgumentNullException.ThrowIfNull(heads);
        if (from is int place && (place < 0 || place >= labels.Length))
            throw new ArgumentOutOfRangeException(nameof(from), from, $"expected the place of a word, from 0 to {labels.Length - 1}");
        var arcs = new List<Arc>();
        for (int head = 0; head < heads.Count; head++)
        {
            double[,] weights = heads[head].Weights;
            CheckWeights(weights, labels.Length, nameof(heads));
            for (int looks = from ?? 0; looks < (from + 1 ?? labels.Length); looks++)
                for (int at = 0; at <= looks; at++)
                    if (weights[looks, at] > 0)
                        arcs.Add(new Arc(looks, at, weights[looks, at], head));
        }
        return new ArcChart(title, labels, arcs)
        {
            Groups = [.. heads.Select(head => head.Name)],
            From = from,
            ValueAxis = "weight",
            Threshold = from is null ? FaintAmongAll : Faint,
        };
    }

    /// <summary>Refuses weights that are not one for each pair of words, from 0 to 1.</summary>
    internal static void CheckWeights(double[,] weights, int words, string what)
    {
        ArgumentNullException.ThrowIfNull(weights, what);
        if (weights.GetLength(0) != words || weights.GetLength(1) != words)
            throw new ArgumentException($"expected weights of shape [{words}, {words}] for {words} words, got [{weights.GetLength(0)}, {weights.GetLength(1)}]", what);
        for (int row = 0; row < words; row++)
            for (int column = 0; column <= row; column++)
                if (!(weights[row, column] is >= 0 and <= 1.0001)) // also catches not-a-number; rounding may reach past 1
                    throw new ArgumentException(FormattableString.Invariant($"expected weights from 0 to 1, got {weights[row, column]} in row {row}, column {column}: these may be scores before the softmax"), what);
    }

    private static string[] Words(IReadOnlyList<string> words) => [.. ChartData.Labels(words, nameof(words)).Select(TokenLabel.Of)];

    private static double[,] Masked(double[,] weights)
    {
        var masked = (double[,])weights.Clone();
        for (int row = 0; row < masked.GetLength(0); row++)
            for (int column = row + 1; column < masked.GetLength(1); column++)
                masked[row, column] = double.NaN;
        return masked;
    }
}
