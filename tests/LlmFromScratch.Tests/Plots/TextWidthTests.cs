using FsCheck;
using FsCheck.Fluent;
using LlmFromScratch.Plots;

namespace LlmFromScratch.Tests.Plots;

public sealed class TextWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("苹果", 4)]
    [InlineData("ﾊﾛｰ", 3)] // half-width katakana
    [InlineData("ａ", 2)] // full-width a
    [InlineData("한글", 4)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("👍🏽", 2)]
    [InlineData("👩‍👩‍👧", 2)]
    [InlineData("❤️", 2)]
    [InlineData("𠀀", 2)] // beyond the first 65,536
    [InlineData("█▏…", 3)]
    [InlineData("a\u200Bb\u0007", 2)]
    public void Of_Text_CountsColumns(string text, int columns) => Assert.Equal(columns, TextWidth.Of(text));

    [Theory]
    [InlineData("breakfast", 6, "break…")]
    [InlineData("苹果和香蕉", 5, "苹果…")]
    [InlineData("苹果和香蕉", 6, "苹果…")]
    [InlineData("fits", 4, "fits")]
    [InlineData("no", 1, "…")]
    [InlineData("no", 0, "")]
    public void Truncate_ToColumns_EndsWithAMark(string text, int width, string expected) => Assert.Equal(expected, TextWidth.Truncate(text, width));

    [Fact]
    public void Wrap_CutsAtSpacesAndBetweenChineseCharacters()
    {
        Assert.Equal(["to be or", "not"], TextWidth.Wrap("to be or not", 8));
        Assert.Equal(["我喜", "欢吃", "苹果"], TextWidth.Wrap("我喜欢吃苹果", 5));
        Assert.Equal(["abcd", "efg"], TextWidth.Wrap("abcdefg", 4));
        Assert.Equal(["a", "", "b"], TextWidth.Wrap("a\n\nb", 10));
    }

    [Fact]
    public void TruncateAndWrap_AnyText_NeverExceedTheWidth() => Prop.ForAll<NonNull<string>, PositiveInt>((text, columns) =>
        TextWidth.Of(TextWidth.Truncate(text.Get, columns.Get)) <= columns.Get
        && TextWidth.Wrap(text.Get, columns.Get + 1).All(line => TextWidth.Of(line) <= columns.Get + 1)).QuickCheckThrowOnFailure();

    [Fact]
    public void Pad_ChineseText_FillsToTheWidth()
    {
        Assert.Equal("  苹果", TextWidth.PadLeft("苹果", 6));
        Assert.Equal("苹果  ", TextWidth.PadRight("苹果", 6));
        Assert.Equal("苹果", TextWidth.PadLeft("苹果", 2));
    }
}
