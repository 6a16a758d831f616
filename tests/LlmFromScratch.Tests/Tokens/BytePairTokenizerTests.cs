using System.Text;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

public class BytePairTokenizerTests
{
    private static BytePairTokenizer Trained { get; } = new(FastBytePairTrainer.Train(
        ["I like to eat apples, I'd like to eat bananas too. 我喜欢吃苹果，我喜欢吃香蕉。", "a𠀀b a𠀀b 👍🏽👍🏽", "naïve café naïve café"], 320, special: ["<s>", "</s>"]));

    /// <summary>What comes back of a text: lone surrogates as U+FFFD.</summary>
    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Encode_ByHand_MergesWithinPieces()
    {
        var tokenizer = new BytePairTokenizer(BytePairVocabulary.FromMerges([('a', 't'), (' ', 256), ('t', ' ')]));
        Assert.Equal(['c', 256, 257, 's', ' ', ' '], tokenizer.Encode("cat ats  ")); // "t " would reach over two pieces
        Assert.Empty(tokenizer.Encode(""));
    }

    [Fact]
    public void Decode_OfEncode_IsTheText() => Property.Holds(Property.AnyText, text =>
    {
        int[] ids = Trained.Encode(text);
        Assert.Equal(Valid(text), Trained.Decode(ids));
        Assert.Equal(Encoding.UTF8.GetBytes(text), Trained.DecodeBytes(ids));
    }, 2000);

    [Fact]
    public void Encode_AnyText_EqualsThePlainEncoderPieceByPiece() => Property.Holds(Property.AnyText, text =>
    {
        foreach (BytePairTokenizer tokenizer in (BytePairTokenizer[])[Trained, new(Trained.BytePairs, new SpaceSplitter()), new(Trained.BytePairs, new CharacterSplitter())])
            Assert.Equal(tokenizer.Splitter.Split(text).SelectMany(piece => BytePairEncoder.Encode(tokenizer.BytePairs, Encoding.UTF8.GetBytes(piece))), tokenizer.Encode(text));
    }, 500);

    [Fact]
    public void Decode_RandomValidText_ComesBack() => RandomTextComesBack(2_000);

    [Fact]
    [Trait("Category", "Long")]
    public void Decode_RandomValidTextHundredThousandTimes_ComesBack() => RandomTextComesBack(100_000);

    private static void RandomTextComesBack(int texts)
    {
        var random = new SeededRandom(1, "valid text");
        var text = new StringBuilder();
        for (int i = 0; i < texts; i++)
        {
            text.Clear();
            for (int length = random.NextInt(40); length > 0; length--)
            {
                int plane = random.NextInt(3) > 0 ? 0 : random.NextInt(17);
                int scalar = (plane << 16) + random.NextInt(plane == 0 && random.NextInt(2) == 0 ? 0x3000 : 0x10000);
                text.Append(Rune.IsValid(scalar) ? new Rune(scalar).ToString() : " ");
            }
            Assert.Equal(text.ToString(), Trained.Decode(Trained.Encode(text.ToString())));
        }
    }

    [Fact]
    public void DecodeBytes_RandomBytesEncoded_AreTheBytes()
    {
        var random = new SeededRandom(2, "bytes");
        for (int i = 0; i < 3000; i++)
        {
            // Half of them text with a few bytes changed: cut characters, bytes that no UTF-8 has.
            byte[] bytes = i % 2 == 0 ? Encoding.UTF8.GetBytes("我喜欢 apples 👍🏽 é") : new byte[random.NextInt(40)];
            for (int change = i % 2 == 0 ? 3 : bytes.Length; change > 0; change--)
                bytes[random.NextInt(bytes.Length)] = (byte)random.NextInt(256);
            Assert.Equal(bytes, Trained.DecodeBytes(Trained.EncodeBytes(bytes)));
        }
    }

    [Fact]
    public void EncodeBytes_Utf8_EqualsEncode() => Property.Holds(Property.AnyText, text =>
        Assert.Equal(Trained.Encode(Valid(text)), Trained.EncodeBytes(Encoding.UTF8.GetBytes(text))), 1000);

