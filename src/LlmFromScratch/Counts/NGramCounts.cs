using LlmFromScratch.Tokens;

namespace LlmFromScratch.Counts;

/// <summary>How often each n-gram of a text occurs, for all lengths up to the order. Everything a smoothing method needs to know.</summary>
/// <remarks>Memory grows with the number of different n-grams, about 40 bytes each, not with the length of the text.</remarks>
public sealed class NGramCounts
{
    private readonly int[][] _counts; // [length][n-gram], length 0 to order

    internal NGramCounts(NGramTrie trie, int[][] counts)
    {
        Trie = trie;
        _counts = counts;
    }

    /// <summary>Which n-grams there are.</summary>
    public NGramTrie Trie { get; }

    /// <summary>The words.</summary>
    public Vocabulary Vocabulary => Trie.Vocabulary;

    /// <summary>The length of the longest n-grams counted.</summary>
    public int Order => Trie.Order;

    /// <summary>Occurrences of each n-gram of one length, in the order of the trie's level.</summary>
    /// <param name="length">1 to <see cref="Order"/>.</param>
    public ReadOnlySpan<int> Of(int length) => _counts[length];

    internal int[] ArrayOf(int length) => _counts[length];

    /// <summary>How often some tokens occur in a row; 0 if never.</summary>
    /// <param name="ids">1 to <see cref="Order"/> ids.</param>
    public int Count(params ReadOnlySpan<int> ids)
    {
        int index = Trie.Find(ids);
        return index < 0 ? 0 : _counts[ids.Length][index];
    }

    /// <summary>How often some tokens occur in a row, by their text: Count("to", "eat"). A word that is not listed counts as the unknown token.</summary>
    public int Count(params ReadOnlySpan<string> tokens)
    {
        var ids = new int[tokens.Length];
        for (int i = 0; i < ids.Length; i++)
            ids[i] = Vocabulary.IdOf(tokens[i]);
        return Count(ids);
    }

    /// <summary>How often anything came after an n-gram of length - 1 that is given by its index; sentence starts are not counted.</summary>
    internal long TotalAfter(int length, int context)
    {
        int[] counts = _counts[length];
        var (offset, count) = Trie[length - 1].Continuations(context).GetOffsetAndLength(counts.Length);
        long total = 0;
        for (int i = offset; i < offset + count; i++)
            total += counts[i];
        return length == 1 && Vocabulary.StartId is int start ? total - counts[start] : total;
    }

    /// <summary>What came after some tokens, and how often: the most frequent first, equal ones in order of ids. Sentence starts come after nothing.</summary>
    /// <param name="context">0 to <see cref="Order"/> - 1 ids.</param>
    public IReadOnlyList<(string Token, int Count)> After(params ReadOnlySpan<int> context)
    {
        int index = Trie.Find(context);
        if (index < 0 || context.Length >= Order)
            return [];
        int[] words = Trie[context.Length + 1].Words;
        int[] counts = _counts[context.Length + 1];
        var (offset, length) = Trie[context.Length].Continuations(index).GetOffsetAndLength(words.Length);
        return [.. Enumerable.Range(offset, length).Where(i => counts[i] > 0 && words[i] != Vocabulary.StartId)
            .OrderByDescending(i => counts[i]).ThenBy(i => words[i]).Select(i => (Vocabulary[words[i]], counts[i]))];
    }

    /// <summary>The tokens by falling frequency (Zipf's list); those never seen and the start of a sentence are left out.</summary>
    public IReadOnlyList<(string Token, int Count)> Frequencies() => After();

    /// <summary>Counts of a text of token ids.</summary>
    /// <param name="vocabulary">The words. Its start of sentence, wherever it stands in the text, begins a new context.</param>
    /// <param name="ids">The text.</param>
    /// <param name="order">The length of the longest n-grams, 1 to <see cref="NGramCounter.MaximumOrder"/>.</param>
    public static NGramCounts Of(Vocabulary vocabulary, ReadOnlySpan<int> ids, int order)
    {
        var counter = new NGramCounter(order);
        counter.Add(ids, vocabulary.StartId);
        return counter.ToCounts(vocabulary);
    }

    /// <summary>Counts of sentences, one a line, each opened by a start and closed by an end; the vocabulary is what occurs, and an unknown token.</summary>
    /// <param name="splitter">Cuts the lines into tokens.</param>
    /// <param name="lines">The sentences. Empty ones count as an end right after a start.</param>
    /// <param name="order">The length of the longest n-grams, 1 to <see cref="NGramCounter.MaximumOrder"/>.</param>
    /// <param name="progress">Told how many tokens were counted.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">There is no line; or a line contains a special token such as "&lt;s&gt;".</exception>
    public static NGramCounts OfLines(ISplitter splitter, IEnumerable<string> lines, int order,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(splitter);
        ArgumentNullException.ThrowIfNull(lines);
        var vocabulary = new VocabularyBuilder(Vocabulary.Unknown, Vocabulary.SentenceStart, Vocabulary.SentenceEnd);
        const int start = 1, end = 2;
        var counter = new NGramCounter(order);
        long lineNumber = 0;
        foreach (string line in lines)
        {
            lineNumber++;
            counter.StartSentence(start);
            for (int at = 0; splitter.TryNext(line, at, out Piece piece); at = piece.End)
            {
                int id = vocabulary.IdOf(piece.Of(line));
                if (id is start or end)
                    throw new ArgumentException($"line {lineNumber} contains {vocabulary.ToVocabulary()[id]}, which marks where a sentence starts or ends and is added by itself: remove it from the text");
                counter.Add(id);
                Report(counter, progress, cancellation);
            }
            counter.Add(end);
            Report(counter, progress, cancellation);
        }
        if (lineNumber == 0)
            throw new ArgumentException("expected at least one line of text, got none");
        cancellation.ThrowIfStopRequested();
        return counter.ToCounts(vocabulary.ToVocabulary());
    }

    /// <summary>Counts of one unbroken stream: no sentences, a line end is a token where the splitter makes it one.</summary>
    /// <param name="splitter">Cuts the text into tokens.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="order">The length of the longest n-grams, 1 to <see cref="NGramCounter.MaximumOrder"/>.</param>
    /// <param name="progress">Told how many tokens were counted.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">There is no token.</exception>
    public static NGramCounts OfStream(ISplitter splitter, string text, int order,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(splitter);
        ArgumentNullException.ThrowIfNull(text);
        var vocabulary = new VocabularyBuilder(Vocabulary.Unknown);
        var counter = new NGramCounter(order);
        for (int at = 0; splitter.TryNext(text, at, out Piece piece); at = piece.End)
        {
            counter.Add(vocabulary.IdOf(piece.Of(text)));
            Report(counter, progress, cancellation);
        }
        if (counter.Tokens == 0)
            throw new ArgumentException("expected some text, got no token");
        return counter.ToCounts(vocabulary.ToVocabulary());
    }

    private static void Report(NGramCounter counter, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (counter.Tokens % 65_536 != 0)
            return;
        cancellation.ThrowIfStopRequested();
        progress?.Report(new WorkProgress($"counting n-grams up to length {counter.Order}", counter.Tokens, null, "tokens"));
    }
}
