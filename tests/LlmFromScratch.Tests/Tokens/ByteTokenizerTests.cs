using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

public class ByteTokenizerTests
{
    [Fact]
    public void Encode_Text_GivesItsUtf8()
    {
        ITokenizer tokenizer = new ByteTokenizer();
        Assert.Equal([195, 169, 33], tokenizer.Encode("é!"));
        Assert.Equal([0xE6, 0x88, 0x91], tokenizer.Encode("我"));
        Assert.Equal([0, 0xEF, 0xBF, 0xBD], tokenizer.Encode("\0\uD800")); // a lone surrogate is no character
        Assert.Equal("我", tokenizer.Decode([0xE6, 0x88, 0x91]));
        Assert.Equal("\uFFFD!", tokenizer.Decode([0xE6, 0x88, 33]));
        Assert.Equal([new Token(0xE6, "我", 1, 1), new Token(0x88, "我", 1, 1), new Token(0x91, "我", 1, 1)], tokenizer.Tokenize("a我").Skip(1));
        Assert.Equal(256, tokenizer.Vocabulary.Count);
        Assert.Equal("<0xE6>", tokenizer.Vocabulary[0xE6]);
    }

    [Fact]
    public void Encode_AnyText_EqualsBytePairsWithoutMerges() => Property.Holds(Property.AnyText, text =>
    {
        (ITokenizer bytes, ITokenizer pairs) = (new ByteTokenizer(), new BytePairTokenizer(BytePairVocabulary.Bytes));
        Assert.Equal(pairs.Encode(text), bytes.Encode(text));
        Assert.Equal(pairs.Tokenize(text), bytes.Tokenize(text));
        Assert.Equal(pairs.Decode(pairs.Encode(text)), bytes.Decode(bytes.Encode(text)));
    });

    [Fact]
    public void BadArguments_Throw()
    {
        var tokenizer = new ByteTokenizer();
        Assert.Throws<ArgumentNullException>(() => tokenizer.Encode(null!));
        Assert.Throws<ArgumentNullException>(() => tokenizer.Tokenize(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Decode([256]));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Decode([-1]));
    }
}
