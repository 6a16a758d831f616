using System.Text;
using LlmFromScratch.Formats;

namespace LlmFromScratch.Tests.Formats;

public class ByteCharactersTests
{
    [Theory]
    [InlineData('!', '!')]
    [InlineData('~', '~')]
    [InlineData(' ', 'Ġ')]
    [InlineData('\n', 'Ċ')]
    [InlineData('\t', 'ĉ')]
    [InlineData('\0', 'Ā')]
    [InlineData('\x7F', 'ġ')]
    [InlineData('\xA0', 'ł')]
    [InlineData('\xAD', 'Ń')] // the 68th byte that is not visible
    [InlineData('\xFF', 'ÿ')]
    public void CharacterOf_Byte_IsAsInGpt2(char value, char expected) => Assert.Equal(expected, ByteCharacters.CharacterOf((byte)value));

    [Fact]
    public void CharacterOf_AllBytes_AreDifferentVisibleAndComeBack()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        string text = ByteCharacters.TextOf(all);
        Assert.Equal(256, text.Distinct().Count());
        Assert.DoesNotContain(text, c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\xAD');
        Assert.Equal(68, text.Count(c => c >= 0x100));
        Assert.True(ByteCharacters.TryGetBytes(text, out byte[] bytes));
        Assert.Equal(all, bytes);
    }

    [Fact]
    public void TextOf_Text_WritesItsUtf8()
    {
        Assert.Equal("ĠÃ©", ByteCharacters.TextOf(Encoding.UTF8.GetBytes(" é")));
        Assert.Equal("", ByteCharacters.TextOf([]));
    }

    [Theory]
    [InlineData(" the")]
    [InlineData("Ġ你")]
    [InlineData("\n")]
    [InlineData("\u00AD")]
    [InlineData("\u0144")] // one after the last
    [InlineData("▁the")]
    public void TryGetBytes_OtherCharacters_IsFalse(string text)
    {
        Assert.False(ByteCharacters.TryGetBytes(text, out byte[] bytes));
        Assert.Empty(bytes);
    }
}
