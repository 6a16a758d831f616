using System.Text;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

/// <summary>What holds for every splitter.</summary>
public class SplitterTests
{
    public static TheoryData<ISplitter> All => [new CharacterSplitter(), new WordSplitter(), new WordSplitter(["苹果", "喜欢", "吃苹果"]), new WhitespaceSplitter(),
        new Gpt2Splitter(), new SpaceSplitter()];

    [Theory]
    [MemberData(nameof(All))]
    public void TryNext_AnyText_PiecesRiseAndNeverOverlap(ISplitter splitter) => Property.Holds(Property.AnyText, text =>
    {
        int end = 0;
        while (splitter.TryNext(text, end, out Piece piece))
        {
            Assert.InRange(piece.Start, end, text.Length);
            Assert.InRange(piece.Length, 1, text.Length - piece.Start);
            end = piece.End;
        }
        // Nothing but white space is ever passed over.
        string between = text;
        foreach (string piece in splitter.Split(text))
            between = between.Remove(between.IndexOf(piece, StringComparison.Ordinal), piece.Length);
        Assert.All(between, c => Assert.True(char.IsWhiteSpace(c) || c == '\0'));
    }, 500);

    [Theory]
    [MemberData(nameof(All))]
    public void Tokenize_AnyText_EachTokensTextIsItsPlace(ISplitter splitter) => Property.Holds(Property.AnyText, text =>
    {
        var tokenizer = new Tokenizer(splitter, new Vocabulary(["<unk>", "a", "我"]));
        Token[] tokens = [.. tokenizer.Tokenize(text)];
        Assert.All(tokens, token => Assert.Equal(text.Substring(token.Start, token.Length), token.Text));
        Assert.Equal(tokenizer.Encode(text), tokens.Select(token => token.Id));
        Assert.Equal(splitter.Split(text), tokens.Select(token => token.Text));
    });

    [Fact]
    public void LosslessSplitters_AnyText_JoinBackExactly() => Property.Holds(Property.AnyText, text =>
    {
        foreach (ISplitter splitter in (ISplitter[])[new CharacterSplitter(), new Gpt2Splitter(), new SpaceSplitter()])
            Assert.Equal(text, splitter.Join(splitter.Split(text)));
    }, 1000);

    [Fact]
    public void WordSplitter_JoinedWords_SplitIntoTheSameWords() => Property.Holds(Property.AnyText, text =>
    {
        // Joined by spaces, what was apart stays apart: splitting is stable.
        var splitter = new WordSplitter();
        List<string> words = splitter.Split(text);
        Assert.Equal(words.Where(Whole), splitter.Split(string.Join(' ', words)).Where(Whole));

        static bool Whole(string word) => word.All(char.IsLetterOrDigit);
    });

    [Theory]
    [MemberData(nameof(All))]
    public void Split_TenMillionCharactersOnOneLine_Finishes(ISplitter splitter)
    {
        // Quadratic time would take hours here. One long word, one long cluster of accents, and common text.
        foreach ((string part, int length) in ((string, int)[])[("a", 10_000_000), ("e\u0301", 500_000), ("\u0301", 500_000), ("我喜欢吃苹果。", 500_000),
            ("it's 3.14, isn't it? ", 1_000_000), ("-", 500_000), ("👩‍👩‍👧‍👦", 500_000)])
        {
            var text = new StringBuilder().Insert(0, part, length / part.Length).ToString();
            int end = 0, last = 0;
            while (splitter.TryNext(text, end, out Piece piece))
                (last, end) = (piece.Start, piece.End);
            Assert.True(end > last && end >= text.Length - 1);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Split_EmptyText_HasNoPieces(ISplitter splitter)
    {
        Assert.Empty(splitter.Split(""));
        Assert.False(splitter.TryNext("abc", 3, out _));
        Assert.Equal("", splitter.Join([]));
        Assert.Throws<ArgumentNullException>(() => splitter.Split(null!));
    }
}
