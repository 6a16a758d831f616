using LlmFromScratch.Notebooks.KernelSpecs;

namespace LlmFromScratch.Notebooks.Tests.KernelSpecs;

public class KernelNameTests
{
    [Theory]
    [InlineData("llm-csharp", "llm-csharp")]
    [InlineData(".net-csharp", ".net-csharp")]
    [InlineData("A_b.9", "a_b.9")]
    public void Checked_GoodName_IsInSmallLetters(string name, string expected) => Assert.Equal(expected, KernelName.Checked(name));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("my kernel", "' '")]
    [InlineData("a/b", "'/'")]
    [InlineData("a\\b", "'\\'")]
    [InlineData("内核", "'内'")]
    [InlineData("ſ", "'ſ'")] // small only in lower case: not ASCII
    [InlineData(".", "a letter or digit")]
    [InlineData("..", "a letter or digit")]
    [InlineData("-_-", "a letter or digit")]
    [InlineData("a.", "no dot at its end")]
    public void Checked_BadName_SaysWhatIsWrongAndWhatIsRight(string name, string says)
    {
        var refused = Assert.Throws<ArgumentException>(() => KernelName.Checked(name));

        Assert.Contains(says, refused.Message);
        Assert.Contains("my-csharp", refused.Message);
    }

    [Fact]
    public void Checked_TooLong_SaysHowLong() => Assert.Contains("at most 100", Assert.Throws<ArgumentException>(() => KernelName.Checked(new string('a', 101))).Message);
}
