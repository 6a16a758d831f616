using LlmFromScratch.Predictions;

namespace LlmFromScratch.Counts;

/// <summary>Katz's back-off: rare counts are lowered by Good and Turing's estimate, and only unseen words get what was freed.</summary>
/// <remarks>
/// A count r of 1 to 5 becomes d · r with d = (r*/r - m) / (1 - m), r* = (r + 1) n(r+1) / n(r), m = 6 n(6) / n(1): n(r) n-grams occur r times.
/// Larger counts are trusted. Where a length has too few n-grams for this (a d not between 0 and 1), its counts are lowered by 0.5 instead,
/// and the model's notes say so. A context in which every count is large frees nothing; so that unseen words stay possible, it gives them
/// as if one more occurrence had been something new.
/// Source: Katz, "Estimation of probabilities from sparse data", 1987.
/// </remarks>
public sealed record Katz : ISmoothing
{
    private const int LargestLowered = 5;

    /// <inheritdoc/>
    public string Name => "katz";

    /// <inheritdoc/>
    public ILanguageModel Train(NGramCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int[][] plain = Smoothing.PlainCounts(counts);
        var notes = new List<string>();
        var factors = new double[counts.Order + 1][];
        for (int length = 1; length <= counts.Order; length++)
            factors[length] = Factors(Smoothing.CountsOfCounts(counts.Trie, length, plain[length], LargestLowered + 1), length, notes);

        return Smoothing.Model(this, counts, plain, (length, counts, shares) =>
        {
            double[] factor = factors[length];
            double total = Smoothing.Sum(counts), kept = 0;
            for (int i = 0; i < counts.Length; i++)
            {
                shares[i] = counts[i] <= LargestLowered ? factor[counts[i]] * counts[i] / total : counts[i] / total;
                kept += shares[i];
            }
            if (1 - kept > 1e-9)
                return 1 - kept;
            foreach (ref double share in shares)
                share *= total / (total + 1);
            return 1 / (total + 1);
        }, Leftover.BackOff, notes);
    }

    /// <summary>What a count of r is multiplied by; entry 0 is unused.</summary>
    private static double[] Factors(long[] n, int length, List<string> notes)
    {
        var factors = new double[LargestLowered + 1];
        double cut = (LargestLowered + 1) * n[LargestLowered + 1] / (double)n[1];
        for (int r = 1; r <= LargestLowered; r++)
        {
            double lowered = (r + 1) * n[r + 1] / (double)n[r];
            factors[r] = (lowered / r - cut) / (1 - cut);
            if (factors[r] is > 0 and <= 1)
                continue;
            if (n.Sum() > 0)
                notes.Add($"{length}-grams: too few for the Good-Turing estimate at count {r}; counts up to {LargestLowered} are lowered by 0.5 instead");
            return [.. Enumerable.Range(0, LargestLowered + 1).Select(count => count == 0 ? 0 : (count - 0.5) / count)];
        }
        return factors;
    }
}
