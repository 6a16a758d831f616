using System.Runtime.InteropServices;

namespace LlmFromScratch.Tokens;

/// <summary>
/// Finds the same merges as <see cref="BytePairTrainer"/>, in time that hardly grows with their number.
/// </summary>
/// <remarks>
/// Every pair knows how often it occurs and where. A merge visits just the places of its pair and mends the counts of their neighbours, so the
/// counts never have to be taken again. All different words stand in one row, linked to their neighbours; a merge takes places out of it.
/// The next pair comes from a priority queue. Counts of a pair that is in the queue can only fall, so an entry that promises
/// too much is put back with its true count, and the first true one is the best. (Only a pair with the new token can become more frequent,
/// and it comes into the queue when the merge that makes it is done.)
/// </remarks>
public static class FastBytePairTrainer
{
    /// <inheritdoc cref="BytePairTrainer.Train"/>
    public static BytePairVocabulary Train(IEnumerable<string> lines, int vocabularySize, ISplitter? splitter = null, IReadOnlyList<string>? special = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        int mergesWanted = BytePairWords.MergesFor(vocabularySize, special);
        var row = new Row(BytePairWords.Count(lines, splitter ?? new Gpt2Splitter()));
        var merges = new List<(int Left, int Right)>();
        while (merges.Count < mergesWanted && row.TakeMostFrequent() is (int, int) pair)
        {
            cancellation.ThrowIfCancellationRequested();
            row.Merge(pair, 256 + merges.Count);
            merges.Add(pair);
            if (merges.Count % 64 == 0 || merges.Count == mergesWanted)
                progress?.Report(new WorkProgress("merging pairs", merges.Count, mergesWanted, "merges"));
        }
        return BytePairVocabulary.FromMerges(merges, [.. special ?? []]);
    }

    /// <summary>All words in a row, and all pairs in it.</summary>
    private sealed class Row
    {
        private const int Nowhere = -1;

        private readonly int[] _tokens, _next, _previous, _word;
        private readonly long[] _weights;
        private readonly Dictionary<ulong, int> _pairs = [];
        private readonly List<long> _counts = [];
        private readonly List<List<int>> _places = [];
        private readonly PriorityQueue<ulong, (long MinusCount, ulong Pair)> _queue = new();

        public Row(List<(byte[] Bytes, long Count)> words)
        {
            int length = checked(words.Sum(word => word.Bytes.Length));
            (_tokens, _next, _previous, _word) = (new int[length], new int[length], new int[length], new int[length]);
            _weights = new long[words.Count];
            int at = 0;
            for (int w = 0; w < words.Count; w++)
            {
                _weights[w] = words[w].Count;
                byte[] bytes = words[w].Bytes;
                for (int i = 0; i < bytes.Length; i++, at++)
                {
                    (_tokens[at], _word[at]) = (bytes[i], w);
                    _previous[at] = i > 0 ? at - 1 : Nowhere;
                    _next[at] = i + 1 < bytes.Length ? at + 1 : Nowhere;
                    if (i > 0)
                        Add(at - 1, bytes[i - 1], bytes[i]);
                }
            }
            foreach ((ulong pair, int index) in _pairs)
                Enqueue(pair, index);
        }

        /// <summary>The most frequent pair; null if none occurs twice.</summary>
        public (int Left, int Right)? TakeMostFrequent()
        {
            while (_queue.TryDequeue(out ulong pair, out (long MinusCount, ulong Pair) promised))
            {
                int index = _pairs[pair];
                if (_counts[index] == -promised.MinusCount)
                    return ((int)(pair >> 32), (int)(uint)pair);
                Enqueue(pair, index);
            }
            return null;
        }

        /// <summary>Joins every such pair, from left to right.</summary>
        public void Merge((int Left, int Right) pair, int result)
        {
            ulong key = Key(pair.Left, pair.Right);
            var changed = new HashSet<ulong>();
            foreach (int place in CollectionsMarshal.AsSpan(_places[_pairs[key]]))
            {
                int right = _next[place];
                if (_tokens[place] != pair.Left || right < 0 || _tokens[right] != pair.Right)
                    continue; // an earlier merge, or this one, took a part of it away
                int before = _previous[place], after = _next[right];
                long weight = _weights[_word[place]];
                _counts[_pairs[key]] -= weight;
                if (before >= 0)
                    _counts[_pairs[Key(_tokens[before], pair.Left)]] -= weight;
                if (after >= 0)
                    _counts[_pairs[Key(pair.Right, _tokens[after])]] -= weight;
                _tokens[place] = result;
                _tokens[right] = Nowhere;
                _next[place] = after;
                if (after >= 0)
                {
                    _previous[after] = place;
                    changed.Add(Add(place, result, _tokens[after]));
                }
                if (before >= 0)
                    changed.Add(Add(before, _tokens[before], result));
            }
            _places[_pairs[key]] = [];
            foreach (ulong pairWithResult in changed)
                Enqueue(pairWithResult, _pairs[pairWithResult]);
        }

        private ulong Add(int place, int left, int right)
        {
            ulong key = Key(left, right);
            ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_pairs, key, out bool known);
            if (!known)
            {
                index = _counts.Count;
                _counts.Add(0);
                _places.Add([]);
            }
            _counts[index] += _weights[_word[place]];
            _places[index].Add(place);
            return key;
        }

        private void Enqueue(ulong pair, int index)
        {
            if (_counts[index] > 1)
                _queue.Enqueue(pair, (-_counts[index], pair));
        }

        private static ulong Key(int left, int right) => (ulong)(uint)left << 32 | (uint)right;
    }
}
