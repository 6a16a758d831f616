using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Plots;

/// <summary>What a transformer would answer after each of its blocks, if it had no more of them.</summary>
/// <remarks>The "logit lens": the residual stream goes through the last norm and the output as if it were finished. Source: nostalgebraist, "Interpreting GPT: the logit lens" (2020).</remarks>
public static class LogitLensChart
{
    private const int FewWords = 8; // as columns: more would be too narrow to be read

    /// <summary>The likeliest next word after each block, at every place of the text; the shade is its probability.</summary>
    /// <param name="trace">What the model did.</param>
    /// <param name="vocabulary">The model's.</param>
    /// <param name="layersUpwards">Whether the words go to the right and the blocks upwards; null: where there are at most eight words. Else the words go down and the blocks to the right.</param>
    public static HeatmapChart Of(TransformerTrace trace, Vocabulary vocabulary, bool? layersUpwards = null)
    {
        string[] words = AttentionChart.WordsOf(trace, vocabulary);
        var top = new string[trace.Layers + 1][];
        var probabilities = new double[trace.Layers + 1][];
        for (int layer = 0; layer <= trace.Layers; layer++)
        {
            (top[layer], probabilities[layer]) = (new string[words.Length], new double[words.Length]);
            for (int place = 0; place < words.Length; place++)
            {
                double[] here = trace.Probabilities(layer, place);
                int best = Array.IndexOf(here, here.Max());
                (top[layer][place], probabilities[layer][place]) = (vocabulary[best], here[best]);
            }
        }
        return Of(words, top, probabilities, layersUpwards);
    }

    /// <summary>The same from words and numbers.</summary>
    /// <param name="words">The tokens of the text. `[time]`</param>
    /// <param name="top">The likeliest next word, after no block, after the first, and so on. `[layer][time]`</param>
    /// <param name="probabilities">Its probability, in [0, 1]. `[layer][time]`</param>
    /// <param name="layersUpwards">As above.</param>
    /// <exception cref="ArgumentException">There are not a word and a probability for each place and layer.</exception>
    public static HeatmapChart Of(IReadOnlyList<string> words, IReadOnlyList<IReadOnlyList<string>> top, IReadOnlyList<IReadOnlyList<double>> probabilities, bool? layersUpwards = null)
    {
        string[] labels = [.. ChartData.Labels(words, nameof(words)).Select(TokenLabel.Of)];
        ArgumentNullException.ThrowIfNull(top);
        ArgumentNullException.ThrowIfNull(probabilities);
        if (top.Count != probabilities.Count)
            throw new ArgumentException($"expected words and probabilities of as many layers, got {top.Count} and {probabilities.Count}", nameof(probabilities));
        for (int layer = 0; layer < top.Count; layer++)
            if (top[layer].Count != labels.Length || probabilities[layer].Count != labels.Length)
                throw new ArgumentException($"expected {labels.Length} words and probabilities in layer {layer}, one for each place, got {top[layer].Count} and {probabilities[layer].Count}", nameof(top));
        string[] layers = [.. top.Select((_, layer) => layer == 0 ? "embeddings" : FormattableString.Invariant($"block {layer}"))];
        bool upwards = layersUpwards ?? labels.Length <= FewWords;
        int[] rows = [.. upwards ? Enumerable.Range(0, layers.Length).Reverse() : Enumerable.Range(0, labels.Length)];
        int[] columns = [.. Enumerable.Range(0, upwards ? labels.Length : layers.Length)];
        (int Layer, int Place) At(int row, int column) => upwards ? (row, column) : (column, row);
        return new HeatmapChart("What it would say after each block", [.. rows.Select(row => upwards ? layers[row] : labels[row])], upwards ? labels : layers,
            [.. rows.Select(row => (double[])[.. columns.Select(column => probabilities[At(row, column).Layer][At(row, column).Place])])])
        {
            Subtitle = "in each cell the likeliest next word",
            Texts = [.. rows.Select(row => (string[])[.. columns.Select(column => TokenLabel.Of(top[At(row, column).Layer][At(row, column).Place]))])],
            RowAxis = upwards ? "after" : "word",
            ColumnAxis = upwards ? "word" : "after",
            ValueAxis = "probability",
            ValueFormat = "0.00",
            Maximum = 1,
        };
    }

    /// <summary>One place of the text: how likely the words that the model finds likeliest in the end are after each block.</summary>
    /// <param name="trace">What the model did.</param>
    /// <param name="vocabulary">The model's.</param>
    /// <param name="place">After which token, from 0; the last if not given.</param>
    /// <param name="top">How many words, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place, or <paramref name="top"/> is below 1.</exception>
    public static LineChart At(TransformerTrace trace, Vocabulary vocabulary, int? place = null, int top = 5)
    {
        string[] words = AttentionChart.WordsOf(trace, vocabulary);
        int at = place ?? words.Length - 1;
        if (at < 0 || at >= words.Length)
            throw new ArgumentOutOfRangeException(nameof(place), place, $"expected a place from 0 to {words.Length - 1}");
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        double[][] byLayer = [.. Enumerable.Range(0, trace.Layers + 1).Select(layer => trace.Probabilities(layer, at))];
        int[] ids = new Predictions.Probabilities(byLayer[^1]).Top(top);
        return new LineChart($"What comes after “{TokenLabel.Of(words[at])}”, block by block", [.. ids.Select(id =>
            PointSeries.Of(TokenLabel.Of(vocabulary[id]), byLayer.Select(probabilities => probabilities[id])))], "blocks", "probability");
    }
}
