using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

public class WordSplitterTests
{
    private static readonly WordSplitter Plain = new();
    private static readonly WordSplitter Chinese = new(["喜欢", "苹果", "果汁", "苹果汁", "卡拉OK"]);

    [Theory]
    [InlineData("I don't eat, you know.", "I|don't|eat|,|you|know|.")]
    [InlineData("a well-known man’s hat", "a|well-known|man’s|hat")]
    [InlineData("pi is 3.14, or 1,000.5.", "pi|is|3.14|,|or|1,000.5|.")]
    [InlineData("'quoted' -x- rock'n'roll", "'|quoted|'|-|x|-|rock'n'roll")]
    [InlineData("wait... what?!", "wait|.|.|.|what|?|!")]
    [InlineData("snake_case x2 Ⅷ ½", "snake_case|x2|Ⅷ|½")]
    [InlineData("naïve Straße Ελλάδα Москва", "naïve|Straße|Ελλάδα|Москва")]
    [InlineData("a 👩‍👩‍👧‍👦b 👍🏽!", "a|👩‍👩‍👧‍👦|b|👍🏽|!")]
    [InlineData("ＡＢＣ，１２！", "ＡＢＣ|，|１２|！")]
    [InlineData("a\u00A0b\u3000c\0d", "a|b|c|d")]
    [InlineData("これは 한국어 ไทย", "これは|한국어|ไทย")]
    public void Split_Text_GivesWordsAndMarks(string text, string expected) => Assert.Equal(expected.Split('|'), Plain.Split(text));

    [Theory]
    [InlineData("e\u0301t\u0301e", "e\u0301t\u0301e")]
    [InlineData("cafe\u0301's", "cafe\u0301's")] // as "café's" with the letter é
    [InlineData("𝒳-𝒴", "𝒳-𝒴")] // letters of two UTF-16 units
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")] // Persian: the half space stands inside the word
    [InlineData("ක්\u200Dෂ", "ක්\u200Dෂ")] // Sinhala: the joiner makes one letter of two
    [InlineData("co\u00ADoperate", "co\u00ADoperate")] // where a word may be broken
    [InlineData("well\u2010known non\u2011stop", "well\u2010known|non\u2011stop")] // Unicode's own hyphens
    [InlineData("1\uFE0F\u20E3", "1\uFE0F\u20E3")] // the key cap
    [InlineData("葛\uDB40\uDD00城", "葛\uDB40\uDD00|城")] // which of two shapes of a character is meant
    public void Split_CharactersOfSeveralParts_KeepsThemTogether(string text, string expected) =>
        Assert.Equal(expected.Split('|'), Plain.Split(text));

    [Theory]
    [InlineData("我喜欢吃苹果。", "我|喜|欢|吃|苹|果|。")]
    [InlineData("𠀀々〇", "𠀀|々|〇")]
    [InlineData("我用iPhone15拍3.5张", "我|用|iPhone15|拍|3.5|张")]
    [InlineData("x-光", "x|-|光")]
    public void Split_ChineseWithoutAList_GivesCharacters(string text, string expected) => Assert.Equal(expected.Split('|'), Plain.Split(text));

    [Theory]
    [InlineData("我喜欢吃苹果。", "我|喜欢|吃|苹果|。")]
    [InlineData("苹果汁", "苹果汁")] // the longest, not 苹果 and 汁
    [InlineData("苹 果", "苹|果")] // a space is a border
    [InlineData("唱卡拉OK吧", "唱|卡拉OK|吧")]
    [InlineData("喜", "喜")]
    public void Split_ChineseWithAList_TakesTheLongestWord(string text, string expected) => Assert.Equal(expected.Split('|'), Chinese.Split(text));

    [Theory]
    [InlineData("I like it.")]
    [InlineData("Yes, (I know)!")]
    [InlineData("我喜欢吃苹果。你呢？")]
    [InlineData("wait… what?")]
    public void Join_OwnPieces_WritesTheTextAgain(string text) => Assert.Equal(text, Chinese.Join(Chinese.Split(text)));

    [Fact]
    public void Join_OddPieces_NeverThrows()
    {
        Assert.Equal("a b", Plain.Join(["a", "", "b"]));
        Assert.Equal("𝒳 𝒴", Plain.Join(["𝒳", "𝒴"]));
        Assert.Equal("\uD840 \uDC00", Plain.Join(["\uD840", "\uDC00"])); // halves of a pair
    }

    [Fact]
    public void Constructor_EmptyList_TakesCharacters() => Assert.Equal(["苹", "果"], new WordSplitter([]).Split("苹果"));
}
