namespace LlmFromScratch.Tokens;

/// <summary>One round of encoding a piece: every place of the earliest pair is merged.</summary>
/// <param name="Rank">Which merge it is, from 0.</param>
/// <param name="Before">The tokens before it.</param>
/// <param name="After">The tokens after it.</param>
internal readonly record struct BytePairRound(int Rank, int[] Before, int[] After);

/// <summary>Encodes like <see cref="BytePairEncoder"/> and shows every round, for pictures of what the merges do.</summary>
internal sealed class BytePairRounds
{
    private readonly BytePairVocabulary _vocabulary;
    private readonly Dictionary<(int Left, int Right), int> _rankOf = [];

    public BytePairRounds(BytePairVocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        for (int rank = 0; rank < vocabulary.Merges.Count; rank++)
            _rankOf.Add((vocabulary.Merges[rank].Left, vocabulary.Merges[rank].Right), rank);
    }

    /// <summary>The rounds of a piece, first to last; none where nothing is merged.</summary>
    public IEnumerable<BytePairRound> Of(byte[] piece)
    {
        int[] tokens = Array.ConvertAll(piece, _vocabulary.IdOf);
        while (EarliestRank(tokens) is int rank)
        {
            BytePairMerge merge = _vocabulary.Merges[rank];
            int[] merged = BytePairTrainer.Merge(tokens, (merge.Left, merge.Right), merge.Result);
            yield return new BytePairRound(rank, tokens, merged);
            tokens = merged;
        }
    }

    private int? EarliestRank(int[] tokens)
    {
        int? earliest = null;
        for (int i = 0; i + 1 < tokens.Length; i++)
            if (_rankOf.TryGetValue((tokens[i], tokens[i + 1]), out int rank) && !(earliest <= rank))
                earliest = rank;
        return earliest;
    }
}
