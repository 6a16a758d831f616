using LlmFromScratch.Cli.Output;

namespace LlmFromScratch.Cli.Tests;

public class WrappingTests
{
    [Theory]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("abcdefgh", 3, "abc|def|gh")]
    [InlineData("我喜欢吃苹果", 5, "我喜|欢吃|苹果")]
    [InlineData("a\n\nb", 5, "a||b")]
    [InlineData("", 5, "")]
    [InlineData("👩‍👩‍👧x", 2, "👩‍👩‍👧|x")]
    public void Lines_TooWide_AreBrokenAtSpacesOrBetweenCharacters(string text, int width, string lines) =>
        Assert.Equal(lines.Split('|'), Wrapping.Lines(text, width));
}
