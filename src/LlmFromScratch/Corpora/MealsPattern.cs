namespace LlmFromScratch.Corpora;

/// <summary>
/// One kind of sentence: a beginning, then one of some words, then one of some endings. "I like to eat" + "apple" + "every day ."
/// </summary>
/// <param name="Beginning">The first words, with spaces between them.</param>
/// <param name="Words">The words that may follow, each with the number of sentences that have it.</param>
/// <param name="Endings">The endings, full stop included, each with its share of the sentences of every word.</param>
public sealed record MealsPattern(
    string Beginning, IReadOnlyList<(string Word, int Count)> Words, IReadOnlyList<(string Ending, int Share)> Endings)
{
    /// <summary>How many sentences have this pattern.</summary>
    public int Count => Words.Sum(word => word.Count);

    /// <summary>Every sentence of the pattern and how many copies of it there are; those with none are left out.</summary>
    /// <remarks>
    /// The copies of a word are divided among the endings by their shares, in whole sentences, so that nothing is lost:
    /// 375 copies and the shares 7, 2, 1 give 262, 75, 38.
    /// </remarks>
    public IEnumerable<(string Sentence, int Count)> Sentences()
    {
        int allShares = Endings.Sum(ending => ending.Share);
        foreach ((string word, int count) in Words)
        {
            int sharesSoFar = 0, given = 0;
            foreach ((string ending, int share) in Endings)
            {
                sharesSoFar += share;
                int copies = count * sharesSoFar / allShares - given;
                given += copies;
                if (copies > 0)
                    yield return ($"{Beginning} {word} {ending}", copies);
            }
        }
    }
}
