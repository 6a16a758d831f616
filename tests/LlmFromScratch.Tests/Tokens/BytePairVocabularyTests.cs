using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

public class BytePairVocabularyTests
{
    private static List<byte[]?> Bytes => [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value })];

    [Fact]
    public void FromMerges_MergesAndSpecialTokens_NumbersThemInOrder()
    {
        var vocabulary = BytePairVocabulary.FromMerges([('h', 'e'), (256, 'y')], "<s>", "</s>");
        Assert.Equal(260, vocabulary.Count);
        Assert.Equal("hey"u8, vocabulary.BytesOf(257));
        Assert.Equal(258, vocabulary.Special["<s>"]);
        Assert.True(vocabulary.BytesOf(259).IsEmpty);
        Assert.Equal(["h", "<0xFF>", "he", "hey", "<s>", "</s>"], new[] { 'h', 255, 256, 257, 258, 259 }.Select(id => vocabulary.Tokens[id]));
    }

    [Fact]
    public void FromMerges_BadMerges_SaysWhich()
    {
        Assert.Contains("merge 1", Assert.Throws<ArgumentException>(() => BytePairVocabulary.FromMerges([(97, 256)])).Message); // made by itself
        Assert.Contains("merge 2", Assert.Throws<ArgumentException>(() => BytePairVocabulary.FromMerges([(97, 98), (97, 999)])).Message);
        Assert.Contains("merge 1", Assert.Throws<ArgumentException>(() => BytePairVocabulary.FromMerges([(-1, 98)])).Message);
        Assert.Contains("again as number 2", Assert.Throws<ArgumentException>(() => BytePairVocabulary.FromMerges([(97, 98), (97, 98)])).Message);
        Assert.Throws<ArgumentNullException>(() => BytePairVocabulary.FromMerges(null!));
    }

    [Fact]
    public void Constructor_TokensThatCannotBe_Throws()
    {
        Assert.Throws<ArgumentException>(() => new BytePairVocabulary([], []));
        Assert.Contains("0xFF", Assert.Throws<ArgumentException>(() => new BytePairVocabulary(Bytes[..255], [])).Message);
        Assert.Contains("0x61", Assert.Throws<ArgumentException>(() => new BytePairVocabulary([.. Bytes, [97]], [])).Message);
        Assert.Contains("no bytes", Assert.Throws<ArgumentException>(() => new BytePairVocabulary([.. Bytes, null], [])).Message);
        Assert.Contains("no bytes", Assert.Throws<ArgumentException>(() => new BytePairVocabulary([.. Bytes, []], [])).Message);
    }

    [Fact]
    public void Constructor_MergesThatCannotBe_Throws()
    {
        List<byte[]?> tokens = [.. Bytes, [97, 98]];
        Assert.Throws<ArgumentException>(() => new BytePairVocabulary(tokens, [new(97, 98, 257)]));
        Assert.Throws<ArgumentException>(() => new BytePairVocabulary(tokens, [new(97, 99, 256)])); // other bytes
        Assert.Throws<ArgumentException>(() => new BytePairVocabulary(tokens, [new(97, 98, 256), new(97, 98, 256)]));
        Assert.Throws<ArgumentException>(() => new BytePairVocabulary([.. tokens, null], [new(257, 98, 98)], new Dictionary<string, int> { ["<s>"] = 257 }));
    }

    [Fact]
    public void Constructor_SpecialTokensThatCannotBe_Throws()
    {
        Dictionary<string, int> Special(params (string Name, int Id)[] special) => special.ToDictionary(one => one.Name, one => one.Id);
        Assert.Throws<ArgumentException>(() => new BytePairVocabulary(Bytes, [], Special(("<s>", 256))));
        Assert.Throws<ArgumentException>(() => new BytePairVocabulary(Bytes, [], Special(("<s>", 97))));
        Assert.Throws<ArgumentException>(() => new BytePairVocabulary(Bytes, [], Special(("<s>", -1))));
        Assert.Throws<ArgumentException>(() => new BytePairVocabulary([.. Bytes, null], [], Special(("", 256))));
        Assert.Throws<ArgumentException>(() => new BytePairVocabulary([.. Bytes, null], [], Special(("<s>", 256), ("</s>", 256))));
    }

    [Fact]
    public void BytesOf_IdOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BytePairVocabulary.Bytes.BytesOf(-1).Length);
        Assert.Contains("255", Assert.Throws<ArgumentOutOfRangeException>(() => BytePairVocabulary.Bytes.BytesOf(256).Length).Message);
    }

    [Fact]
    public void Tokens_TextThatLooksLikeAMarkOrAByte_IsWrittenInHexadecimal()
    {
        // The tokens spell "<s>" and "<0xFF>"; neither is the mark of a sentence start nor the byte.
        var vocabulary = BytePairVocabulary.FromMerges([('<', 's'), (256, '>'), ('<', '0'), (258, 'x'), (259, 'F'), (260, 'F'), (261, '>')]);
        Assert.Equal("<0x3C><0x73><0x3E>", vocabulary.Tokens[257]);
        Assert.Equal("<0x3C><0x30><0x78><0x46><0x46><0x3E>", vocabulary.Tokens[262]);
        Assert.Equal("<0xFF>", vocabulary.Tokens[255]);
        Assert.Null(vocabulary.Tokens.StartId);
    }

    [Fact]
    public void Tokens_AnyVocabulary_AllDiffer() => Property.Holds(BytePairEncoderTests.AnyVocabulary, vocabulary =>
        Assert.Equal(vocabulary.Count, vocabulary.Tokens.Distinct().Count()));
}
