using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace LlmFromScratch.Counts;

/// <summary>Applies a <see cref="ContextRule"/> to every context, from the empty one to the longest: the part that all smoothing methods share.</summary>
internal static class NGramEstimator
{
    /// <summary>Works out the probability of every n-gram and the weight with which each context hands on to its suffix.</summary>
    /// <param name="trie">The n-grams.</param>
    /// <param name="counts">Their counts, plain or adjusted. `[length][n-gram]`</param>
    /// <param name="rule">How a context divides its probability.</param>
    /// <param name="leftover">Who gets what is left.</param>
    /// <returns>Both `[length][n-gram]`; the weights of the longest n-grams are not needed and missing.</returns>
    public static (double[][] Probabilities, double[][] Weights) Estimate(NGramTrie trie, int[][] counts, ContextRule rule, Leftover leftover)
    {
        var probabilities = new double[trie.Order + 1][];
        var weights = new double[trie.Order][];
        probabilities[0] = [];
        (probabilities[1], weights[0]) = EmptyContext(trie, counts[1], rule, leftover);
        for (int length = 2; length <= trie.Order; length++)
        {
            // The words of one context stand together, and contexts do not touch each other's words: any number of threads gives the same bits.
            int contexts = trie[length - 1].Count;
            double[] lower = probabilities[length - 1], upper = new double[trie[length].Count], weight = new double[contexts];
            int[] countsHere = counts[length];
            int at = length;
            void Range(Tuple<int, int> range) => Contexts(trie, at, countsHere, rule, leftover, lower, upper, weight, range.Item1, range.Item2);
            if (contexts < 4096)
                Range(Tuple.Create(0, contexts));
            else
                Parallel.ForEach(Partitioner.Create(0, contexts, 16_384), Range);
            probabilities[length] = upper;
            weights[length - 1] = weight;
        }
        return (probabilities, weights);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Contexts(NGramTrie trie, int length, int[] counts, ContextRule rule, Leftover leftover,
        double[] lower, double[] upper, double[] weights, int from, int to)
    {
        int[] starts = trie[length - 1].FirstContinuation;
        int[] suffixes = trie[length].Suffixes;
        for (int context = from; context < to; context++)
        {
            int start = starts[context], count = starts[context + 1] - start;
            if (count == 0)
            {
                weights[context] = 1; // Nothing ever followed: as good as unseen, the suffix answers alone.
                continue;
            }
            Span<double> shares = upper.AsSpan(start, count);
            double left = rule(length, counts.AsSpan(start, count), shares);
            if (leftover == Leftover.Interpolate)
            {
                weights[context] = left;
                for (int i = 0; i < count; i++)
                    shares[i] += left * lower[suffixes[start + i]];
            }
            else
            {
                double unseenBelow = 1;
                for (int i = 0; i < count; i++)
                    unseenBelow -= lower[suffixes[start + i]];
                weights[context] = Alpha(left, unseenBelow, shares);
            }
        }
    }

    /// <summary>Single words: below them is only the uniform distribution over everything that can be predicted.</summary>
    private static (double[] Probabilities, double[] Weights) EmptyContext(NGramTrie trie, int[] counts, ContextRule rule, Leftover leftover)
    {
        int? start = trie.Vocabulary.StartId;
        int[] seen = [.. Enumerable.Range(0, counts.Length).Where(id => id != start && counts[id] > 0)];
        var shares = new double[seen.Length];
        double left = seen.Length == 0 ? 1 : rule(1, Array.ConvertAll(seen, id => counts[id]), shares);
        int predictable = counts.Length - (start is null ? 0 : 1);
        double uniform = 1.0 / predictable;
        double weight = leftover == Leftover.Interpolate || seen.Length == 0 ? left : Alpha(left, 1 - seen.Length * uniform, shares);
        var probabilities = new double[counts.Length];
        Array.Fill(probabilities, weight * uniform);
        for (int i = 0; i < seen.Length; i++)
            probabilities[seen[i]] = leftover == Leftover.Interpolate ? shares[i] + left * uniform : shares[i];
        if (start is int s)
            probabilities[s] = 0; // Context only, never predicted.
        return (probabilities, [weight]);
    }

    /// <summary>The factor for unseen words that makes everything sum to 1. If no word is unseen, the seen ones take all.</summary>
    private static double Alpha(double left, double unseenBelow, Span<double> shares)
    {
        if (unseenBelow > 1e-12)
            return left / unseenBelow;
        foreach (ref double share in shares)
            share /= 1 - left;
        return 0;
    }
}
