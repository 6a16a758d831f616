using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

public class TokenizerTests
{
    [Fact]
    public void EncodeDecode_Characters_GivesTheTextBack() => Property.Holds(Property.AnyText, text =>
    {
        if (text.Length == 0)
            return;
        Tokenizer tokenizer = Tokenizer.Train(new CharacterSplitter(), [text]);
        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
    });

    [Fact]
    public void Train_Lines_NumbersSpecialTokensFirst()
    {
        Tokenizer tokenizer = Tokenizer.Train(new WordSplitter(), ["I eat.", "", "I sleep."], "<unk>", "<s>", "</s>");
        Assert.Equal(["<unk>", "<s>", "</s>", "I", "eat", ".", "sleep"], tokenizer.Vocabulary);
        Assert.Equal([3, 0, 5], tokenizer.Encode("I run."));
    }

    [Fact]
    public void Train_NoPiecesAtAll_Throws() => Assert.Throws<ArgumentException>(() => Tokenizer.Train(new WordSplitter(), ["", "  "]));

    [Fact]
    public void Tokenize_UnknownWord_KeepsItsTextAndPlace()
    {
        Tokenizer tokenizer = Tokenizer.Train(new WordSplitter(), ["I eat"], "<unk>");
        Assert.Equal([new Token(1, "I", 0, 1), new Token(0, "run", 3, 3), new Token(2, "eat", 7, 3)], tokenizer.Tokenize("I  run eat"));
    }

    [Fact]
    public void Encode_UnknownWordWithoutAnUnknownToken_Throws()
    {
        Tokenizer tokenizer = Tokenizer.Train(new CharacterSplitter(), ["abc"]);
        Assert.Throws<KeyNotFoundException>(() => tokenizer.Encode("abd"));
        Assert.Throws<KeyNotFoundException>(() => tokenizer.Tokenize("abd").ToList());
    }

    [Fact]
    public void Decode_SentenceMarks_AreLeftOut()
    {
        Tokenizer tokenizer = Tokenizer.Train(new WordSplitter(), ["I eat."], "<unk>", "<s>", "</s>");
        Assert.Equal("I eat.", tokenizer.Decode([1, 3, 4, 5, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Decode([99]));
    }

    [Fact]
    public void Tokenize_Null_ThrowsAtOnce()
    {
        Tokenizer tokenizer = Tokenizer.Train(new CharacterSplitter(), ["abc"]);
        Assert.Throws<ArgumentNullException>(() => tokenizer.Tokenize(null!)); // not only when the tokens are asked for
        Assert.Throws<ArgumentNullException>(() => tokenizer.Encode(null!));
    }

    [Fact]
    public void EncodeSentences_Lines_AreEachOpenedAndClosed()
    {
        Tokenizer tokenizer = Tokenizer.Train(new WordSplitter(), ["a b"], "<unk>", "<s>", "</s>");
        Assert.Equal([1, 3, 4, 2, 1, 2, 1, 0, 2], tokenizer.EncodeSentences(["a b", "", "c"]));
        Assert.Empty(tokenizer.EncodeSentences([]));
        Assert.Throws<ArgumentException>(() => Tokenizer.Train(new WordSplitter(), ["a"]).EncodeSentences(["a"]));
    }

    [Fact]
    public void EncodeSentences_LineWithAMarkInIt_IsRefused()
    {
        var tokenizer = new Tokenizer(new WhitespaceSplitter(), new Vocabulary(["<s>", "</s>", "a"]));
        Assert.Equal([0, 2, 1, 0, 1], tokenizer.EncodeSentences(["a", ""]));
        var error = Assert.Throws<ArgumentException>(() => tokenizer.EncodeSentences(["a <s> a"]));
        Assert.Contains("<s>", error.Message, StringComparison.Ordinal);
    }
}
