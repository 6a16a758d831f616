namespace LlmFromScratch.Counts;

/// <summary>Counting n-grams with a dictionary, as one would write it first. <see cref="NGramCounter"/> is the fast one beside it.</summary>
public static class PlainCounting
{
    /// <summary>
    /// How often each n-gram of one length occurs: ["a", "b", "a", "b"], length 2 -> "a b" 2, "b a" 1.
    /// </summary>
    /// <param name="tokens">The text.</param>
    /// <param name="length">1 or more.</param>
    /// <returns>Counts by the n-gram's tokens, joined by spaces.</returns>
    public static Dictionary<string, int> Count(IReadOnlyList<string> tokens, int length)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var counts = new Dictionary<string, int>();
        for (int start = 0; start + length <= tokens.Count; start++)
        {
            string ngram = string.Join(' ', tokens.Skip(start).Take(length));
            counts[ngram] = counts.GetValueOrDefault(ngram) + 1;
        }
        return counts;
    }
}
