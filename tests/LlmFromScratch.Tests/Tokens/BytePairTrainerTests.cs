using FsCheck.Fluent;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

/// <summary>Both trainers: hand calculations, and the fast one against the plain one.</summary>
public class BytePairTrainerTests
{
    public delegate BytePairVocabulary Trainer(IEnumerable<string> lines, int size, ISplitter? splitter = null, IReadOnlyList<string>? special = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default);

    public static TheoryData<Trainer> Both => [BytePairTrainer.Train, (lines, size, splitter, special, progress, cancellation) =>
        FastBytePairTrainer.Train(lines, size, splitter, special, progress, cancellation)];

    private static string[] Merges(BytePairVocabulary vocabulary) => [.. vocabulary.Merges.Select(merge => vocabulary.Tokens[merge.Result])];

    [Theory]
    [MemberData(nameof(Both))]
    public void Train_WordsOfSennrich_FindsTheMergesByHand(Trainer train)
    {
        // low 5 times, lower 2, newest 6, widest 3, without marks of word ends. "es" 9, "st" 9: e < s. Then "est" 9. "lo" 7, "ow" 7: l < o.
        // "low" 7; then "ne", "ew", "w"+"est" 6 each: the smaller left id is e.
        string text = "low low low low low lower lower newest newest newest newest newest newest widest widest widest".Replace(" ", "\n");
        Assert.Equal(["es", "est", "lo", "low", "ew", "new", "newest"], Merges(train(text.Split('\n'), 263)));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Train_EqualCounts_TakesTheSmallerIds(Trainer train) => Assert.Equal(["ab", "cd", "xy"], Merges(train(["xy", "xy", "cd", "cd", "ab", "ab"], 259)));

    [Theory]
    [MemberData(nameof(Both))]
    public void Train_RowOfOneLetter_CountsOverlapsAndMergesFromTheLeft(Trainer train)
    {
        // aaaaaaa -> aa aa aa a -> aaaa aa a: then no pair occurs twice.
        BytePairVocabulary vocabulary = train([new string('a', 7)], 300);
        Assert.Equal([new BytePairMerge(97, 97, 256), new BytePairMerge(256, 256, 257)], vocabulary.Merges);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Train_MoreTokensThanTheTextAllows_StopsWherePairsOccurOnce(Trainer train)
    {
        Assert.Equal(256, train(["a"], int.MaxValue).Count);
        Assert.Equal(257, train(["abab"], 1_000_000, new SpaceSplitter()).Count);
        Assert.Equal(256 + 1 + 2, train(["abab"], 1_000_000, special: ["<s>", "</s>"]).Count);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Train_BadArguments_Throws(Trainer train)
    {
        Assert.Throws<ArgumentNullException>(() => train(null!, 300));
        Assert.Contains("256", Assert.Throws<ArgumentException>(() => train(["ab"], 255)).Message);
        Assert.Contains("257", Assert.Throws<ArgumentException>(() => train(["ab"], 256, special: ["<s>"])).Message);
        Assert.Throws<ArgumentException>(() => train(["ab"], -1));
        Assert.Throws<ArgumentException>(() => train([], 300));
        Assert.Throws<ArgumentException>(() => train(["", ""], 300));
        Assert.Throws<ArgumentException>(() => train(["ab"], 300, special: ["<s>", "<s>"]));
        Assert.Throws<ArgumentException>(() => train(["ab"], 300, special: [""]));
        Assert.Contains("whitespace", Assert.Throws<ArgumentException>(() => train(["a b"], 300, new WhitespaceSplitter())).Message);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Train_OddText_IsTakenAsUtf8(Trainer train)
    {
        BytePairVocabulary vocabulary = train(["\0\0\0\0", "\uD800\uD800\uD800"], 300);
        Assert.Contains("\0\0", vocabulary.Tokens);
        Assert.Contains("\uFFFD", vocabulary.Tokens);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Train_Cancelled_Throws(Trainer train)
    {
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => train(["abab", "abab"], 300, cancellation: new CancellationToken(true)));
        // After the first merges.
        IEnumerable<string> lines = Enumerable.Range(0, 300).Select(i => $"{i} {i * i} {i}");
        Assert.Throws<OperationCanceledException>(() => train(lines, 1000, progress: new Told(p => { if (p.What == "merging pairs") source.Cancel(); }), cancellation: source.Token));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Train_Progress_RisesToTheEnd(Trainer train)
    {
        var told = new List<WorkProgress>();
        train(["the cat sat on the mat, the cat sat"], 260, progress: new Told(told.Add));
        Assert.Equal(new WorkProgress("merging pairs", 4, 4, "merges"), told[^1]);
    }

    [Fact]
    public void FastBytePairTrainer_Progress_TellsOfTheCountingToo()
    {
        var told = new List<WorkProgress>();
        FastBytePairTrainer.Train(["the cat sat on the mat, the cat sat"], 260, progress: new Told(told.Add));
        Assert.Equal(new WorkProgress("counting pieces", 35, null, "characters"), told[0]);
    }

    [Fact]
    public void FastBytePairTrainer_AnyText_EqualsPlain() => Property.Holds(Property.AnyText.ListOf(), lines =>
    {
        if (lines.Any(line => line.Length > 0))
            AssertEqual(lines, 400);
    }, 200);

    [Fact]
    public void FastBytePairTrainer_FewLetters_EqualsPlain() =>
        Property.Holds(Gen.Choose(0, 3).Select(i => "ab \n"[i]).ArrayOf().Select(letters => new string(letters)).ListOf(), lines =>
        {
            if (lines.Any(line => line.Length > 0))
                foreach (ISplitter splitter in (ISplitter[])[new Gpt2Splitter(), new SpaceSplitter(), new CharacterSplitter()])
                    AssertEqual(lines, 300, splitter);
        }, 300);

    [DataFact("tinyshakespeare.txt")]
    public void FastBytePairTrainer_English_EqualsPlain() => AssertEqual([File.ReadAllText(TestData.External("tinyshakespeare.txt"))[..200_000]], 500);

    [Fact]
    public void FastBytePairTrainer_ChineseWithoutSpaces_EqualsPlain()
    {
        var random = new SeededRandom(4, "chinese");
        string words = "我喜欢吃苹果香蕉听你的心直觉身体父母奶奶";
        string[] lines = [.. Enumerable.Range(0, 100).Select(_ => string.Concat(Enumerable.Range(0, 60).Select(_ => words[Math.Min(random.NextInt(words.Length), random.NextInt(words.Length))])))];
        AssertEqual(lines, 450);
    }

    [Fact]
    public void FastBytePairTrainer_RandomLetters_EqualsPlain()
    {
        var random = new SeededRandom(5, "letters");
        AssertEqual([.. Enumerable.Range(0, 20).Select(_ => string.Concat(Enumerable.Range(0, 500).Select(_ => (char)('a' + random.NextInt(6)))))], 500);
    }

    [Fact]
    public void FastBytePairTrainer_AnyNumberOfThreads_FindsTheSameMerges()
    {
        var random = new SeededRandom(6, "batches");
        string[] lines = [.. Enumerable.Range(0, 30_000).Select(_ => string.Join(' ', Enumerable.Range(0, 20).Select(_ => random.NextInt(30_000))))];
        BytePairVocabulary one = FastBytePairTrainer.Train(lines, 700, threads: 1);
        foreach (int threads in (int[])[2, 3, 16])
            Assert.Equal(one.Merges, FastBytePairTrainer.Train(lines, 700, threads: threads).Merges);
        Assert.Throws<ArgumentOutOfRangeException>(() => FastBytePairTrainer.Train(lines, 700, threads: 0));
    }

    [Fact]
    [Trait("Category", "Long")]
    public void FastBytePairTrainer_PiecesOfMillions_Finishes()
    {
        // Quadratic time would take hours here.
        Assert.Equal(256 + 21, FastBytePairTrainer.Train([new string('a', 5_000_000)], 1000).Count);
        var random = new SeededRandom(7, "long pieces");
        string letters = string.Concat(Enumerable.Range(0, 2_000_000).Select(_ => (char)('a' + random.NextInt(26))));
        string chinese = string.Concat(Enumerable.Range(0, 1_000_000).Select(_ => (char)(0x4E00 + Math.Min(random.NextInt(3000), random.NextInt(3000)))));
        Assert.Equal(2000, FastBytePairTrainer.Train([letters], 2000).Count);
        Assert.Equal(4000, FastBytePairTrainer.Train([chinese], 4000).Count);
    }

    private static void AssertEqual(IReadOnlyList<string> lines, int size, ISplitter? splitter = null)
    {
        BytePairVocabulary plain = BytePairTrainer.Train(lines, size, splitter), fast = FastBytePairTrainer.Train(lines, size, splitter);
        Assert.Equal(plain.Merges, fast.Merges);
        // No two merges make the same bytes, so that files that name tokens by them can hold every trained vocabulary.
        Assert.Equal(fast.Count, Enumerable.Range(0, fast.Count).Select(id => Convert.ToHexString(fast.BytesOf(id))).Distinct().Count());
    }

    private sealed class Told(Action<WorkProgress> what) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => what(value);
    }

    [Fact]
    public void Train_BadSpecialTokensOrLines_IsRefusedBeforeTheTextIsRead()
    {
        IEnumerable<string> neverRead = Enumerable.Range(0, 1).Select<int, string>(_ => throw new InvalidOperationException("the text was read"));
        foreach (string[] special in (string[][])[["<a>", "<a>"], [""]])
        {
            Assert.ThrowsAny<ArgumentException>(() => FastBytePairTrainer.Train(neverRead, 300, special: special));
            Assert.ThrowsAny<ArgumentException>(() => BytePairTrainer.Train(neverRead, 300, special: special));
        }
        Assert.Throws<ArgumentNullException>(() => FastBytePairTrainer.Train([null!], 300));
        Assert.Throws<ArgumentNullException>(() => BytePairTrainer.Train([null!], 300));
    }
}
