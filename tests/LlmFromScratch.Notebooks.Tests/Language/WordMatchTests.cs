using LlmFromScratch.Notebooks.Language;

namespace LlmFromScratch.Notebooks.Tests.Language;

public sealed class WordMatchTests
{
    [Theory]
    [InlineData("WriteLine", "", 0)]
    [InlineData("WriteLine", "Wri", 0)]
    [InlineData("WriteLine", "wri", 1)]
    [InlineData("WriteLine", "WL", 2)]
    [InlineData("WriteLine", "wrli", 2)]
    [InlineData("WriteLine", "line", 3)]
    [InlineData("IEnumerable", "enum", 3)]
    [InlineData("UTF8Encoding", "ue", 2)]
    [InlineData("snake_case", "sc", 2)]
    [InlineData("WriteLine", "ine", null)]
    [InlineData("WriteLine", "WriteLines", null)]
    [InlineData("", "a", null)]
    public void Rank_TypedLetters_FollowTheHumps(string word, string typed, int? rank)
    {
        Assert.Equal(rank, WordMatch.Rank(word, typed));
    }

    [Fact]
    public void Rank_LongWordsOfOneLetter_IsQuick()
    {
        Assert.Null(WordMatch.Rank(string.Concat(Enumerable.Repeat("aA", 60)) + "b", new string('a', 40) + "Bc"));
    }
}
