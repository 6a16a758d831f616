using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Counts;

/// <summary>What holds for every smoothing method.</summary>
public class EverySmoothingTests
{
    public static TheoryData<ISmoothing> All =>
    [
        .. Smoothing.All, new AddK(0.01), new JelinekMercer(0), new JelinekMercer(1), new JelinekMercer([0.9, 0.5, 0.1]), new StupidBackoff(1),
        new AbsoluteDiscounting(0), new AbsoluteDiscounting(1), new KneserNey(0.75), new KneserNey(1),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Probabilities_AnyContext_SumToOneAndEqualProbability(ISmoothing smoothing) => Property.Holds(RandomText.All, text =>
    {
        NGramCounts counts = text.Count();
        ILanguageModel model = smoothing.Train(counts);
        var all = new double[counts.Vocabulary.Count];
        foreach (int[] context in text.Contexts(counts.Vocabulary, 10))
        {
            ILanguageModelSession session = SessionAfter(model, context);
            session.Probabilities(all);
            Assert.Equal(1, all.Sum(), 1e-9);
            for (int token = 0; token < all.Length; token++)
            {
                Assert.InRange(all[token], 0, 1);
                Assert.Equal(all[token], session.Probability(token), 1e-15);
            }
            if (counts.Vocabulary.StartId is int start)
                Assert.Equal(0, all[start]); // context only
        }
    }, 100); // 100 texts of 10 to 13 contexts each

    [Theory]
    [MemberData(nameof(All))]
    public void Score_AnyText_EqualsTheSessionsLoop(ISmoothing smoothing) => Property.Holds(RandomText.All, text =>
    {
        NGramCounts counts = text.Count();
        ILanguageModel model = smoothing.Train(counts);
        foreach (int[] ids in (int[][])[text.Ids(counts.Vocabulary), [0, 0, 0], [], .. text.Contexts(counts.Vocabulary, 3)])
        {
            var scores = new double[ids.Length];
            model.Score(ids, scores);
            ILanguageModelSession session = model.Start();
            for (int t = 0; t < ids.Length; t++)
            {
                Assert.Equal(ids[t] == counts.Vocabulary.StartId ? 0 : Math.Log(session.Probability(ids[t])), scores[t]);
                Assert.True(scores[t] <= 0);
                session.Append(ids[t]);
            }
        }
    }, 60);

    [Theory]
    [MemberData(nameof(All))]
    public void Fork_ThenAppend_LeavesTheOtherAlone(ISmoothing smoothing)
    {
        NGramCounts counts = NGramCounts.OfLines(new WhitespaceSplitter(), ["a b c", "a c b", "b a"], 3);
        ILanguageModel model = smoothing.Train(counts);
        int[] ids = counts.Vocabulary.IdsOf(["a", "b", "c"]);
        ILanguageModelSession one = SessionAfter(model, ids[..1]);
        Probabilities before = one.Predict(counts.Vocabulary.Count);
        ILanguageModelSession two = one.Fork();
        two.Append(ids[1]);
        Assert.Equal(before.Values, one.Predict(counts.Vocabulary.Count).Values);
        Assert.Equal(model.Predict(ids[..2]).Probabilities.Values, two.Predict(counts.Vocabulary.Count).Values);
        one.Append(ids[2]);
        Assert.Equal(model.Predict(ids[..2]).Probabilities.Values, two.Predict(counts.Vocabulary.Count).Values);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Session_BadArguments_Throws(ISmoothing smoothing)
    {
        ILanguageModel model = smoothing.Train(NGramCounts.OfLines(new WhitespaceSplitter(), ["a b"], 2));
        ILanguageModelSession session = model.Start();
        foreach (int id in (int[])[-1, 5, int.MaxValue, int.MinValue])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => session.Append(id));
            Assert.Throws<ArgumentOutOfRangeException>(() => session.Probability(id));
            Assert.Throws<ArgumentOutOfRangeException>(() => model.Score([id], new double[1]));
        }
        Assert.Throws<ArgumentException>(() => session.Probabilities(new double[4]));
        Assert.Throws<ArgumentException>(() => session.Probabilities(new double[6]));
        Assert.Throws<ArgumentException>(() => model.Score([1, 2], new double[1]));
        Assert.Throws<ArgumentNullException>(() => smoothing.Train(null!));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_ExtremeTexts_StillSumsToOne(ISmoothing smoothing)
    {
        var splitter = new WhitespaceSplitter();
        NGramCounts[] extremes =
        [
            NGramCounts.OfLines(splitter, [""], 1), NGramCounts.OfLines(splitter, ["", "", ""], 3), NGramCounts.OfLines(splitter, ["a"], 2),
            NGramCounts.OfLines(splitter, ["a b c"], 20), NGramCounts.OfStream(splitter, "a", 1), NGramCounts.OfStream(splitter, "a", 64),
            NGramCounts.OfStream(splitter, "a a a a a a a a", 3), NGramCounts.OfStream(splitter, "a b c", 20),
            NGramCounts.Of(new Vocabulary(["a"]), [0, 0, 0], 2), NGramCounts.Of(new Vocabulary(["a", "b"]), [0, 1, 0], 2),
            NGramCounts.Of(new Vocabulary(["a", "b"]), [], 3), NGramCounts.Of(new Vocabulary(["<s>", "a", "</s>"]), [0, 1, 2, 0, 2], 2),
        ];
        foreach (NGramCounts counts in extremes)
        {
            ILanguageModel model = smoothing.Train(counts);
            int[] ids = [.. Enumerable.Range(0, counts.Vocabulary.Count)];
            foreach (int[] context in (int[][])[[], ids, [.. ids, .. ids], .. ids.Select(id => (int[])[id])])
            {
                Probabilities p = model.Predict(context).Probabilities;
                Assert.Equal(1, p.Values.ToArray().Sum(), 1e-9);
                foreach (double value in p.Values)
                    Assert.InRange(value, 0, 1);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_Twice_GivesTheSameBits(ISmoothing smoothing)
    {
        // Long enough to be shared out among threads.
        var random = new SeededRandom(9, "test");
        string[] lines = [.. Enumerable.Range(0, 4000).Select(_ => string.Join(' ', Enumerable.Range(0, 10).Select(_ => random.NextInt(1 + random.NextInt(400)))))];
        NGramCounts counts = NGramCounts.OfLines(new WhitespaceSplitter(), lines, 3);
        int[] ids = new Tokenizer(new WhitespaceSplitter(), counts.Vocabulary).EncodeSentences(lines);
        double[] first = new double[ids.Length], second = new double[ids.Length];
        smoothing.Train(counts).Score(ids, first);
        smoothing.Train(counts).Score(ids, second);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Named_EveryName_GivesTheMethod()
    {
        foreach (ISmoothing smoothing in Smoothing.All)
            Assert.Equal(smoothing, Smoothing.Named(smoothing.Name));
        Assert.Equal(new AddK(0.1), Smoothing.Named("add-0.1"));
        Assert.Equal("add-0.1", new AddK(0.1).Name);
        Assert.Equal(new AddK(1), Smoothing.Named("laplace"));
        Assert.Contains("kneser-ney", Assert.Throws<ArgumentException>(() => Smoothing.Named("magic")).Message);
        Assert.Throws<ArgumentException>(() => Smoothing.Named("add-x"));
        foreach (string bad in (string[])["add-0", "add--1", "add-NaN", "add-Infinity"])
            Assert.ThrowsAny<ArgumentException>(() => Smoothing.Named(bad));
    }

    private static ILanguageModelSession SessionAfter(ILanguageModel model, ReadOnlySpan<int> context)
    {
        ILanguageModelSession session = model.Start();
        foreach (int token in context)
            session.Append(token);
        return session;
    }
}
