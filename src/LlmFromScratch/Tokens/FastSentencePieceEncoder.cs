namespace LlmFromScratch.Tokens;

/// <summary>
/// Gives the tokens of <see cref="SentencePieceEncoder"/> without looking at all neighbours for each join: the joins that are possible wait in a
/// queue, the best score first and of equal ones the leftmost, and each join adds at most two new ones. Time n log n.
/// </summary>
internal static class FastSentencePieceEncoder
{
    public static List<ScoredSymbol> Encode(SentencePieceVocabulary vocabulary, string text)
    {
        List<ScoredSymbol> symbols = SentencePieceEncoder.Characters(vocabulary, text);
        int count = symbols.Count;
        // A chain through the symbols: a join keeps the left one and takes the right one, whose length becomes 0, out of it.
        int[] next = new int[count], previous = new int[count];
        var queue = new PriorityQueue<Join, Order>();
        for (int i = 0; i < count; i++)
        {
            next[i] = i + 1;
            previous[i] = i - 1;
            Offer(i, i + 1);
        }
        while (queue.TryDequeue(out Join join, out _))
        {
            (int left, int right, int id, int length) = join;
            // Outdated, if one of the two was joined meanwhile: then the left one is gone, or has another neighbour, or the two have another length.
            if (symbols[left].Length == 0 || next[left] != right || symbols[left].Length + symbols[right].Length != length)
                continue;
            symbols[left] = new ScoredSymbol(id, symbols[left].Start, length);
            symbols[right] = default;
            next[left] = next[right];
            if (next[left] < count)
                previous[next[left]] = left;
            Offer(previous[left], left);
            Offer(left, next[left]);
        }
        symbols.RemoveAll(symbol => symbol.Length == 0);
        return symbols;

        void Offer(int left, int right)
        {
            if (left >= 0 && right < count && SentencePieceEncoder.TryJoin(vocabulary, text, symbols[left], symbols[right], out int id))
                queue.Enqueue(new Join(left, right, id, symbols[left].Length + symbols[right].Length), new Order(vocabulary.ScoreOf(id), left));
        }
    }

    private readonly record struct Join(int Left, int Right, int Id, int Length);

    /// <summary>The greater score comes first, then the smaller position.</summary>
    private readonly record struct Order(float Score, int Position) : IComparable<Order>
    {
        public int CompareTo(Order other)
        {
            int byScore = other.Score.CompareTo(Score);
            return byScore != 0 ? byScore : Position.CompareTo(other.Position);
        }
    }
}
