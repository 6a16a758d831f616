using LlmFromScratch.Tokens;

namespace LlmFromScratch.Plots;

/// <summary>How often each token occurs against its rank, both axes logarithmic: natural text comes close to a straight line.</summary>
/// <remarks>Source: Zipf, "Human Behavior and the Principle of Least Effort", 1949.</remarks>
public static class ZipfChart
{
    private const int MostDots = 400;

    /// <summary>The chart of some counts, in any order.</summary>
    /// <param name="counts">Each token with how often it occurs; those that never do are left out.</param>
    /// <param name="named">How many tokens are named: the first, and others spread over the ranks.</param>
    /// <param name="what">What was counted, if not tokens: "words", "5-grams".</param>
    public static ScatterChart Of(IReadOnlyList<(string Token, long Count)> counts, int named = 8, string what = "tokens")
    {
        ArgumentNullException.ThrowIfNull(counts);
        (string Token, long Count)[] ranked = [.. counts.Where(pair => pair.Count > 0).OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Token, StringComparer.Ordinal)];
        int[] ranks = SpreadRanks(ranked.Length, MostDots);
        Point At(int rank) => new(rank, ranked[rank - 1].Count);
        double lastRank = Math.Min(ranked.Length, ranked.Length == 0 ? 0 : ranked[0].Count); // below a count of 1 there is nothing to compare with
        IReadOnlyList<PointSeries> reference = ranked.Length < 2 ? [] :
            [new PointSeries("count of the first, divided by the rank", [At(1), new Point(lastRank, ranked[0].Count / lastRank)])];
        return new ScatterChart("Few tokens are frequent, most are rare", [new PointSeries(what, [.. ranks.Select(At)])],
            new Axis("rank", Logarithmic: true), new Axis("count", Logarithmic: true))
        {
            Subtitle = FormattableString.Invariant($"{ranked.Length:N0} different {what}, {ranked.Sum(pair => pair.Count):N0} in all"),
            ReferenceLines = reference,
            PointLabels = [.. SpreadRanks(ranked.Length, named).Select(rank => new PointLabel(At(rank), TokenLabel.Of(ranked[rank - 1].Token)))],
        };
    }

    /// <summary>The chart of the tokens that a tokenizer cuts a text into.</summary>
    /// <param name="tokenizer">Cuts the text.</param>
    /// <param name="lines">The text, such as the lines of a corpus.</param>
    /// <param name="named">How many tokens are named: the first, and others spread over the ranks.</param>
    /// <exception cref="KeyNotFoundException">A piece is not listed and the vocabulary has no unknown token.</exception>
    public static ScatterChart Of(ITokenizer tokenizer, IEnumerable<string> lines, int named = 8)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(lines);
        var counts = new long[tokenizer.Vocabulary.Count];
        foreach (string line in lines)
            foreach (int id in tokenizer.Encode(line))
                counts[id]++;
        return Of([.. counts.Select((count, id) => (tokenizer.Vocabulary[id], count)).Where(one => one.count > 0)], named);
    }

    /// <summary>Ranks from 1 to the last, about equally far apart on a logarithmic axis.</summary>
    private static int[] SpreadRanks(int last, int count)
    {
        if (last <= count)
            return [.. Enumerable.Range(1, last)];
        return [.. Enumerable.Range(0, count).Select(i => Numbers.Nearest(Math.Pow(last, (double)i / Math.Max(1, count - 1)))).Distinct()];
    }
}
