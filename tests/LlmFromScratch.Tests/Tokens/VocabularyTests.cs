using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

public class VocabularyTests
{
    private static readonly Vocabulary Full = new(["<unk>", "<s>", "</s>", "a", "A", "我"]);

    [Fact]
    public void Constructor_NoTokens_SaysThatTheTextMayBeEmpty() =>
        Assert.Contains("is the text empty?", Assert.Throws<ArgumentException>(() => new Vocabulary([])).Message);

    [Fact]
    public void Constructor_TokenTwice_NamesItAndBothIds()
    {
        string message = Assert.Throws<ArgumentException>(() => new Vocabulary(["a", "b", "a"])).Message;
        Assert.Contains("\"a\" as id 0 and again as id 2", message);
    }

    [Fact]
    public void SpecialIds_AllThree_AreFound()
    {
        Assert.Equal((0, 1, 2), (Full.UnknownId, Full.StartId, Full.EndId));
        var none = new Vocabulary(["a"]);
        Assert.Equal((null, null, null), (none.UnknownId, none.StartId, none.EndId));
    }

    [Fact]
    public void IdOf_UnlistedToken_IsThatOfTheUnknown()
    {
        Assert.Equal(3, Full.IdOf("a"));
        Assert.Equal(4, Full.IdOf("A"));
        Assert.Equal(0, Full.IdOf("b"));
        Assert.False(Full.TryGetId("b", out _));
        Assert.Equal([5, 0, 0], Full.IdsOf(["我", "b", ""]));
    }

    [Fact]
    public void IdOf_UnlistedTokenWithoutAnUnknown_Throws() =>
        Assert.Contains("\"b\"", Assert.Throws<KeyNotFoundException>(() => new Vocabulary(["a"]).IdOf("b")).Message);

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    [InlineData(int.MaxValue)]
    public void Indexer_NoSuchId_Throws(int id) => Assert.Throws<ArgumentOutOfRangeException>(() => Full[id]);

    [Fact]
    public void Equals_SameTokensInTheSameOrder_IsTrue()
    {
        var same = new Vocabulary(Full);
        Assert.True(Full.Equals(same));
        Assert.Equal(Full.GetHashCode(), same.GetHashCode());
        Assert.False(Full.Equals(new Vocabulary(Full.Reverse())));
        Assert.False(Full.Equals(new Vocabulary(Full.Append("b"))));
        Assert.False(Full.Equals((object)"a"));
        Assert.False(Full.Equals(null));
    }

    [Fact]
    public void Builder_RepeatedTokens_NumbersInOrderOfFirstSight()
    {
        var builder = new VocabularyBuilder("<unk>", "<unk>");
        Assert.Equal([1, 2, 1, 3], ((string[])["a", "b", "a", "c"]).Select(token => builder.IdOf(token)));
        Assert.Equal(4, builder.Count);
        Assert.Equal(["<unk>", "a", "b", "c"], builder.ToVocabulary());
        Assert.Throws<ArgumentException>(() => new VocabularyBuilder().ToVocabulary());
    }
}
