using LlmFromScratch.Tokens;

namespace LlmFromScratch.Plots;

/// <summary>How much text a token holds against the size of the vocabulary: what each further merge buys.</summary>
/// <remarks>
/// A vocabulary is cut to its first merges, as <see cref="BytePairVocabulary.First"/> does, again and again. The text need be encoded only
/// once for all of them: merges are done from the earliest to the latest, so with fewer of them encoding just stops earlier.
/// </remarks>
public static class CompressionChart
{
    private const int MostPoints = 80, ManyMerges = 12_000;

    /// <summary>Bytes per token of one text for several tokenizers.</summary>
    /// <param name="tokenizers">Each with its name.</param>
    /// <param name="lines">The text; no token reaches from one line to the next, and line ends are not counted.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static LineChart Of(IReadOnlyList<(string Name, BytePairTokenizer Tokenizer)> tokenizers, IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(tokenizers);
        ArgumentNullException.ThrowIfNull(lines);
        string[] text = [.. lines];
        return Draw([.. tokenizers.Select(one => (one.Name, one.Tokenizer, text))]);
    }

    /// <summary>Bytes per token of several texts, such as one in English and one in Chinese, for one tokenizer.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="texts">Each with its name.</param>
    /// <exception cref="ArgumentException">A text is empty.</exception>
    public static LineChart Of(BytePairTokenizer tokenizer, IReadOnlyList<(string Name, IEnumerable<string> Lines)> texts)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(texts);
        return Draw([.. texts.Select(one => (one.Name, tokenizer, (string[])[.. one.Lines]))]);
    }

    private static LineChart Draw((string Name, BytePairTokenizer Tokenizer, string[] Lines)[] series)
    {
        int most = series.Select(one => one.Tokenizer.BytePairs.Merges.Count).DefaultIfEmpty(0).Max();
        return new LineChart("The larger the vocabulary, the more a token holds", [.. series.Select(one => new PointSeries(one.Name, Points(one.Tokenizer, one.Lines)))],
            new Axis("tokens in the vocabulary", Logarithmic: most > ManyMerges), "bytes per token")
        {
            Subtitle = "the first merges of a vocabulary, and what a token is then worth on average",
        };
    }

    private static IReadOnlyList<Point> Points(BytePairTokenizer tokenizer, string[] lines)
    {
        (long bytes, long[] tokens) = TokensByMerges(tokenizer, lines);
        int merges = tokens.Length - 1;
        // More points where the curve is steep: equal factors between the sizes.
        IEnumerable<int> sizes = merges <= MostPoints ? Enumerable.Range(0, merges + 1)
            : Enumerable.Range(0, MostPoints).Select(i => Numbers.Nearest(256 * Math.Pow((256.0 + merges) / 256, i / (MostPoints - 1.0)) - 256)).Distinct();
        return [.. sizes.Select(n => new Point(256 + n, bytes / (double)tokens[n]))];
    }

    /// <summary>How many tokens the text has with the first n merges, for every n. `[merges + 1]`</summary>
    internal static (long Bytes, long[] Tokens) TokensByMerges(BytePairTokenizer tokenizer, IEnumerable<string> lines)
    {
        var rounds = new BytePairRounds(tokenizer.BytePairs);
        long bytes = 0;
        var tokens = new long[tokenizer.BytePairs.Merges.Count + 1];
        foreach ((byte[] word, long count) in BytePairWords.Count(lines, tokenizer.Splitter))
        {
            bytes += word.Length * count;
            int reached = -1; // with fewer merges than this, encoding has stopped before
            foreach (BytePairRound round in rounds.Of(word))
            {
                reached = Math.Max(reached, round.Rank);
                tokens[reached + 1] -= (round.Before.Length - round.After.Length) * count;
            }
        }
        tokens[0] = bytes;
        for (int n = 1; n < tokens.Length; n++)
            tokens[n] += tokens[n - 1];
        return (bytes, tokens);
    }
}
