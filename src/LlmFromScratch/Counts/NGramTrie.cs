using System.Runtime.CompilerServices;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Counts;

/// <summary>
/// Which n-grams there are, from length 1 to the order: a tree whose root is the empty context and in which each step down adds a word.
/// </summary>
/// <remarks>
/// With every n-gram its suffix is there too. Level 1 has one entry for each token of the vocabulary, seen or not, in order of ids.
/// </remarks>
public sealed class NGramTrie
{
    private readonly NGramLevel[] _levels; // [length], 0 to order; level 0 is the empty context alone

    internal NGramTrie(Vocabulary vocabulary, NGramLevel[] levels)
    {
        Vocabulary = vocabulary;
        _levels = levels;
        for (int length = 0; length < Order; length++)
            levels[length].FirstContinuation = NGramLevel.BlockStarts(levels[length + 1].Contexts, levels[length].Count);
    }

    /// <summary>The words.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The length of the longest n-grams, 1 or more.</summary>
    public int Order => _levels.Length - 1;

    /// <summary>The n-grams of one length.</summary>
    /// <param name="length">0 (the empty context alone) to <see cref="Order"/>.</param>
    public NGramLevel this[int length] => _levels[length];

    /// <summary>The index of an n-gram in its level, or -1 if it is not there.</summary>
    /// <param name="ids">0 to <see cref="Order"/> token ids.</param>
    /// <exception cref="ArgumentException">There are more ids than the order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public int Find(ReadOnlySpan<int> ids)
    {
        if (ids.Length > Order)
            throw new ArgumentException($"expected at most {Order} tokens, got {ids.Length}: these n-grams have order {Order}", nameof(ids));
        foreach (int id in ids)
            if ((uint)id >= (uint)Vocabulary.Count)
                throw new ArgumentOutOfRangeException(nameof(ids), id, $"expected token ids from 0 to {Vocabulary.Count - 1}");
        int index = 0;
        for (int length = 0; length < ids.Length; length++)
        {
            index = Continue(length, index, ids[length]);
            if (index < 0)
                return -1;
        }
        return index;
    }

    /// <summary>The n-gram that adds a word to the n-gram <paramref name="index"/> of a length, or -1 if it is not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int Continue(int length, int index, int word)
    {
        if (length == 0)
            return word;
        int[] words = _levels[length + 1].Words;
        int[] starts = _levels[length].FirstContinuation;
        int low = starts[index], high = starts[index + 1] - 1;
        while (low <= high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            int there = words[middle];
            if (there == word)
                return middle;
            if (there < word)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }

    /// <summary>The token ids of an n-gram, first to last.</summary>
    /// <param name="length">1 to <see cref="Order"/>.</param>
    /// <param name="index">Its index in the level.</param>
    public int[] WordsOf(int length, int index)
    {
        var ids = new int[length];
        for (int at = length; at > 0; at--)
        {
            ids[at - 1] = _levels[at].Words[index];
            index = _levels[at].Contexts[index];
        }
        return ids;
    }
}
