using LlmFromScratch.Counts;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Plots;

/// <summary>Pictures of n-gram counts.</summary>
public static class CountCharts
{
    /// <summary>What follows what: a row for each frequent token, a column for what came after it, in shares of the row's total.</summary>
    /// <param name="counts">Counts of order 2 or more.</param>
    /// <param name="top">How many rows and columns: the most frequent tokens, and the most frequent next tokens. 1 or more.</param>
    /// <exception cref="ArgumentException">The counts are of single tokens only.</exception>
    public static HeatmapChart BigramHeatmap(NGramCounts counts, int top = 15)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        if (counts.Order < 2)
            throw new ArgumentException("expected counts of order 2 or more, got counts of single tokens: count with order: 2", nameof(counts));
        Vocabulary vocabulary = counts.Vocabulary;
        int[] frequent = [.. Enumerable.Range(0, vocabulary.Count).Where(id => counts.Count(id) > 0).OrderByDescending(id => counts.Count(id)).ThenBy(id => id)];
        int[] rows = [.. frequent.Where(id => id != vocabulary.EndId).Take(top)];
        int[] columns = [.. frequent.Where(id => id != vocabulary.StartId).Take(top)];
        // A pair that never occurred leaves its cell empty: most do, and that is what the picture is to show.
        double Share(int before, int after) => counts.Count(before, after) is > 0 and int count ? (double)count / counts.TotalAfter(2, before) : double.NaN;
        return new HeatmapChart("What follows what?",
            [.. rows.Select(id => TokenLabel.Of(vocabulary[id]))], [.. columns.Select(id => TokenLabel.Of(vocabulary[id]))],
            [.. rows.Select(before => (IReadOnlyList<double>)[.. columns.Select(after => Share(before, after))])])
        {
            Subtitle = FormattableString.Invariant($"the {rows.Length} most frequent tokens of {vocabulary.Count:N0}; each row: what came after it"),
            RowAxis = "token",
            ColumnAxis = "next token",
            ValueAxis = "share",
            ValueFormat = "0.00",
        };
    }

    /// <summary>The most frequent tokens.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="top">How many; 1 or more.</param>
    public static BarChart MostFrequent(NGramCounts counts, int top = 15)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var frequent = counts.Frequencies().Where(pair => pair.Token != Vocabulary.SentenceStart).ToList();
        return new BarChart("The most frequent tokens", [.. frequent.Take(top).Select(pair => TokenLabel.Of(pair.Token))],
            [.. frequent.Take(top).Select(pair => (double)pair.Count)])
        {
            Subtitle = FormattableString.Invariant($"{Math.Min(top, frequent.Count)} of {frequent.Count:N0}"),
            ValueAxis = "count",
            ValueFormat = "0",
        };
    }

    /// <summary>Kneser and Ney's idea: each token's share of all occurrences beside its share of all different pairs that end with it.</summary>
    /// <param name="counts">Counts of order 2 or more.</param>
    /// <param name="top">How many of the most frequent tokens; 1 or more.</param>
    /// <exception cref="ArgumentException">The counts are of single tokens only.</exception>
    public static BarChart OccurrencesAndNeighbours(NGramCounts counts, int top = 12)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        if (counts.Order < 2)
            throw new ArgumentException("expected counts of order 2 or more, got counts of single tokens: count with order: 2", nameof(counts));
        Vocabulary vocabulary = counts.Vocabulary;
        int[] ids = [.. Enumerable.Range(0, vocabulary.Count).Where(id => id != vocabulary.StartId)];
        var different = new long[vocabulary.Count];
        foreach (int word in counts.Trie[2].Words)
            different[word]++;
        double occurrences = ids.Sum(id => (double)counts.Count(id)), pairs = ids.Sum(id => (double)different[id]);
        int[] shown = [.. ids.OrderByDescending(id => counts.Count(id)).ThenBy(id => id).Take(top)];
        return new BarChart("Frequent, or found everywhere?", [.. shown.Select(id => TokenLabel.Of(vocabulary[id]))],
        [
            new Series("share of all occurrences", [.. shown.Select(id => counts.Count(id) / occurrences)]),
            new Series("share of all different pairs that end with it", [.. shown.Select(id => different[id] / pairs)]),
        ])
        {
            ValueAxis = "share",
            ValueFormat = "0.000",
        };
    }

    /// <summary>The n-grams of one length with their counts, the most frequent first: what <see cref="ZipfChart"/> draws.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="length">1 to the order of the counts.</param>
    public static IReadOnlyList<(string NGram, long Count)> Ranked(NGramCounts counts, int length)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, counts.Order);
        int[] all = counts.Of(length).ToArray();
        // Letters are put close together, words apart.
        bool characters = counts.Vocabulary.All(token => TextWidth.ElementCount(token) == 1 || token is Vocabulary.Unknown or Vocabulary.SentenceStart or Vocabulary.SentenceEnd);
        return [.. Enumerable.Range(0, all.Length).Where(i => all[i] > 0).OrderByDescending(i => all[i]).ThenBy(i => i)
            .Select(i => (string.Join(characters ? "" : " ", counts.Trie.WordsOf(length, i).Select(id => TokenLabel.Of(counts.Vocabulary[id]))), (long)all[i]))];
    }
}
