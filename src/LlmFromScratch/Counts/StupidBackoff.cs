using LlmFromScratch.Predictions;

namespace LlmFromScratch.Counts;

/// <summary>
/// Stupid backoff: the count's share if the n-gram was seen, else 0.4 times the score in the shorter context. The raw scores do not sum
/// to 1; the model divides them by their sum, so that it can be compared.
/// </summary>
/// <remarks>
/// S(w | context) = count(context w) / count(context) if seen, else α · S(w | shorter context); a word that never occurred scores α / V.
/// Source: Brants et al., "Large language models in machine translation", 2007. The normalization is ours.
/// </remarks>
/// <param name="Alpha">The factor for each word of context given up, above 0 and at most 1; 0.4 in the paper.</param>
public sealed record StupidBackoff(double Alpha = 0.4) : ISmoothing
{
    /// <summary>The factor for each word of context given up, above 0 and at most 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public double Alpha { get; } = Alpha is > 0 and <= 1 ? Alpha
        : throw new ArgumentOutOfRangeException(nameof(Alpha), Alpha, "expected a factor above 0 and at most 1");

    /// <inheritdoc/>
    public string Name => "stupid-backoff";

    /// <summary>The raw score of the last token after those before it, from 0 to 1; not a probability.</summary>
    /// <param name="counts">Counts of the training text.</param>
    /// <param name="ids">Context and token, 1 to order ids. The start of a sentence, which is never predicted, scores 0.</param>
    /// <exception cref="ArgumentException">There is no id.</exception>
    public double Score(NGramCounts counts, params ReadOnlySpan<int> ids)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (ids.IsEmpty)
            throw new ArgumentException("expected a token, and maybe some before it, got none", nameof(ids));
        if (ids[^1] == counts.Vocabulary.StartId)
            return 0;
        double factor = 1;
        for (; ids.Length > 0; ids = ids[1..], factor *= Alpha)
        {
            int count = counts.Count(ids);
            if (count > 0)
                return factor * count / counts.TotalAfter(ids.Length, counts.Trie.Find(ids[..^1]));
        }
        return factor / Predictable(counts);
    }

    /// <inheritdoc/>
    public ILanguageModel Train(NGramCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        NGramTrie trie = counts.Trie;
        var scores = new double[trie.Order + 1][];
        var sums = new double[trie.Order][]; // [length][context]: the sum of the raw scores of all words
        var weights = new double[trie.Order][];
        scores[0] = [];
        for (int length = 1; length <= trie.Order; length++)
        {
            ReadOnlySpan<int> plain = counts.Of(length);
            scores[length] = new double[plain.Length];
            int contexts = trie[length - 1].Count;
            (sums[length - 1], weights[length - 1]) = (new double[contexts], new double[contexts]);
            for (int context = 0; context < contexts; context++)
            {
                // All words together: 1 for the seen ones, and α times what the unseen ones score below.
                // A context that nothing followed leaves it to the shorter one; if that is the empty one, every word scores α / V.
                double total = counts.TotalAfter(length, context);
                double below = length == 1 ? 1 : sums[length - 2][trie[length - 1].Suffixes[context]];
                double unseenBelow = below;
                var (from, count) = trie[length - 1].Continuations(context).GetOffsetAndLength(plain.Length);
                for (int i = from; i < from + count; i++)
                {
                    if (plain[i] == 0 || (length == 1 && i == trie.Vocabulary.StartId))
                        continue;
                    scores[length][i] = plain[i] / total;
                    unseenBelow -= length == 1 ? 1.0 / Predictable(counts) : scores[length - 1][trie[length].Suffixes[i]];
                }
                sums[length - 1][context] = total == 0 ? (length == 1 ? Alpha : below) : 1 + Alpha * Math.Max(0, unseenBelow);
                weights[length - 1][context] = total == 0 ? 1 : Alpha * below / sums[length - 1][context];
            }
            if (length == 1)
                for (int id = 0; id < plain.Length; id++)
                    if (plain[id] == 0)
                        scores[1][id] = Alpha / Predictable(counts);
            if (length == 1 && trie.Vocabulary.StartId is int start)
                scores[1][start] = 0;
        }
        for (int length = 1; length <= trie.Order; length++)
            for (int i = 0; i < scores[length].Length; i++)
                scores[length][i] /= sums[length - 1][trie[length].Contexts[i]];
        return new NGramModel($"{Name}, order {counts.Order}", trie, scores, weights);
    }

    private static int Predictable(NGramCounts counts) => counts.Vocabulary.Count - (counts.Vocabulary.StartId is null ? 0 : 1);
}
