using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

public class CharacterSplitterTests
{
    [Theory]
    [InlineData("abc", "a|b|c")]
    [InlineData("e\u0301te\u0301", "e\u0301|t|e\u0301")] // an accent after each e
    [InlineData("👩‍👩‍👧‍👦!", "👩‍👩‍👧‍👦|!")]
    [InlineData("👍🏽🇫🇷🇨🇳", "👍🏽|🇫🇷|🇨🇳")]
    [InlineData("1️⃣2", "1️⃣|2")]
    [InlineData("我𠀀你", "我|𠀀|你")]
    [InlineData("a\r\nb", "a|\r\n|b")]
    [InlineData("a\n\rb", "a|\n|\r|b")]
    [InlineData("\n\u0301", "\n|\u0301")] // an accent cannot sit on a line end
    [InlineData("a b\t", "a| |b|\t")]
    [InlineData("한글", "한|글")]
    [InlineData("\u1112\u1161\u11AB", "\u1112\u1161\u11AB")] // one syllable from three letters
    public void Split_Text_GivesWhatAReaderSees(string text, string expected) =>
        Assert.Equal(expected.Split('|'), new CharacterSplitter().Split(text));

    [Fact]
    public void Split_LoneSurrogates_AreOnePieceEach()
    {
        string text = new(['a', '\uD840', 'b', '\uDC00', '\uDC00', '\uD840', '\uD840', '\uDC00']);
        List<string> pieces = new CharacterSplitter().Split(text);
        Assert.Equal(7, pieces.Count);
        Assert.Equal("𠀀", pieces[^1]);
        Assert.Equal(text, string.Concat(pieces));
    }
}
