using LlmFromScratch.Corpora;
using LlmFromScratch.Counts;
using LlmFromScratch.Plots;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Tour;

/// <summary>The pictures of the tour.</summary>
internal static class TourCharts
{
    private static readonly Dictionary<string, string> ChineseNames = new()
    {
        ["truth"] = "真实概率",
        ["bigram"] = "二元模型",
        ["5-gram Kneser-Ney"] = "五元 Kneser-Ney",
    };

    /// <summary>The truth and two models side by side.</summary>
    public static BarChart Next(IReadOnlyList<Prediction> predictions, int top = 5) => NextTokenChart.Compare(predictions, top);

    /// <summary>The same with Chinese words around it.</summary>
    public static BarChart NextInChinese(IReadOnlyList<Prediction> predictions, string prompt, int top = 5)
    {
        BarChart chart = NextTokenChart.Compare(predictions, top);
        string[] labels = [.. chart.Labels];
        if (chart.OtherIndex is int other)
            labels[other] = $"其他 {predictions[0].Vocabulary.Count - 1 - other} 个词";
        return new BarChart($"“{prompt}”之后是什么？", labels, [.. chart.Series.Select(series => series with { Name = ChineseNames.GetValueOrDefault(series.Name, series.Name) })])
        {
            ValueAxis = "概率",
            ValueFormat = chart.ValueFormat,
            OtherIndex = chart.OtherIndex,
        };
    }

    /// <summary>Perplexities as bars.</summary>
    public static BarChart Perplexities(IReadOnlyList<(string Name, double Perplexity)> perplexities) =>
        new("How many words does each model waver between?", [.. perplexities.Select(one => one.Name)], [.. perplexities.Select(one => one.Perplexity)])
        {
            ValueAxis = "perplexity",
            ValueFormat = "0.00",
        };

    /// <summary>Which word follows which, for a few words.</summary>
    public static HeatmapChart Pairs(NGramCounts counts)
    {
        string[] rows = ["I", "like", "to", "eat", "listen", "your"], columns = ["like", "to", "eat", "apple", "banana", "listen", "your", "heart"];
        return new HeatmapChart("Which word comes after which?", rows, columns,
            [.. rows.Select(row => (IReadOnlyList<double>)[.. columns.Select(column => Share(counts, row, column))])])
        {
            RowAxis = "word",
            ColumnAxis = "next word",
            ValueAxis = "probability",
            ValueFormat = "0.00",
            ShowValues = true,
        };
    }

    /// <summary>Two sentences, shaded by surprise.</summary>
    public static TokenTextChart Surprise(ILanguageModel model, Corpus corpus, string text) =>
        SurprisalChart.Of(model, new Tokenizer(corpus.Splitter, model.Vocabulary), text) with { Title = "How surprising is each word to the 5-gram?" };

    private static double Share(NGramCounts counts, string row, string column)
    {
        int together = counts.Count(row, column);
        if (together == 0)
            return double.NaN; // A pair that never occurred leaves its cell empty.
        double all = counts.After(counts.Vocabulary.IdOf(row)).Sum(next => (long)next.Count);
        return together / all;
    }
}
