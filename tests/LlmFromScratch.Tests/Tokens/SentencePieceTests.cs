using FsCheck.Fluent;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

public class SentencePieceTests
{
    private static SentencePieceTokenizer Of(params ScoredPiece[] pieces) => new(new SentencePieceVocabulary(pieces));

    private static SentencePieceTokenizer Small { get; } = Of(
        new(" t", 0), new("he", -1), new(" the", -2), new(" ", -3), new("t", -4), new("h", -5), new("e", -6), new("你", -7), new("n", -8), new("en", -9), new("th", -10));

    private static string[] Names(SentencePieceTokenizer tokenizer, string text) => [.. tokenizer.Encode(text).Select(id => tokenizer.Vocabulary[id])];

    [Theory]
    [InlineData("", "")]
    [InlineData("the", " the")] // the space before the text; " t" and "he" first, then both
    [InlineData("then", " the|n")] // "he" before "en"
    [InlineData("en", " |en")]
    [InlineData("then the", " the|n| the")]
    [InlineData("n\tth", " |n|<0x09>|th")]
    [InlineData(" the", " | the")]
    [InlineData("你é", " |你|<0xC3>|<0xA9>")]
    [InlineData("𠀀", " |<0xF0>|<0xA0>|<0x80>|<0x80>")]
    [InlineData("\0", " |<0x00>")]
    [InlineData("<s>", " |<0x3C>|<0x73>|<0x3E>")] // a text cannot smuggle a mark in
    public void Encode_Text_IsAsByHand(string text, string pieces)
    {
        Assert.Equal(pieces.Length == 0 ? [] : pieces.Split('|'), Names(Small, text));
        if (text.Length > 0)
            Assert.Equal(Small.Encode(text), SentencePieceEncoder.Encode(Small.Pieces, " " + text));
    }

    [Fact]
    public void Encode_HalfOfASurrogatePair_BecomesTheReplacementCharacter() =>
        Assert.Equal([" ", "<0xEF>", "<0xBF>", "<0xBD>", "n"], Names(Small, "\uD800n"));

    [Fact]
    public void Encode_EqualScores_TakesTheLeftmost()
    {
        SentencePieceTokenizer tokenizer = Of(new(" ", 0), new("a", 0), new("aa", 0), new("aaa", 0));
        Assert.Equal([" ", "aaa", "aa"], Names(tokenizer, "aaaaa")); // aa a a a -> aaa a a -> aaa aa
        Assert.Equal([" ", "aa", "aa", "a"], Names(Of(new(" ", 0), new("a", 0), new("aa", 0)), "aaaaa"));
    }

    [Fact]
    public void Encode_BetterScoreFurtherRight_ComesFirst()
    {
        Assert.Equal([" ", "a", "bc"], Names(Of(new(" ", 0), new("a", 0), new("b", 0), new("c", 0), new("ab", -2), new("bc", -1)), "abc"));
        Assert.Equal([" ", "ab", "c"], Names(Of(new(" ", 0), new("a", 0), new("b", 0), new("c", 0), new("ab", -1), new("bc", -2)), "abc"));
    }

    [Fact]
    public void Encode_RandomPiecesAndText_FastIsAsPlain()
    {
        var random = new SeededRandom(1, "pieces");
        for (int round = 0; round < 200; round++)
        {
            var pieces = new Dictionary<string, float> { [" "] = 0, ["a"] = 0, ["b"] = -1, ["𠀀"] = -2 };
            for (int i = random.NextInt(40); i > 0; i--)
                pieces[Text(random, 2 + random.NextInt(4))] = -random.NextInt(12); // ties among them
            SentencePieceTokenizer tokenizer = Of([.. pieces.Select(piece => new ScoredPiece(piece.Key, piece.Value))]);
            for (int i = 0; i < 20; i++)
            {
                string text = Text(random, 1 + random.NextInt(60));
                Assert.Equal(SentencePieceEncoder.Encode(tokenizer.Pieces, " " + text), tokenizer.Encode(text));
            }
        }

        static string Text(SeededRandom random, int length) =>
            string.Concat(Enumerable.Range(0, length).Select(_ => ((string[])["a", "a", "b", " ", "𠀀", "c"])[random.NextInt(6)]));
    }

