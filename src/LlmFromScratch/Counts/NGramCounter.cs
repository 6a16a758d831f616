using System.Runtime.CompilerServices;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Counts;

/// <summary>Counts n-grams of all lengths up to the order while tokens come one by one; only different n-grams take memory.</summary>
/// <remarks>
/// The n-gram of length k that ends at a token is "the n-gram of length k - 1 that ended one token before, and this token": a pair of
/// two numbers. So one table of pairs for each length is all it takes, whatever the order.
/// <see cref="PlainCounting"/> does the same with a dictionary of words, to be read first.
/// </remarks>
public sealed class NGramCounter
{
    /// <summary>The largest order accepted: far above what any text fills.</summary>
    public const int MaximumOrder = 64;

    private readonly PairTable[] _tables; // [length - 2]
    private readonly int[] _ending; // [length]: the n-gram of that length which ends at the latest token
    private int[] _unigrams = new int[1024];
    private int _contextLength; // tokens since the text or the sentence started, at most the order

    /// <summary>A counter with nothing counted.</summary>
    /// <param name="order">The length of the longest n-grams, 1 to <see cref="MaximumOrder"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is out of range.</exception>
    public NGramCounter(int order)
    {
        if (order is < 1 or > MaximumOrder)
            throw new ArgumentOutOfRangeException(nameof(order), order, $"expected an order from 1 (single words) to {MaximumOrder}");
        Order = order;
        _tables = [.. Enumerable.Range(2, order - 1).Select(_ => new PairTable())];
        _ending = new int[order + 1];
    }

    /// <summary>The length of the longest n-grams.</summary>
    public int Order { get; }

    /// <summary>Tokens counted so far, sentence starts left out.</summary>
    public long Tokens { get; private set; }

    /// <summary>Begins a sentence: what came before is no context any more.</summary>
    /// <param name="startToken">The id of the start of a sentence.</param>
    public void StartSentence(int startToken)
    {
        _contextLength = 0;
        Add(startToken);
        Tokens--;
    }

    /// <summary>Counts a text, whose start-of-sentence tokens each begin a new context.</summary>
    public void Add(ReadOnlySpan<int> tokens, int? startToken)
    {
        foreach (int token in tokens)
            if (token == startToken)
                StartSentence(token);
            else
                Add(token);
    }

    /// <summary>Counts one more token: every n-gram that ends with it.</summary>
    /// <param name="token">A token id, 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        if (token >= _unigrams.Length)
            Array.Resize(ref _unigrams, Math.Max(token + 1, _unigrams.Length * 2));
        _unigrams[token]++;
        int[] ending = _ending;
        int context = ending[1];
        int suffix = token;
        ending[1] = token;
        int longest = Math.Min(_contextLength + 1, Order);
        for (int length = 2; length <= longest; length++)
        {
            int index = _tables[length - 2].Increment(context, token, suffix);
            context = ending[length];
            ending[length] = index;
            suffix = index;
        }
        _contextLength = longest;
        Tokens++;
    }

    /// <summary>Sorts what was counted.</summary>
    /// <param name="vocabulary">Has every token that was counted.</param>
    /// <exception cref="ArgumentException">A token was counted that the vocabulary lacks.</exception>
    public NGramCounts ToCounts(Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        int size = vocabulary.Count;
        int largest = Array.FindLastIndex(_unigrams, count => count > 0);
        if (largest >= size)
            throw new ArgumentException($"token id {largest} was counted, but the vocabulary has only {size} tokens", nameof(vocabulary));
        var levels = new NGramLevel[Order + 1];
        var counts = new int[Order + 1][];
        levels[0] = new NGramLevel([-1], [-1], [-1]);
        counts[0] = [0];
        int[] identity = [.. Enumerable.Range(0, size)];
        levels[1] = new NGramLevel(identity, new int[size], new int[size]);
        counts[1] = new int[size];
        _unigrams.AsSpan(0, Math.Min(size, _unigrams.Length)).CopyTo(counts[1]);
        int[] newIndex = identity;
        for (int length = 2; length <= Order; length++)
            (levels[length], counts[length], newIndex) = _tables[length - 2].Sort(newIndex, size);
        return new NGramCounts(new NGramTrie(vocabulary, levels), counts);
    }
}
