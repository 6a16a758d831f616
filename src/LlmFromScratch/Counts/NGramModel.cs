using System.Runtime.CompilerServices;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Counts;

/// <summary>
/// A smoothed n-gram model as tables: a probability for each n-gram, and for each context the weight with which it hands on to
/// the next shorter one. This is what an ARPA file holds, and nearly every smoothing method can be written so.
/// </summary>
/// <remarks>
/// p(w | a b c) is the probability of "a b c w" if it is in the table; else weight("a b c") · p(w | b c), and so on down to single words.
/// A context that is not in the table has weight 1.
/// </remarks>
public sealed class NGramModel : ILanguageModel
{
    private readonly double[][] _probabilities; // [length][n-gram], length 1 to order
    private readonly double[][] _weights; // [length][n-gram], length 0 to order - 1

    internal NGramModel(string name, NGramTrie trie, double[][] probabilities, double[][] weights, IReadOnlyList<string>? notes = null)
    {
        Name = name;
        Trie = trie;
        _probabilities = probabilities;
        _weights = weights;
        Notes = notes ?? [];
    }

    /// <inheritdoc/>
    public string Name { get; init; }

    /// <inheritdoc/>
    public Vocabulary Vocabulary => Trie.Vocabulary;

    /// <summary>The length of the longest n-grams.</summary>
    public int Order => Trie.Order;

    /// <inheritdoc/>
    public int ContextLength => Order - 1;

    /// <summary>The n-grams.</summary>
    public NGramTrie Trie { get; }

    /// <summary>What the training had to decide, such as discounts that could not be estimated; for the user to read. Often empty.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The probability of each n-gram's last word after the words before it, in the order of the trie's level.</summary>
    /// <param name="length">1 to <see cref="Order"/>.</param>
    public ReadOnlySpan<double> ProbabilitiesOf(int length) => _probabilities[length];

    /// <summary>The weight with which each n-gram, taken as a context, hands on to its suffix; 0 or more.</summary>
    /// <param name="length">0 to <see cref="Order"/> - 1.</param>
    public ReadOnlySpan<double> WeightsOf(int length) => _weights[length];

    /// <inheritdoc/>
    public ILanguageModelSession Start() => new NGramSession(this);

    /// <summary>The log probability of each token given those before it, in nats; a million tokens take well under a second.</summary>
    /// <inheritdoc cref="ILanguageModel.Score"/>
    public void Score(ReadOnlySpan<int> tokens, Span<double> logProbabilities)
    {
        if (tokens.Length != logProbabilities.Length)
            throw new ArgumentException($"expected room for {tokens.Length} log probabilities, got {logProbabilities.Length}");
        int start = Vocabulary.StartId ?? -1;
        NGramContext context = default;
        for (int t = 0; t < tokens.Length; t++)
        {
            CheckToken(tokens[t]);
            double p = Step(ref context, tokens[t]);
            logProbabilities[t] = tokens[t] == start ? 0 : Math.Log(p);
        }
    }

    /// <summary>The probability of a token in a context; the context moves on by that token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double Step(ref NGramContext context, int token)
    {
        int length = context.Length, index = context.Index;
        double weight = 1;
        while (true)
        {
            int found = Trie.Continue(length, index, token);
            if (found >= 0)
            {
                // The n-gram found is the longest that ends here, so it, or without its first word if it is full length, is the next context.
                context = length + 1 < Order ? new NGramContext(length + 1, found)
                    : length == 0 ? default
                    : new NGramContext(length, Trie[length + 1].Suffixes[found]);
                return weight * _probabilities[length + 1][found];
            }
            weight *= _weights[length][index];
            index = length == 1 ? 0 : Trie[length].Suffixes[index];
            length--;
        }
    }

    internal void Fill(NGramContext context, Span<double> destination)
    {
        if (destination.Length != Vocabulary.Count)
            throw new ArgumentException($"expected room for {Vocabulary.Count} probabilities, one for each token, got {destination.Length}", nameof(destination));
        // From the shortest context to the longest: each scales what came from below and writes its own words over it.
        Span<int> indexes = stackalloc int[NGramCounter.MaximumOrder];
        for (int length = context.Length, index = context.Index; length > 0; length--)
        {
            indexes[length] = index;
            index = Trie[length].Suffixes[index];
        }
        _probabilities[1].CopyTo(destination);
        for (int length = 1; length <= context.Length; length++)
        {
            double weight = _weights[length][indexes[length]];
            if (weight != 1)
                for (int i = 0; i < destination.Length; i++)
                    destination[i] *= weight;
            int[] words = Trie[length + 1].Words;
            double[] probabilities = _probabilities[length + 1];
            var (from, count) = Trie[length].Continuations(indexes[length]).GetOffsetAndLength(words.Length);
            for (int i = from; i < from + count; i++)
                destination[words[i]] = probabilities[i];
        }
    }

    internal void CheckToken(int token)
    {
        if ((uint)token >= (uint)Vocabulary.Count)
            throw new ArgumentOutOfRangeException(nameof(token), token, $"expected a token id from 0 to {Vocabulary.Count - 1}");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {string.Join(", ", Enumerable.Range(1, Order).Select(
        length => FormattableString.Invariant($"{Trie[length].Count:N0} {length}-grams")))}";
}
