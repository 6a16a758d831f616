using LlmFromScratch.Predictions;

namespace LlmFromScratch.Counts;

/// <summary>Absolute discounting: take the same small amount D off every count and hand what was taken to the shorter context.</summary>
/// <remarks>
/// p(w | context) = (count - D) / N + D · T / N · p(w | shorter context), with T different words in N occurrences.
/// D = n1 / (n1 + 2 n2) for each length, where n1 and n2 n-grams occur once and twice. Source: Ney, Essen and Kneser, 1994.
/// </remarks>
/// <param name="Discount">D for all lengths, between 0 and 1; null (the default) estimates it for each length.</param>
public sealed record AbsoluteDiscounting(double? Discount = null) : ISmoothing
{
    /// <summary>D for all lengths, from 0 to 1; null where it is estimated for each length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public double? Discount { get; } = Checked(Discount);

    /// <inheritdoc/>
    public string Name => "absolute-discounting";

    /// <inheritdoc/>
    public ILanguageModel Train(NGramCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Train(this, counts, Smoothing.PlainCounts(counts), Discount);
    }

    /// <summary>The same rule over plain counts or over those of Kneser and Ney.</summary>
    internal static NGramModel Train(ISmoothing smoothing, NGramCounts counts, int[][] adjusted, double? fixedDiscount)
    {
        var notes = new List<string>();
        var discounts = new double[counts.Order + 1];
        for (int length = 1; length <= counts.Order; length++)
            discounts[length] = fixedDiscount ?? Estimate(counts.Trie, length, adjusted[length], notes);
        return Smoothing.Model(smoothing, counts, adjusted, (length, counts, shares) =>
        {
            double discount = discounts[length], total = Smoothing.Sum(counts);
            for (int i = 0; i < counts.Length; i++)
                shares[i] = (counts[i] - discount) / total;
            return discount * counts.Length / total;
        }, Leftover.Interpolate, notes);
    }

    internal static double? Checked(double? discount) => discount is null or (>= 0 and <= 1) ? discount
        : throw new ArgumentOutOfRangeException(nameof(discount), discount, "expected a discount from 0 to 1");

    private static double Estimate(NGramTrie trie, int length, int[] counts, List<string> notes)
    {
        long[] n = Smoothing.CountsOfCounts(trie, length, counts, 2);
        if (n[1] > 0)
            return n[1] / (double)(n[1] + 2 * n[2]);
        if (counts.Length > 0)
            notes.Add($"{length}-grams: none occurs just once, so the discount cannot be estimated; 0.5 is used");
        return 0.5;
    }
}
