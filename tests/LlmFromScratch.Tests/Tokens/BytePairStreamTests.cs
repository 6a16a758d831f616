using System.Text;
using FsCheck.Fluent;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

/// <summary>Encoding and decoding bit by bit give what they give at once.</summary>
public class BytePairStreamTests
{
    private static readonly BytePairVocabulary Vocabulary = FastBytePairTrainer.Train(
        ["we'll eat, they'll eat, I'd eat; we'll see, it's  what   it's", "我喜欢吃苹果，我喜欢吃香蕉。", "👍🏽👍🏽 a𠀀b a𠀀b"], 310, special: ["<s>"]);

    private static readonly BytePairTokenizer Tokenizer = new(Vocabulary);

    private static IEnumerable<int> Chunks => [1, 2, 3, 5, 7, 64, 65, 100, 1000];

    [Fact]
    public void EncodeStream_AnyTextAndChunk_EqualsEncode() => Property.Holds(Property.AnyText.ListOf().Select(string.Concat), text =>
    {
        int[] expected = Tokenizer.Encode(text);
        foreach (int chunk in Chunks)
            Assert.Equal(expected, Tokenizer.EncodeStream(new StringReader(text), chunk));
    }, 200);

    [Fact]
    public void EncodeStream_WordsCutAnywhere_EqualsEncode()
    {
        // Contractions, white space and surrogate pairs at every place of a chunk, further back than a splitter looks ahead.
        string text = string.Concat(Enumerable.Range(0, 400).Select(i => (i % 7) switch { 0 => "we'll", 1 => "   ", 2 => "'s", 3 => "a𠀀b", 4 => " \n ", 5 => "'", _ => new string('x', i % 90) }));
        for (int chunk = 1; chunk < 300; chunk++)
            Assert.Equal(Tokenizer.Encode(text), Tokenizer.EncodeStream(new StringReader(text), chunk));
        var bySpaces = new BytePairTokenizer(Vocabulary, new SpaceSplitter());
        var byCharacters = new BytePairTokenizer(Vocabulary, new CharacterSplitter());
        foreach (int chunk in Chunks)
        {
            Assert.Equal(bySpaces.Encode(text), bySpaces.EncodeStream(new StringReader(text), chunk));
            Assert.Equal(byCharacters.Encode(text), byCharacters.EncodeStream(new StringReader(text), chunk));
        }
    }

    [Fact]
    public void EncodeStream_AnyBytesAndChunk_EqualsEncodeBytes()
    {
        var text = Property.AnyText.Select(Encoding.UTF8.GetBytes);
        var junk = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();
        Property.Holds(Gen.OneOf(text, junk).ListOf().Select(parts => parts.SelectMany(part => part).ToArray()), bytes =>
        {
            int[] expected = Tokenizer.EncodeBytes(bytes);
            Assert.Equal(bytes, Tokenizer.DecodeBytes(expected));
            foreach (int chunk in Chunks)
                Assert.Equal(expected, Tokenizer.EncodeStream(new MemoryStream(bytes), chunk));
        }, 300);
    }

    [Fact]
    public void EncodeStream_LargeText_IsNotHeld()
    {
        // 20 MB that no one holds: read as it is made, and the ids are there before the end.
        var endless = new Repeated("we'll eat apples, ", 20_000_000);
        int[] first = [.. Tokenizer.EncodeStream(endless).Take(1000)];
        Assert.InRange(endless.Given, 1000, 200_000);
        Assert.Equal(first, Tokenizer.Encode(string.Concat(Enumerable.Repeat("we'll eat apples, ", 500)))[..1000]);
    }

    [Fact]
    public void EncodeStream_BadArguments_ThrowsAtOnce()
    {
        Assert.Throws<ArgumentNullException>(() => Tokenizer.EncodeStream((TextReader)null!));
        Assert.Throws<ArgumentNullException>(() => Tokenizer.EncodeStream((Stream)null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.EncodeStream(TextReader.Null, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.EncodeStream(Stream.Null, -1));
        Assert.Empty(Tokenizer.EncodeStream(TextReader.Null));
        Assert.Empty(Tokenizer.EncodeStream(Stream.Null));
    }

    [Fact]
    public void BytePairDecoder_CutCharacter_ComesWithItsLastByte()
    {
        var decoder = new BytePairDecoder(BytePairVocabulary.Bytes);
        Assert.Equal(["", "", "", "👍", "!"], "👍!"u8.ToArray().Select(value => decoder.Append(value)));
        Assert.Equal("", decoder.Flush());
        decoder.Append(0xF0);
        Assert.Equal("", decoder.Append(0x9F));
        Assert.Equal("\uFFFD", decoder.Flush());
        Assert.Equal("a", decoder.Append('a')); // as new
        decoder.Append(0xE6);
        Assert.Equal("\uFFFDa", decoder.Append('a')); // now it is certain that the character will not be whole
    }

    [Fact]
    public void BytePairDecoder_SpecialToken_HasNoText()
    {
        var decoder = new BytePairDecoder(BytePairVocabulary.FromMerges([], "<s>"));
        Assert.Equal("", decoder.Append(256));
        Assert.Equal("x", decoder.Append('x'));
    }

    [Fact]
    public void BytePairDecoder_IdOutOfRange_ThrowsAndKeepsWhatCameBefore()
    {
        var decoder = new BytePairDecoder(BytePairVocabulary.Bytes);
        decoder.Append(0xC3);
        Assert.Throws<ArgumentOutOfRangeException>(() => decoder.Append(256));
        Assert.Throws<ArgumentOutOfRangeException>(() => decoder.Append(-1));
        Assert.Equal("é", decoder.Append(0xA9));
        Assert.Throws<ArgumentNullException>(() => new BytePairDecoder(null!));
    }

    [Fact]
    public void BytePairDecoder_AnyIds_EqualsDecode() => Property.Holds(Gen.Choose(0, Vocabulary.Count - 1).ArrayOf(), ids =>
    {
        var decoder = new BytePairDecoder(Vocabulary);
        Assert.Equal(Tokenizer.Decode(ids), string.Concat(ids.Select(decoder.Append)) + decoder.Flush());
    }, 2000);

    [Fact]
    public void BytePairDecoder_AnyText_EqualsDecode() => Property.Holds(Property.AnyText, text =>
    {
        var decoder = new BytePairDecoder(Vocabulary);
        int[] ids = Tokenizer.Encode(text);
        Assert.Equal(Tokenizer.Decode(ids), string.Concat(ids.Select(decoder.Append)));
        Assert.Equal("", decoder.Flush());
    }, 500);

    /// <summary>One text again and again, made as it is read.</summary>
    private sealed class Repeated(string part, int length) : TextReader
    {
        public int Given { get; private set; }

        public override int Read(char[] buffer, int index, int count)
        {
            count = Math.Min(count, length - Given);
            for (int i = 0; i < count; i++)
                buffer[index + i] = part[Given++ % part.Length];
            return count;
        }
    }
}
