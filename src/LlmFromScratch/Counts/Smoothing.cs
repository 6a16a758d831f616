using System.Collections.Immutable;

namespace LlmFromScratch.Counts;

/// <summary>The smoothing methods by name, and what they share.</summary>
public static class Smoothing
{
    /// <summary>Every method with its usual settings, simplest first.</summary>
    public static ImmutableArray<ISmoothing> All { get; } =
    [
        new MaximumLikelihood(), new AddK(1), new JelinekMercer(0.7), new WittenBell(), new Katz(), new StupidBackoff(),
        new AbsoluteDiscounting(), new KneserNey(), new ModifiedKneserNey(),
    ];

    /// <summary>The method of a name, with its usual settings. "add-one" is "add-k" with k = 1; "add-0.1" sets k.</summary>
    /// <exception cref="ArgumentException">There is none of that name, and the message lists them; or k is not above 0.</exception>
    public static ISmoothing Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name is "add-one" or "laplace")
            return new AddK(1);
        if (name.StartsWith("add-", StringComparison.Ordinal)
            && double.TryParse(name.AsSpan(4), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double k))
            return new AddK(k);
        return All.FirstOrDefault(smoothing => smoothing.Name == name) ?? throw new ArgumentException(
            $"expected one of {string.Join(", ", All.Select(s => s.Name))}, got \"{name}\"", nameof(name));
    }

    internal static NGramModel Model(ISmoothing smoothing, NGramCounts counts, ContextRule rule, Leftover leftover)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Model(smoothing, counts, PlainCounts(counts), rule, leftover, []);
    }

    internal static NGramModel Model(ISmoothing smoothing, NGramCounts counts, int[][] adjusted, ContextRule rule, Leftover leftover, IReadOnlyList<string> notes)
    {
        var (probabilities, weights) = NGramEstimator.Estimate(counts.Trie, adjusted, rule, leftover);
        return new NGramModel($"{smoothing.Name}, order {counts.Order}", counts.Trie, probabilities, weights, notes);
    }

    internal static int[][] PlainCounts(NGramCounts counts) =>
        [.. Enumerable.Range(0, counts.Order + 1).Select(length => counts.ArrayOf(length))];

    internal static double Sum(ReadOnlySpan<int> counts)
    {
        long sum = 0;
        foreach (int count in counts)
            sum += count;
        return sum;
    }

    /// <summary>How many n-grams have each of the counts 1 to <paramref name="largest"/>: entry 0 is unused. Sentence starts are not counted.</summary>
    internal static long[] CountsOfCounts(NGramTrie trie, int length, int[] counts, int largest)
    {
        var result = new long[largest + 1];
        int start = length == 1 ? trie.Vocabulary.StartId ?? -1 : -1;
        for (int i = 0; i < counts.Length; i++)
            if (counts[i] > 0 && counts[i] <= largest && i != start)
                result[counts[i]]++;
        return result;
    }
}
