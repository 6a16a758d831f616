namespace LlmFromScratch.Tokens;

/// <summary>
/// Finds the merges of byte-pair encoding: again and again the pair of tokens that stands side by side most often becomes a new token.
/// </summary>
/// <remarks>
/// This is the plain version, to be read: it counts all pairs anew for every merge. <see cref="FastBytePairTrainer"/> finds the same merges.
/// Of pairs that are equally frequent the one with the smaller ids wins, the left id first. Pairs never reach over the pieces of the
/// splitter. A row like "aaa" counts as two pairs "aa", although only one of them can be merged.
/// Source: Gage, "A new algorithm for data compression", 1994; for subwords Sennrich, Haddow and Birch, 2016; on bytes Radford and others, 2019.
/// Left out: speed, and limits on the length of tokens.
/// </remarks>
public static class BytePairTrainer
{
    /// <summary>Learns a vocabulary from text.</summary>
    /// <param name="lines">The text, such as the lines of a corpus. No pair reaches from one to the next.</param>
    /// <param name="vocabularySize">How many tokens there shall be, with the 256 bytes and the special ones. There are fewer if no pair is left that occurs twice.</param>
    /// <param name="splitter">Cuts the text into the pieces in which pairs are looked for; it must lose nothing. As GPT-2 does if not given.</param>
    /// <param name="special">Special tokens, which get the last ids.</param>
    /// <param name="progress">Told of each merge.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The size is below 256 and the special tokens; or the text is empty, or the splitter drops some of it.</exception>
    public static BytePairVocabulary Train(IEnumerable<string> lines, int vocabularySize, ISplitter? splitter = null, IReadOnlyList<string>? special = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        int mergesWanted = BytePairWords.MergesFor(vocabularySize, special);
        var merges = new List<(int Left, int Right)>();
        foreach (BytePairStep step in Steps(lines, splitter, cancellation).Take(mergesWanted))
        {
            merges.Add((step.Merge.Left, step.Merge.Right));
            progress?.Report(new WorkProgress("merging pairs", merges.Count, mergesWanted, "merges"));
        }
        return BytePairVocabulary.FromMerges(merges, [.. special ?? []]);
    }

    /// <summary>The training step by step, each with how often its pair was there: <c>BytePairTrainer.Steps(lines).Take(10)</c>.</summary>
    /// <param name="lines">The text. No pair reaches from one line to the next.</param>
    /// <param name="splitter">Cuts the text into the pieces in which pairs are looked for; as GPT-2 does if not given.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Each step is made when it is asked for. They end when no pair is left that occurs twice.</returns>
    /// <exception cref="ArgumentException">The text is empty, or the splitter drops some of it.</exception>
    public static IEnumerable<BytePairStep> Steps(IEnumerable<string> lines, ISplitter? splitter = null, CancellationToken cancellation = default)
    {
        List<(byte[] Bytes, long Count)> words = BytePairWords.Count(lines, splitter ?? new Gpt2Splitter(), cancellation: cancellation);
        return StepsOf(words, cancellation);
    }

    private static IEnumerable<BytePairStep> StepsOf(List<(byte[] Bytes, long Count)> different, CancellationToken cancellation)
    {
        List<(int[] Tokens, long Count)> words = [.. different.Select(word => (Tokens: Array.ConvertAll(word.Bytes, value => (int)value), word.Count))];
        for (int result = 256; MostFrequentPair(words) is (var pair, > 1 and long count); result++)
        {
            cancellation.ThrowIfStopRequested();
            for (int i = 0; i < words.Count; i++)
                words[i] = (Merge(words[i].Tokens, pair, result), words[i].Count);
            yield return new BytePairStep(new BytePairMerge(pair.Left, pair.Right, result), count, words.Sum(word => word.Tokens.Length * word.Count));
        }
    }

    /// <summary>The pair that is there most often, and how often; a pair that occurs once is no pattern, so the count is 1 where there is none.</summary>
    private static ((int Left, int Right) Pair, long Count) MostFrequentPair(List<(int[] Tokens, long Count)> words)
    {
        var counts = new Dictionary<(int Left, int Right), long>();
        foreach ((int[] tokens, long count) in words)
            for (int i = 0; i + 1 < tokens.Length; i++)
                counts[(tokens[i], tokens[i + 1])] = counts.GetValueOrDefault((tokens[i], tokens[i + 1])) + count;
        (int Left, int Right) best = default;
        long most = 1;
        foreach (((int Left, int Right) pair, long count) in counts)
            if (count > most || count == most && count > 1 && pair.CompareTo(best) < 0)
                (best, most) = (pair, count);
        return (best, most);
    }

    /// <summary>The tokens with every such pair joined, from left to right: "aaa" with the pair "aa" becomes "aa", "a".</summary>
    internal static int[] Merge(int[] tokens, (int Left, int Right) pair, int result)
    {
        var merged = new List<int>(tokens.Length);
        for (int i = 0; i < tokens.Length; i++)
            if (i + 1 < tokens.Length && (tokens[i], tokens[i + 1]) == pair)
            {
                merged.Add(result);
                i++;
            }
            else
            {
                merged.Add(tokens[i]);
            }
        return merged.Count == tokens.Length ? tokens : [.. merged];
    }
}
