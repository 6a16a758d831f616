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
    /// <summary>Learns a vocabulary from text.</summary>
    /// <param name="lines">The text, such as the lines of a corpus. No pair reaches from one to the next.</param>
    /// <param name="vocabularySize">How many tokens there shall be, with the 256 bytes and the special ones. There are fewer if no pair is left that occurs twice.</param>
    /// <param name="splitter">Cuts the text into the pieces in which pairs are looked for; it must lose nothing. As GPT-2 does if not given.</param>
    /// <param name="special">Special tokens, which get the last ids.</param>
    /// <param name="progress">Told of the counting and of the merges.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <param name="threads">How many count the pieces of the text at once, 1 or more; as many as there are cores if not given. The merges do not depend on it.</param>
    /// <exception cref="ArgumentException">The size is below 256 and the special tokens; the text is empty or too large, or the splitter drops some of it.</exception>
    public static BytePairVocabulary Train(IEnumerable<string> lines, int vocabularySize, ISplitter? splitter = null, IReadOnlyList<string>? special = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default, int? threads = null)
    {
        int mergesWanted = BytePairWords.MergesFor(vocabularySize, special);
        var row = new Row(BytePairWords.Count(lines, splitter ?? new Gpt2Splitter(), threads ?? Environment.ProcessorCount, progress, cancellation));
        var merges = new List<(int Left, int Right)>();
        while (merges.Count < mergesWanted && row.TakeMostFrequent() is >= 0 and int pair)
        {
            cancellation.ThrowIfStopRequested();
            merges.Add(row.Merge(pair, 256 + merges.Count));
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
        private readonly BytePairNumbers _numbers = new(1 << 12); // of pairs; the next three lists are indexed by them
        private readonly List<(int Left, int Right)> _pairs = [];
        private readonly List<long> _counts = [];
        private readonly List<List<int>?> _places = []; // from left to right; some have since gone
        private readonly PriorityQueue<int, (long MinusCount, int Left, int Right)> _queue = new();

        public Row(List<(byte[] Bytes, long Count)> words)
        {
            long length = words.Sum(word => (long)word.Bytes.Length);
            if (length > Array.MaxLength)
                throw new ArgumentException($"expected different pieces of at most {Array.MaxLength} bytes together, got {length}: train on a part of the text");
            (_tokens, _next, _previous, _word) = (new int[length], new int[length], new int[length], new int[length]);
            _weights = [.. words.Select(word => word.Count)];
            int at = 0;
            for (int w = 0; w < words.Count; w++)
            {
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
            EnqueueFrom(0);
        }

        /// <summary>The number of the most frequent pair; -1 if none occurs twice.</summary>
        public int TakeMostFrequent()
        {
            while (_queue.TryDequeue(out int pair, out (long MinusCount, int Left, int Right) promised))
            {
                if (_counts[pair] == -promised.MinusCount)
                    return pair;
                Enqueue(pair);
            }
            return Nowhere;
        }

        /// <summary>Joins every such pair, from left to right.</summary>
        /// <returns>The pair.</returns>
        public (int Left, int Right) Merge(int pair, int result)
        {
            (int left, int right) = _pairs[pair];
            List<int> places = _places[pair]!;
            _places[pair] = null;
            int firstNew = _pairs.Count; // every pair with the result is new
            foreach (int place in CollectionsMarshal.AsSpan(places))
            {
                int next = _next[place];
                if (_tokens[place] != left || next < 0 || _tokens[next] != right)
                    continue; // an earlier merge, or this one, took a part of it away
                int before = _previous[place], after = _next[next];
                long weight = _weights[_word[place]];
                Subtract(left, right, weight);
                if (before >= 0)
                    Subtract(_tokens[before], left, weight);
                if (after >= 0)
                    Subtract(right, _tokens[after], weight);
                _tokens[place] = result;
                _tokens[next] = Nowhere;
                _next[place] = after;
                if (after >= 0)
                {
                    _previous[after] = place;
                    Add(place, result, _tokens[after]);
                }
                if (before >= 0)
                    Add(before, _tokens[before], result);
            }
            EnqueueFrom(firstNew);
            return (left, right);
        }

        private void Add(int place, int left, int right)
        {
            int pair = _numbers.Add(left, right);
            if (pair == _pairs.Count)
            {
                _pairs.Add((left, right));
                _counts.Add(0);
                _places.Add([]);
            }
            _counts[pair] += _weights[_word[place]];
            _places[pair]?.Add(place);
        }

        private void Subtract(int left, int right, long weight) => CollectionsMarshal.AsSpan(_counts)[_numbers.NumberOf(left, right)] -= weight;

        private void EnqueueFrom(int first)
        {
            for (int pair = first; pair < _pairs.Count; pair++)
                Enqueue(pair);
        }

        private void Enqueue(int pair)
        {
            if (_counts[pair] > 1)
                _queue.Enqueue(pair, (-_counts[pair], _pairs[pair].Left, _pairs[pair].Right));
        }
    }
}
