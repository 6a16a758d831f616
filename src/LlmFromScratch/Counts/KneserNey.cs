using LlmFromScratch.Predictions;

namespace LlmFromScratch.Counts;

/// <summary>
/// Kneser-Ney smoothing: absolute discounting in which the shorter contexts ask not how often a word occurs but after how many
/// different words. "Francisco" is frequent, but comes after "San" alone: it is a bad guess elsewhere.
/// </summary>
/// <remarks>
/// Source: Kneser and Ney, "Improved backing-off for m-gram language modeling", 1995; interpolated as in Chen and Goodman, 1998.
/// </remarks>
/// <param name="Discount">D for all lengths, between 0 and 1; null (the default) estimates it for each length.</param>
public sealed record KneserNey(double? Discount = null) : ISmoothing
{
    /// <summary>D for all lengths, from 0 to 1; null where it is estimated for each length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public double? Discount { get; } = AbsoluteDiscounting.Checked(Discount);

    /// <inheritdoc/>
    public string Name => "kneser-ney";

    /// <inheritdoc/>
    public ILanguageModel Train(NGramCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return AbsoluteDiscounting.Train(this, counts, ContinuationCounts(counts), Discount);
    }

    /// <summary>
    /// The counts that Kneser and Ney use: the longest n-grams keep theirs; a shorter one counts the different words that stood before
    /// it. Where nothing can stand before it, at the start of a sentence or of the text, it keeps its own count.
    /// </summary>
    /// <returns>`[length][n-gram]`</returns>
    internal static int[][] ContinuationCounts(NGramCounts counts)
    {
        var adjusted = new int[counts.Order + 1][];
        adjusted[0] = [0];
        adjusted[counts.Order] = counts.ArrayOf(counts.Order);
        for (int length = 1; length < counts.Order; length++)
        {
            var different = new int[counts.Trie[length].Count];
            foreach (int suffix in counts.Trie[length + 1].Suffixes)
                different[suffix]++;
            int[] plain = counts.ArrayOf(length);
            for (int i = 0; i < different.Length; i++)
                if (different[i] == 0)
                    different[i] = plain[i];
            adjusted[length] = different;
        }
        return adjusted;
    }
}
