namespace LlmFromScratch.Tokens;

/// <summary>
/// Encodes the bytes of one piece of text: the merges that were found in training are done again, the earliest first, until none is left to do.
/// </summary>
/// <remarks>
/// This is the plain version, to be read; it looks at all pairs again for every merge. <see cref="BytePairTokenizer"/> uses a fast one with the
/// same result.
/// </remarks>
public static class BytePairEncoder
{
    /// <summary>The tokens of a piece.</summary>
    /// <param name="vocabulary">The merges.</param>
    /// <param name="piece">The bytes of a piece, as the splitter of the vocabulary cuts it.</param>
    public static int[] Encode(BytePairVocabulary vocabulary, ReadOnlySpan<byte> piece)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        var rankOf = new Dictionary<(int Left, int Right), int>();
        for (int rank = 0; rank < vocabulary.Merges.Count; rank++)
            rankOf.Add((vocabulary.Merges[rank].Left, vocabulary.Merges[rank].Right), rank);

        int[] tokens = new int[piece.Length];
        for (int i = 0; i < piece.Length; i++)
            tokens[i] = vocabulary.IdOf(piece[i]);
        while (true)
        {
            int best = int.MaxValue;
            for (int i = 0; i + 1 < tokens.Length; i++)
                if (rankOf.TryGetValue((tokens[i], tokens[i + 1]), out int rank))
                    best = Math.Min(best, rank);
            if (best == int.MaxValue)
                return tokens;
            BytePairMerge merge = vocabulary.Merges[best];
            tokens = BytePairTrainer.Merge(tokens, (merge.Left, merge.Right), merge.Result);
        }
    }
}
