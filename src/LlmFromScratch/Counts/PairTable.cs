using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LlmFromScratch.Counts;

/// <summary>Counts pairs (context, word) and numbers each new one: a hash table with open addressing, the fast half of <see cref="NGramCounter"/>.</summary>
internal sealed class PairTable
{
    private Entry[] _entries = new Entry[1024];
    private int[] _suffixes = new int[512]; // [index], as many as half of the entries can hold
    private int _shift = 64 - 10;

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        public ulong Key; // (context + 1) in the upper half, word in the lower; 0 is an empty place
        public int Index;
        public int Count;
    }

    public int Count { get; private set; }

    /// <summary>Counts one occurrence and returns the pair's number: 0 for the first pair ever seen, 1 for the next new one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Increment(int context, int word, int suffix)
    {
        ulong key = ((ulong)(uint)(context + 1) << 32) | (uint)word;
        Entry[] entries = _entries;
        int mask = entries.Length - 1;
        int at = (int)(key * 0x9E3779B97F4A7C15UL >> _shift);
        while (true)
        {
            ref Entry entry = ref entries[at & mask];
            if (entry.Key == key)
            {
                entry.Count++;
                return entry.Index;
            }
            if (entry.Key == 0)
            {
                entry = new Entry { Key = key, Index = Count, Count = 1 };
                _suffixes[Count] = suffix;
                int index = Count++;
                if (Count == _suffixes.Length)
                    Grow();
                return index;
            }
            at++;
        }
    }

    /// <summary>The pairs in order of context and then word, as a level of the trie.</summary>
    /// <param name="newContext">The sorted place of each context by its number here.</param>
    /// <param name="vocabularySize">Words are below this.</param>
    /// <returns>The level, the counts in its order, and the sorted place of each pair by its number here.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (NGramLevel Level, int[] Counts, int[] NewIndex) Sort(int[] newContext, int vocabularySize)
    {
        int n = Count;
        var contexts = new int[n];
        var words = new int[n];
        var counts = new int[n];
        foreach (Entry entry in _entries)
        {
            if (entry.Key == 0)
                continue;
            contexts[entry.Index] = newContext[(int)(entry.Key >> 32) - 1];
            words[entry.Index] = (int)(uint)entry.Key;
            counts[entry.Index] = entry.Count;
        }
        // Two stable counting sorts, by word and then by context: linear time, no comparisons.
        int[] byWord = CountingSort(words, vocabularySize, null);
        int[] order = CountingSort(contexts, newContext.Length, byWord);
        var newIndex = new int[n];
        var level = new NGramLevel(new int[n], new int[n], new int[n]);
        var sortedCounts = new int[n];
        for (int to = 0; to < n; to++)
        {
            int from = order[to];
            newIndex[from] = to;
            level.Words[to] = words[from];
            level.Contexts[to] = contexts[from];
            level.Suffixes[to] = newContext[_suffixes[from]];
            sortedCounts[to] = counts[from];
        }
        return (level, sortedCounts, newIndex);
    }

    /// <summary>The order in which to take the items so that their keys rise; items with equal keys stay in the order given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int[] CountingSort(int[] keys, int keyCount, int[]? order)
    {
        var next = new int[keyCount + 1];
        foreach (int key in keys)
            next[key + 1]++;
        for (int i = 0; i < keyCount; i++)
            next[i + 1] += next[i];
        var sorted = new int[keys.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            int item = order is null ? i : order[i];
            sorted[next[keys[item]]++] = item;
        }
        return sorted;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Grow()
    {
        Entry[] old = _entries;
        var entries = new Entry[checked(old.Length * 2)];
        int mask = entries.Length - 1;
        _shift = 64 - BitOperations.Log2((uint)entries.Length);
        foreach (Entry entry in old)
        {
            if (entry.Key == 0)
                continue;
            int at = (int)(entry.Key * 0x9E3779B97F4A7C15UL >> _shift);
            while (entries[at & mask].Key != 0)
                at++;
            entries[at & mask] = entry;
        }
        _entries = entries;
        Array.Resize(ref _suffixes, entries.Length / 2);
    }
}