    [Fact]
    public void EncodeBytes_BytesThatAreNoText_AreTokensByThemselves()
    {
        var tokenizer = new BytePairTokenizer(BytePairVocabulary.FromMerges([('a', 'b'), (0xE6, 0x88)]));
        Assert.Equal([256, 0xFF, 0xC3, 256], tokenizer.EncodeBytes([.. "ab"u8, 0xFF, 0xC3, .. "ab"u8]));
        Assert.Equal([257, 0x91, 0xE6, 0x88], tokenizer.EncodeBytes([0xE6, 0x88, 0x91, 0xE6, 0x88])); // 我, and 我 cut short
        Assert.Empty(tokenizer.EncodeBytes([]));
    }

    [Fact]
    public void DecodeBytes_AnyIds_NeverThrows()
    {
        var random = new SeededRandom(3, "ids");
        for (int i = 0; i < 1000; i++)
        {
            int[] ids = [.. Enumerable.Range(0, random.NextInt(20)).Select(_ => random.NextInt(Trained.BytePairs.Count))];
            byte[] bytes = Trained.DecodeBytes(ids);
            Assert.Equal(ids.Sum(id => Trained.BytePairs.BytesOf(id).Length), bytes.Length);
            Assert.Equal(Encoding.UTF8.GetString(bytes), Trained.Decode(ids));
        }
    }

    [Fact]
    public void Decode_IdOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Trained.Decode([0, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Trained.DecodeBytes([320]));
        Assert.Throws<ArgumentNullException>(() => Trained.Decode(null!));
    }

