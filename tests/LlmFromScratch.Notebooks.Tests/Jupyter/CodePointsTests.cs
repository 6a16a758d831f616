using LlmFromScratch.Notebooks.Jupyter;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

public class CodePointsTests
{
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("abc", 2, 2)]
    [InlineData("我喜欢吃", 3, 3)] // in the basic plane: one unit each
    [InlineData("𝐚b", 1, 2)]
    [InlineData("𝐚b", 2, 3)]
    [InlineData("a🍎c🍌e", 4, 6)]
    public void Places_are_converted_both_ways(string text, int codePoints, int utf16)
    {
        Assert.Equal(utf16, CodePoints.ToUtf16(text, codePoints));
        Assert.Equal(codePoints, CodePoints.FromUtf16(text, utf16));
    }

    [Fact]
    public void Half_an_emoji_counts_as_one()
    {
        const string text = "\ud83d\ud83d\udc4d!"; // half of one, then a whole one

        Assert.Equal(3, CodePoints.ToUtf16(text, 2));
        Assert.Equal(2, CodePoints.FromUtf16(text, 3));
    }

    [Fact]
    public void A_place_inside_a_pair_is_the_place_before_it()
    {
        Assert.Equal(0, CodePoints.FromUtf16("🍎b", 1));
        Assert.Equal(1, CodePoints.FromUtf16("a🍎b", 2));
    }

    [Fact]
    public void Places_outside_the_text_are_taken_to_its_ends()
    {
        Assert.Equal(0, CodePoints.ToUtf16("🍎b", -5));
        Assert.Equal(3, CodePoints.ToUtf16("🍎b", 3));
        Assert.Equal(3, CodePoints.ToUtf16("🍎b", long.MaxValue));
        Assert.Equal(0, CodePoints.FromUtf16("🍎b", -5));
        Assert.Equal(2, CodePoints.FromUtf16("🍎b", int.MaxValue));
    }
}
