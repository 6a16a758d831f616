using LlmFromScratch.Counts;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Counts;

public class NGramCountsTests
{
    private static readonly WhitespaceSplitter Splitter = new();

    [Fact]
    public void OfStream_AnyText_EqualsPlainCounting() => Property.Holds(RandomText.All, text =>
    {
        string[] tokens = [.. Splitter.Split(string.Join(' ', text.Lines)), "z"];
        NGramCounts counts = NGramCounts.OfStream(Splitter, string.Join(' ', tokens), text.Order);
        for (int length = 1; length <= text.Order; length++)
            AssertSame(PlainCounting.Count(tokens, length), counts, length);
    });

    [Fact]
    public void OfLines_AnyText_EqualsPlainCountingOfEachSentence() => Property.Holds(RandomText.All, text =>
    {
        NGramCounts counts = NGramCounts.OfLines(Splitter, text.Lines, text.Order);
        for (int length = 1; length <= text.Order; length++)
            AssertSame(text.Lines.SelectMany(line => PlainCounting.Count(["<s>", .. Splitter.Split(line), "</s>"], length))
                .GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value)), counts, length);
        if (!text.IsStream)
            Assert.Equal(text.Ids(counts.Vocabulary).Length - text.Lines.Length, (int)counts.TotalAfter(1, 0));
    });

    [Fact]
    public void Of_AnyIds_EqualsOfLines() => Property.Holds(RandomText.All, text =>
    {
        NGramCounts one = text.Count(), two = NGramCounts.Of(one.Vocabulary, text.Ids(one.Vocabulary), text.Order);
        for (int length = 1; length <= text.Order; length++)
            Assert.Equal(one.Of(length), two.Of(length));
    });

    [Fact]
    public void Trie_AnyText_IsSortedAndKnowsItsParts() => Property.Holds(RandomText.All, text =>
    {
        NGramTrie trie = text.Count().Trie;
        for (int length = 1; length <= text.Order; length++)
            for (int i = 0; i < trie[length].Count; i++)
            {
                int[] ids = trie.WordsOf(length, i);
                Assert.Equal(i, trie.Find(ids));
                Assert.Equal(trie.Find(ids.AsSpan(1..)), length == 1 ? 0 : trie[length].Suffixes[i]);
                Assert.Equal(trie.Find(ids.AsSpan(..^1)), trie[length].Contexts[i]);
            }
    });

    [Fact]
    public void Count_MealsByHand_IsRight()
    {
        NGramCounts counts = NGramCounts.OfLines(Splitter, ["I eat rice", "I eat beans", "you eat rice"], 3);
        Assert.Equal(3, counts.Count("eat"));
        Assert.Equal(2, counts.Count("eat", "rice"));
        Assert.Equal(1, counts.Count("I", "eat", "rice"));
        Assert.Equal(2, counts.Count("<s>", "I"));
        Assert.Equal(2, counts.Count("rice", "</s>"));
        Assert.Equal(0, counts.Count("rice", "I"));
        Assert.Equal(0, counts.Count("pizza"));
        Assert.Equal([("rice", 2), ("beans", 1)], counts.After(counts.Vocabulary.IdOf("eat")));
        Assert.Equal(12, counts.TotalAfter(1, 0)); // nine words and three ends; starts are not counted
    }

    [Fact]
    public void Frequencies_Sentences_LeaveOutTheirStarts()
    {
        NGramCounts counts = NGramCounts.OfLines(Splitter, ["b a", "a"], 2);
        Assert.Equal([("</s>", 2), ("a", 2), ("b", 1)], counts.Frequencies());
        Assert.Equal(counts.TotalAfter(1, 0), counts.Frequencies().Sum(f => f.Count));
    }

    [Fact]
    public void After_UnknownOrTooLongContext_IsEmpty()
    {
        NGramCounts counts = NGramCounts.OfLines(Splitter, ["a b"], 2);
        Assert.Empty(counts.After(counts.Vocabulary.UnknownId!.Value));
        int[] two = counts.Vocabulary.IdsOf(["a", "b"]);
        Assert.Empty(counts.After(two));
        Assert.Throws<ArgumentException>(() => counts.After([.. two, 0]));
        Assert.Throws<ArgumentException>(() => counts.Count("a", "b", "a"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(int.MaxValue)]
    public void Count_NoSuchId_Throws(int id)
    {
        NGramCounts counts = NGramCounts.OfLines(Splitter, ["a b"], 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Count(id));
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Count(id, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Count(3, id));
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.After(id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65)]
    public void OfLines_OrderOutOfRange_Throws(int order)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NGramCounts.OfLines(Splitter, ["a"], order));
        Assert.Throws<ArgumentOutOfRangeException>(() => NGramCounts.OfStream(Splitter, "a", order));
        Assert.Throws<ArgumentOutOfRangeException>(() => NGramCounts.Of(new Vocabulary(["a"]), [0], order));
    }

    [Fact]
    public void OfLines_NothingOrSentenceMarks_SaysWhatIsWrong()
    {
        Assert.Throws<ArgumentException>(() => NGramCounts.OfLines(Splitter, [], 2));
        Assert.Throws<ArgumentException>(() => NGramCounts.OfStream(Splitter, " \n", 2));
        Assert.Contains("line 2 contains <s>", Assert.Throws<ArgumentException>(() => NGramCounts.OfLines(Splitter, ["a", "b <s>"], 2)).Message);
        Assert.Contains("</s>", Assert.Throws<ArgumentException>(() => NGramCounts.OfLines(Splitter, ["</s>"], 2)).Message);
    }

    [Theory]
    [InlineData("a")] // with its end two tokens: an even number after every line
    [InlineData("a b")]
    [InlineData("")]
    public void OfLines_Cancelled_Stops(string line)
    {
        using var cancellation = new CancellationTokenSource();
        long done = 0;
        var progress = new Immediately(work =>
        {
            done = work.Done;
            cancellation.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => NGramCounts.OfLines(Splitter, Enumerable.Repeat(line, 400_000), 2, progress, cancellation.Token));
        Assert.InRange(done, 65_536, 200_000);
    }

    [Fact]
    public void Counter_VocabularyThatIsTooSmall_Throws()
    {
        var counter = new NGramCounter(2);
        counter.Add(5);
        Assert.Throws<ArgumentException>(() => counter.ToCounts(new Vocabulary(["a", "b"])));
        Assert.Throws<ArgumentOutOfRangeException>(() => counter.Add(-1));
    }

    [Fact]
    public void PlainCounting_Example_IsTheDocumentedOne()
    {
        Assert.Equal(new() { ["a b"] = 2, ["b a"] = 1 }, PlainCounting.Count(["a", "b", "a", "b"], 2));
        Assert.Empty(PlainCounting.Count(["a"], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => PlainCounting.Count(["a"], 0));
    }

    private static void AssertSame(Dictionary<string, int> expected, NGramCounts counts, int length)
    {
        foreach ((string ngram, int count) in expected)
            Assert.Equal(count, counts.Count(ngram.Split(' ')));
        Assert.Equal(expected.Count, counts.Of(length).ToArray().Count(count => count > 0));
    }

    private sealed class Immediately(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
