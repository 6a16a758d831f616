using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

public class WhitespaceSplitterTests
{
    [Theory]
    [InlineData("don't stop .", "don't|stop|.")]
    [InlineData("  a \t\n b\r\n", "a|b")]
    [InlineData("a\0b\vc\fd", "a|b|c|d")] // what KenLM parts at
    [InlineData("10\u00A0km\u3000ok\u2028x", "10\u00A0km\u3000ok\u2028x")] // and what it does not
    [InlineData("我 喜欢 吃", "我|喜欢|吃")]
    public void Split_Text_PartsAtAsciiWhiteSpaceOnly(string text, string expected) =>
        Assert.Equal(expected.Split('|'), new WhitespaceSplitter().Split(text));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\0")]
    public void Split_NothingButWhiteSpace_HasNoPieces(string text) => Assert.Empty(new WhitespaceSplitter().Split(text));

    [Fact]
    public void Join_Pieces_PutsOneSpaceBetween() => Assert.Equal("a b .", new WhitespaceSplitter().Join(["a", "b", "."]));
}
