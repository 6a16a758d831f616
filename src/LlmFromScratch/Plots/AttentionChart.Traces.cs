using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Plots;

// The same pictures, from what a transformer did while it read a text.
public static partial class AttentionChart
{
    /// <summary>One head as a heatmap.</summary>
    /// <param name="trace">What the model did.</param>
    /// <param name="vocabulary">The model's.</param>
    /// <param name="layer">From 0, as in the trace; the title counts from 1.</param>
    /// <param name="head">From 0.</param>
    public static HeatmapChart Map(TransformerTrace trace, Vocabulary vocabulary, int layer, int head) =>
        Map(WordsOf(trace, vocabulary), Weights(trace, layer, head), HeadName(layer, head));

    /// <summary>All heads as small maps.</summary>
    /// <param name="trace">What the model did.</param>
    /// <param name="vocabulary">The model's.</param>
    public static HeatmapGridChart Grid(TransformerTrace trace, Vocabulary vocabulary) => Grid(WordsOf(trace, vocabulary), AllWeights(trace));

    /// <summary>One head as arcs over the text.</summary>
    /// <param name="trace">What the model did.</param>
    /// <param name="vocabulary">The model's.</param>
    /// <param name="layer">From 0; the title counts from 1.</param>
    /// <param name="head">From 0.</param>
    /// <param name="from">The place of the word that looks; null for the arcs of all words.</param>
    public static ArcChart Arcs(TransformerTrace trace, Vocabulary vocabulary, int layer, int head, int? from = null) =>
        Arcs(WordsOf(trace, vocabulary), Weights(trace, layer, head), from, HeadName(layer, head));

    /// <summary>Several heads as arcs over the text, each in its colour.</summary>
    /// <param name="trace">What the model did.</param>
    /// <param name="vocabulary">The model's.</param>
    /// <param name="heads">Layers and heads, from 0.</param>
    /// <param name="from">The place of the word that looks; null for the arcs of all words.</param>
    /// <param name="title">What the picture shows.</param>
    public static ArcChart Arcs(TransformerTrace trace, Vocabulary vocabulary, IReadOnlyList<(int Layer, int Head)> heads, int? from = null, string title = "Who looks at whom?")
    {
        ArgumentNullException.ThrowIfNull(heads);
        return Arcs(WordsOf(trace, vocabulary), [.. heads.Select(one => (HeadName(one.Layer, one.Head), Weights(trace, one.Layer, one.Head)))], from, title);
    }

    /// <summary>The weights of a head as numbers with many digits, `[time, time]`.</summary>
    internal static double[,] Weights(TransformerTrace trace, int layer, int head)
    {
        ArgumentNullException.ThrowIfNull(trace);
        if (layer < 0 || layer >= trace.Layers || head < 0 || head >= trace.Heads)
            throw new ArgumentOutOfRangeException(nameof(layer), $"layer {layer}, head {head}", $"expected a layer from 0 to {trace.Layers - 1} and a head from 0 to {trace.Heads - 1}");
        float[,] weights = trace.Attention(layer, head);
        var numbers = new double[trace.Time, trace.Time];
        for (int row = 0; row < trace.Time; row++)
            for (int column = 0; column <= row; column++)
                numbers[row, column] = weights[row, column];
        return numbers;
    }

    /// <summary>The weights of all heads. `[layer][head]`, each `[time, time]`</summary>
    internal static IReadOnlyList<IReadOnlyList<double[,]>> AllWeights(TransformerTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return [.. Enumerable.Range(0, trace.Layers).Select(layer => (IReadOnlyList<double[,]>)[.. Enumerable.Range(0, trace.Heads).Select(head => Weights(trace, layer, head))])];
    }

    /// <summary>The tokens that were read, as they stand in the vocabulary.</summary>
    internal static string[] WordsOf(TransformerTrace trace, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(vocabulary);
        return [.. trace.Ids.Select(id => vocabulary[id])];
    }

    /// <summary>"layer 2, head 1": counted from 1, as people do.</summary>
    internal static string HeadName(int layer, int head) => FormattableString.Invariant($"layer {layer + 1}, head {head + 1}");
}
