using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LlmFromScratch.Tokens;

/// <summary>Encodes the bytes of one piece as <see cref="BytePairEncoder"/> does, in time that grows hardly faster than the piece.</summary>
/// <remarks>
/// All pairs of one rank are merged from left to right before the next rank is looked for. A pair that contains the new token is never of
/// the rank at work, since neither part of a merge is as long as its result.
/// A short piece is an ordinary array in which one item after the other is taken out. A long one is
/// rewritten as a whole as long as that merges many pairs at once (a row of one letter halves each time); after that its tokens are linked to
/// their neighbours, and the places of pairs wait by rank. It may be used from several threads.
/// </remarks>
public sealed class FastBytePairEncoder
{
    private const int Short = 64, OnStack = 256;

    private readonly BytePairVocabulary _vocabulary;
    private readonly BytePairNumbers _ranks;
    private readonly int[] _results;

    /// <summary>Prepares a table of the merges.</summary>
    public FastBytePairEncoder(BytePairVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        _vocabulary = vocabulary;
        _ranks = new BytePairNumbers(vocabulary.Merges.Count);
        foreach (BytePairMerge merge in vocabulary.Merges)
            _ranks.Add(merge.Left, merge.Right);
        _results = [.. vocabulary.Merges.Select(merge => merge.Result)];
    }

    /// <summary>The tokens of a piece.</summary>
    /// <param name="piece">The bytes of a piece, as the splitter of the vocabulary cuts it.</param>
    public int[] Encode(ReadOnlySpan<byte> piece)
    {
        var ids = new List<int>();
        Encode(piece, ids);
        return [.. ids];
    }

    /// <summary>Puts the tokens of a piece at the end of a list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // at full speed from the first call on
    internal void Encode(ReadOnlySpan<byte> piece, List<int> ids)
    {
        Span<int> tokens = piece.Length <= OnStack ? stackalloc int[piece.Length] : new int[piece.Length];
        for (int i = 0; i < piece.Length; i++)
            tokens[i] = _vocabulary.IdOf(piece[i]);
        if (tokens.Length <= Short)
            ids.AddRange(tokens[..MergeShort(tokens)]);
        else
            MergeLong(tokens, ids);
    }

    /// <summary>Merges in place.</summary>
    /// <returns>How many tokens are left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // at full speed from the first call on
    private int MergeShort(Span<int> tokens)
    {
        int count = tokens.Length;
        Span<int> ranks = stackalloc int[Short]; // of each token with the one after it
        for (int i = 0; i + 1 < count; i++)
            ranks[i] = _ranks.NumberOf(tokens[i], tokens[i + 1]);
        while (true)
        {
            int best = BytePairNumbers.None, first = 0;
            for (int i = 0; i + 1 < count; i++)
                if (ranks[i] < best)
                    (best, first) = (ranks[i], i);
            if (best == BytePairNumbers.None)
                return count;
            for (int i = first; i + 1 < count; i++)
            {
                if (ranks[i] != best)
                    continue;
                tokens[i] = _results[best];
                tokens[(i + 2)..count].CopyTo(tokens[(i + 1)..]);
                ranks[(i + 1)..count].CopyTo(ranks[i..]);
                count--;
                if (i + 1 < count)
                    ranks[i] = _ranks.NumberOf(tokens[i], tokens[i + 1]);
                if (i > 0)
                    ranks[i - 1] = _ranks.NumberOf(tokens[i - 1], tokens[i]);
            }
        }
    }

    private void MergeLong(Span<int> tokens, List<int> ids)
    {
        while (true)
        {
            int best = BytePairNumbers.None, places = 0;
            for (int i = 0; i + 1 < tokens.Length; i++)
            {
                int rank = _ranks.NumberOf(tokens[i], tokens[i + 1]);
                if (rank < best)
                    (best, places) = (rank, 0);
                places += rank == best ? 1 : 0;
            }
            if (best == BytePairNumbers.None)
                break;
            if (places < tokens.Length / 32)
            {
                new LinkedTokens(this, tokens).Merge(ids);
                return;
            }
            tokens = tokens[..MergeEverywhere(tokens, best)];
        }
        ids.AddRange(tokens);
    }

    private int MergeEverywhere(Span<int> tokens, int rank)
    {
        (int left, int right, int result) = _vocabulary.Merges[rank];
        int to = 0;
        for (int from = 0; from < tokens.Length; from++)
            if (tokens[from] == left && from + 1 < tokens.Length && tokens[from + 1] == right)
            {
                tokens[to++] = result;
                from++;
            }
            else
            {
                tokens[to++] = tokens[from];
            }
        return to;
    }

    /// <summary>A long row of tokens, each linked to its neighbours, and the places of pairs by rank.</summary>
    private sealed class LinkedTokens
    {
        private const int Nowhere = -1;

        private readonly FastBytePairEncoder _encoder;
        private readonly int[] _tokens, _next, _previous;
        private readonly Dictionary<int, List<int>> _places = []; // by rank; a list of all ranks would be larger than most pieces
        private readonly PriorityQueue<int, int> _waiting = new(); // ranks that have places

        public LinkedTokens(FastBytePairEncoder encoder, ReadOnlySpan<int> tokens)
        {
            _encoder = encoder;
            (_tokens, _next, _previous) = (tokens.ToArray(), new int[tokens.Length], new int[tokens.Length]);
            for (int at = 0; at < _tokens.Length; at++)
                (_previous[at], _next[at]) = (at - 1, at + 1 < _tokens.Length ? at + 1 : Nowhere);
            for (int at = 0; at + 1 < _tokens.Length; at++)
                Note(at, at + 1);
        }

        public void Merge(List<int> ids)
        {
            while (_waiting.TryDequeue(out int rank, out _))
            {
                _places.Remove(rank, out List<int>? places);
                (int left, int right, int result) = _encoder._vocabulary.Merges[rank];
                if (left == right)
                    places!.Sort(); // of "aaa" the first two become one
                foreach (int place in CollectionsMarshal.AsSpan(places))
                    if (_tokens[place] == left && _next[place] is >= 0 and int next && _tokens[next] == right)
                        Join(place, next, result);
            }
            for (int at = 0; at != Nowhere; at = _next[at])
                ids.Add(_tokens[at]);
        }

        private void Join(int place, int next, int result)
        {
            _tokens[place] = result;
            _tokens[next] = Nowhere;
            int after = _next[place] = _next[next];
            if (after != Nowhere)
            {
                _previous[after] = place;
                Note(place, after);
            }
            if (_previous[place] is >= 0 and int before)
                Note(before, place);
        }

        /// <summary>Remembers the place of a pair. It may be gone by the time its rank has its turn.</summary>
        private void Note(int place, int next)
        {
            int rank = _encoder._ranks.NumberOf(_tokens[place], _tokens[next]);
            if (rank == BytePairNumbers.None)
                return;
            if (!_places.TryGetValue(rank, out List<int>? places))
            {
                _places[rank] = places = [];
                _waiting.Enqueue(rank, rank);
            }
            places.Add(place);
        }
    }
}