    [Fact]
    public void NullArguments_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => new BytePairTokenizer(null!));
        Assert.Throws<ArgumentNullException>(() => Trained.Encode(null!));
        Assert.Throws<ArgumentNullException>(() => Trained.EncodeWithSpecial(null!));
        Assert.Throws<ArgumentNullException>(() => Trained.Tokenize(null!));
    }

    [Fact]
    public void Tokenize_CutCharacter_TokensCoverAllOfIt()
    {
        var tokenizer = new BytePairTokenizer(BytePairVocabulary.FromMerges([('a', 0xF0), (256, 0x9F), (0x8D, 'b')]), new SpaceSplitter());
        // a F0 9F | 91 | 8D b: 👍 is F0 9F 91 8D, two UTF-16 units.
        Assert.Equal([new Token(257, "a👍", 1, 3), new Token(0x91, "👍", 2, 2), new Token(258, "👍b", 2, 3)], tokenizer.Tokenize(" a👍b").Skip(1));
    }

    [Fact]
    public void Tokenize_AnyText_CoversTheTextInOrder() => Property.Holds(Property.AnyText, text =>
    {
        Token[] tokens = [.. Trained.Tokenize(text)];
        Assert.Equal(Trained.Encode(text), tokens.Select(token => token.Id));
        int covered = 0;
        foreach (Token token in tokens)
        {
            Assert.Equal(text.Substring(token.Start, token.Length), token.Text);
            Assert.InRange(token.Start, 0, covered);
            Assert.InRange(token.End, covered, text.Length);
            Assert.Contains(Encoding.UTF8.GetString(Trained.BytePairs.BytesOf(token.Id)).Trim('\uFFFD'), Valid(token.Text));
            covered = token.End;
        }
        Assert.Equal(text.Length, covered);
    }, 1000);

    [Fact]
    public void Encode_TextThatLooksSpecial_IsText()
    {
        int start = Trained.BytePairs.Special["<s>"], end = Trained.BytePairs.Special["</s>"];
        Assert.DoesNotContain(start, Trained.Encode("<s>I like</s>"));
        Assert.Equal("<s>I like</s>", Trained.Decode(Trained.Encode("<s>I like</s>")));
        Assert.Equal([start, .. Trained.Encode("I like"), end, end, .. Trained.Encode(" too")], Trained.EncodeWithSpecial("<s>I like</s></s> too"));
        Assert.Equal("I like too", Trained.Decode(Trained.EncodeWithSpecial("<s>I like</s></s> too"))); // no bytes, no text
        Assert.Empty(Trained.EncodeWithSpecial(""));
    }

    [Fact]
    public void EncodeWithSpecial_NamesThatStartAlike_TakesTheLonger()
    {
        var tokenizer = new BytePairTokenizer(BytePairVocabulary.FromMerges([], "<a", "<a>", "a>"));
        Assert.Equal([257, 256, 'x', 258, '>'], tokenizer.EncodeWithSpecial("<a><axa>>"));
        Assert.Equal(['<', 's', '>'], new BytePairTokenizer(BytePairVocabulary.Bytes).EncodeWithSpecial("<s>"));
    }

    [Fact]
    public void EncodeWithSpecial_ManyOfOneAndNoneOfTheOther_Finishes()
    {
        string text = string.Concat(Enumerable.Repeat("<s>a", 300_000)); // looking to the end for </s> each time would take hours
        Assert.Equal(600_000, Trained.EncodeWithSpecial(text).Length);
    }

    [Fact]
    public void EncodeSentences_MarksGivenInTraining_StandAroundEachLine()
    {
        (int start, int end) = (Trained.Vocabulary.StartId!.Value, Trained.Vocabulary.EndId!.Value);
        Assert.Equal([start, .. Trained.Encode("I eat"), end, start, end, start, .. Trained.Encode("<s>"), end], Trained.EncodeSentences(["I eat", "", "<s>"]));
        Assert.Equal("I eat<s>", Trained.Decode(Trained.EncodeSentences(["I eat", "", "<s>"])));
    }

    [Fact]
    public void EncodeSentences_NoMarks_Throws() =>
        Assert.Throws<ArgumentException>(() => new BytePairTokenizer(BytePairVocabulary.Bytes).EncodeSentences(["a"]));

    [Fact]
    public void Encode_SplitterThatDropsText_Throws()
    {
        foreach (ISplitter splitter in (ISplitter[])[new WordSplitter(), new WhitespaceSplitter()])
            foreach (string text in (string[])["a b", " a", "a "])
            {
                var tokenizer = new BytePairTokenizer(BytePairVocabulary.Bytes, splitter);
                Assert.Contains(splitter.Name, Assert.Throws<InvalidOperationException>(() => tokenizer.Encode(text)).Message);
                Assert.Throws<InvalidOperationException>(() => tokenizer.Tokenize(text).Count());
                Assert.Throws<InvalidOperationException>(() => tokenizer.EncodeStream(new StringReader(text)).Count());
            }
    }

    [Fact]
    public void Encode_ManyDifferentPieces_RemembersAndForgetsWithoutMistakes()
    {
        // More pieces than are remembered, each met again later.
        var tokenizer = new BytePairTokenizer(Trained.BytePairs);
        string[] words = [.. Enumerable.Range(0, 120_000).Select(i => $" {(char)('a' + i % 7)}{i * 7919L}")];
        for (int pass = 0; pass < 2; pass++)
            foreach (string word in words.Where((_, i) => i % 60 == 0 || pass == 0))
                Assert.Equal(word, tokenizer.Decode(tokenizer.Encode(word)));
    }

    [Fact]
    public void Encode_FromManyThreads_GivesTheSameIds()
    {
        var tokenizer = new BytePairTokenizer(Trained.BytePairs);
        string[] texts = [.. Enumerable.Range(0, 400).Select(i => $"I like {i} apples, 我喜欢吃{i % 7}个苹果 and {i * i} more")];
        int[][] expected = [.. texts.Select(Trained.Encode)];
        Parallel.For(0, 20, _ =>
        {
            for (int i = 0; i < texts.Length; i++)
                Assert.Equal(expected[i], tokenizer.Encode(texts[i]));
        });
    }

    [Fact]
    [Trait("Category", "Long")]
    public void Encode_PiecesOfMillions_Finishes()
    {
        // Quadratic time would take hours here.
        BytePairVocabulary vocabulary = FastBytePairTrainer.Train([new string('a', 1000), "the cat sat on the mat and that was that"], 300);
        var tokenizer = new BytePairTokenizer(vocabulary);
        string letters = new('a', 50_000_000);
        Assert.Equal(letters, tokenizer.Decode(tokenizer.Encode(letters)));
        var random = new SeededRandom(4, "long piece");
        string mixed = string.Concat(Enumerable.Range(0, 5_000_000).Select(_ => (char)('a' + random.NextInt(26))));
        int[] ids = tokenizer.Encode(mixed);
        Assert.Equal(mixed, tokenizer.Decode(ids));
        Assert.Equal(ids.Length, tokenizer.Tokenize(mixed).Count());
        Assert.Equal(ids, tokenizer.EncodeStream(new StringReader(mixed), 1000));
    }
}
