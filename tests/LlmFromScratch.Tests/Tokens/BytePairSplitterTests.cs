using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

/// <summary>The two splitters that byte pairs are learnt with.</summary>
public class BytePairSplitterTests
{
    [Theory]
    [InlineData(" I'll eat 2 apples!", " I|'ll| eat| 2| apples|!")]
    [InlineData("we're they've I'm she'd it's can't", "we|'re| they|'ve| I|'m| she|'d| it|'s| can|'t")]
    [InlineData("I'LL 'S ' 'x '", "I|'|LL| '|S| '| '|x| '")] // only small letters make a contraction
    [InlineData("'re're're'r", "'re|'re|'re|'|r")]
    [InlineData("a  b   c", "a| | b|  | c")] // the last space belongs to the word
    [InlineData("a\n\nb \n c", "a|\n|\n|b| \n| c")] // "\n\n" before a word: the last one stands alone, since only a space can open a word
    [InlineData("end  ", "end|  ")]
    [InlineData(" \t x", " \t| x")]
    [InlineData("x=3.14, y²", "x|=|3|.|14|,| y|²")]
    [InlineData("我喜欢吃苹果。", "我喜欢吃苹果|。")]
    [InlineData("a𠀀b", "a𠀀b")] // a letter outside the basic plane is a letter
    [InlineData("a𝟙😀𝒳", "a|𝟙|😀|𝒳")]
    [InlineData("e\u0301e", "e|\u0301|e")] // a mark is no letter
    [InlineData("a\u00A0b\u3000\u3000c", "a|\u00A0|b|\u3000|\u3000|c")]
    [InlineData("a\0b", "a|\0|b")]
    public void Gpt2Splitter_Text_IsCutAsGpt2Does(string text, string pieces) =>
        Assert.Equal(pieces.Split('|'), new Gpt2Splitter().Split(text));

    [Fact]
    public void Gpt2Splitter_LoneSurrogates_AreMarks() =>
        Assert.Equal(["a", "\uD840", "b", "\uDC00\uDC00\uD840", "𠀀"], new Gpt2Splitter().Split("a\uD840b\uDC00\uDC00\uD840𠀀"));

    [Theory]
    [InlineData("I like  tea.\n", "I| like|  tea.|\n")]
    [InlineData("  ", "  ")]
    [InlineData("a", "a")]
    [InlineData("我喜欢 吃", "我喜欢| 吃")]
    [InlineData("a\u3000b\r\nc", "a|\u3000b|\r\nc")]
    public void SpaceSplitter_Text_LeavesASpaceWithTheWordAfterIt(string text, string pieces) =>
        Assert.Equal(pieces.Split('|'), new SpaceSplitter().Split(text));
}