    [Fact]
    public void Decode_OfEncode_GivesAnyTextBack() => Property.Holds(Property.AnyText, text =>
    {
        string valid = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal(valid, Small.Decode(Small.Encode(text)));
        Assert.Equal(valid, Small.Decode(Small.EncodePrompt(text)));
        Assert.Equal(text, string.Concat(Small.Tokenize(text).DistinctBy(token => (token.Start, token.Length)).Select(token => token.Text)));
        Assert.Equal(Small.Encode(text), Small.Tokenize(text).Select(token => token.Id));
    });

    [Fact]
    public void Tokenize_Text_SaysWhereTokensAre()
    {
        Assert.Equal([(0, 3, "the"), (3, 1, " "), (4, 1, "é"), (4, 1, "é")], Small.Tokenize("the é").Select(token => (token.Start, token.Length, token.Text)));
        Assert.Equal([(0, 0, ""), (0, 2, "en")], Small.Tokenize("en").Select(token => (token.Start, token.Length, token.Text)));
        Assert.Empty(Small.Tokenize(""));
    }

    [Fact]
    public void Decode_Ids_DropsOnlyTheFirstSpace()
    {
        int the = Small.Pieces.Tokens.IdOf(" the"), space = Small.Pieces.SpaceId;
        Assert.Equal("the the", Small.Decode([the, the]));
        Assert.Equal("the the", Small.Decode([1, the, the, 2]));
        Assert.Equal("thethe", Small.Decode([1, the, 2, 1, the])); // a new text
        Assert.Equal(" the the", Small.DecodeContinuation([the, the]));
        Assert.Equal(" the", Small.DecodeContinuation([the, 1]));
        Assert.Equal(" ", Small.Decode([space, space]));
        Assert.Equal(" ", Small.Decode([3 + ' '])); // the byte is not the space that was put there
        Assert.Equal("", Small.Decode([]));
    }

    [Fact]
    public void Decode_BytesThatAreNoCharacter_AreReplacedButNotLost()
    {
        Assert.Equal("\uFFFD", Small.Decode([3 + 0xE4, 3 + 0xBD]));
        Assert.Equal([0xE4, 0xBD], Small.DecodeBytes([3 + 0xE4, 3 + 0xBD]));
        Assert.Equal("你", Small.Decode([3 + 0xE4, 3 + 0xBD, 3 + 0xA0]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(270)]
    [InlineData(int.MaxValue)]
    public void Decode_IdOutOfRange_Throws(int id)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Small.Decode([id]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Small.Pieces.ScoreOf(id));
    }

    [Fact]
    public void Encode_OneLetterManyTimes_IsNotQuadratic()
    {
        ScoredPiece[] pieces = [new(" ", 0), .. Enumerable.Range(0, 10).Select(power => new ScoredPiece(new string('a', 1 << power), -power))];
        int[] ids = Of(pieces).Encode(new string('a', 1 << 18));
        Assert.Equal(1 + (1 << 9), ids.Length);
        Assert.Equal(1 + (1 << 18), Small.Encode(new string('e', 1 << 18)).Length);
    }

    [Fact]
    public void Vocabulary_BadPieces_AreRefused()
    {
        Refused("expected the space among the pieces", new ScoredPiece("a", 0));
        Refused("expected the space among the pieces");
        Refused("one character or more", new(" ", 0), new("", 0));
        Refused("one character or more", new(" ", 0), new("a\uD800", 0));
        Refused("finite score", new(" ", 0), new("a", float.NaN));
        Refused("expected different tokens", new(" ", 0), new("a", 0), new("a", 0));
        Refused("expected different tokens", new(" ", 0), new("</s>", 0));
        Refused("expected different tokens", new(" ", 0), new("<0xFF>", 0));

        static void Refused(string message, params ScoredPiece[] pieces) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => new SentencePieceVocabulary(pieces)).Message);
    }
}
