using LlmFromScratch.Predictions;

namespace LlmFromScratch.Counts;

/// <summary>Kneser-Ney smoothing with three discounts: one for n-grams seen once, one for twice, one for three times or more.</summary>
/// <remarks>
/// With Y = n1 / (n1 + 2 n2): D1 = 1 - 2Y n2/n1, D2 = 2 - 3Y n3/n2, D3 = 3 - 4Y n4/n3, where n1 to n4 n-grams of that length have the counts 1 to 4.
/// A length whose discounts are undefined, or outside [0, k], gets 0.5, 1 and 1.5, as KenLM's --discount_fallback does, and the model's notes
/// say so. Single words are interpolated with the uniform distribution over the vocabulary, unknown token and sentence end included.
/// Source: Chen and Goodman, "An empirical study of smoothing techniques for language modeling", 1998; Heafield et al.,
/// "Scalable modified Kneser-Ney language model estimation", 2013.
/// </remarks>
public sealed record ModifiedKneserNey : ISmoothing
{
    /// <inheritdoc/>
    public string Name => "modified-kneser-ney";

    /// <inheritdoc/>
    public ILanguageModel Train(NGramCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int[][] adjusted = KneserNey.ContinuationCounts(counts);
        var discounts = new double[counts.Order + 1][];
        var undefined = new List<string>();
        for (int length = 1; length <= counts.Order; length++)
        {
            long[] n = Smoothing.CountsOfCounts(counts.Trie, length, adjusted[length], 4);
            discounts[length] = Discounts(n) ?? [0, 0.5, 1, 1.5];
            if (Discounts(n) is null && adjusted[length].Length > 0)
                undefined.Add($"{length}-grams ({n[1]}, {n[2]}, {n[3]} and {n[4]} of them count 1 to 4)");
        }
        string[] notes = undefined.Count == 0 ? [] :
            [$"discounts cannot be estimated for {string.Join(", ", undefined)}: 0.5, 1 and 1.5 are used, as KenLM's fallback does"];

        return Smoothing.Model(this, counts, adjusted, (length, counts, shares) =>
        {
            double[] discount = discounts[length];
            double total = Smoothing.Sum(counts), taken = 0;
            for (int i = 0; i < counts.Length; i++)
            {
                double d = discount[Math.Min(counts[i], 3)];
                shares[i] = (counts[i] - d) / total;
                taken += d;
            }
            return taken / total;
        }, Leftover.Interpolate, notes);
    }

    /// <summary>The discounts for counts 1, 2 and 3 or more, entry 0 unused; null where one is undefined or not in [0, k].</summary>
    private static double[]? Discounts(long[] n)
    {
        var discounts = new double[4];
        double y = n[1] / (double)(n[1] + 2 * n[2]);
        for (int k = 1; k <= 3; k++)
        {
            discounts[k] = k - (k + 1) * y * n[k + 1] / n[k];
            if (!(discounts[k] >= 0 && discounts[k] <= k)) // not-a-number, too
                return null;
        }
        return discounts;
    }
}
