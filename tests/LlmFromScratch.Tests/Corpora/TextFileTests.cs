using System.Text;
using LlmFromScratch.Corpora;

namespace LlmFromScratch.Tests.Corpora;

public sealed class TextFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadLines_AllLineEnds_SplitsAtEach() =>
        Assert.Equal(["a", "b", "", "c", "d"], TextFile.ReadLines(_folder.Write("a", "a\nb\r\n\nc\rd\n"u8)));

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("\n", new[] { "" })]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\r", new[] { "a" })]
    [InlineData("a\r\n", new[] { "a" })]
    [InlineData("a\u2028b\u0085c\fd", new[] { "a\u2028b\u0085c\fd" })]
    public void ReadLines_SmallTexts_AreExact(string text, string[] lines) =>
        Assert.Equal(lines, TextFile.ReadLines(_folder.Write("a", Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void ReadLines_CarriageReturnAtTheEdgeOfABlock_IsOneLineEnd()
    {
        // Blocks are 65,536 bytes: put \r at each place around that edge and its \n behind it.
        for (int length = 65_533; length <= 65_537; length++)
        {
            string line = new('x', length);
            Assert.Equal([line, "y"], TextFile.ReadLines(_folder.Write("a", Encoding.UTF8.GetBytes(line + "\r\ny"))));
        }
    }

    [Fact]
    public void ReadText_CharactersAcrossTheEdgeOfABlock_AreWhole()
    {
        for (int length = 65_531; length <= 65_537; length++)
        {
            string text = new string('x', length) + "👍我é";
            TextContent content = TextFile.ReadText(_folder.Write("a", Encoding.UTF8.GetBytes(text)));
            Assert.Equal(text, content.Text);
            Assert.Equal(0, content.InvalidBytes);
        }
    }

    [Fact]
    public void ReadText_ByteOrderMarks_AreRecognizedAndTakenOff()
    {
        Assert.Equal(new TextContent("é我", "UTF-8", 0), TextFile.ReadText(_folder.Write("a", [0xEF, 0xBB, 0xBF, .. "é我"u8])));
        Assert.Equal(new TextContent("é我", "UTF-16", 0), TextFile.ReadText(_folder.Write("b", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("é我")])));
        Assert.Equal(new TextContent("é我", "UTF-16", 0), TextFile.ReadText(_folder.Write("c", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("é我")])));
    }

    [Fact]
    public void ReadText_InvalidBytes_AreReplacedAndCounted()
    {
        // A lone byte; the first two of three bytes of 我; an overlong slash; an encoded surrogate, of which each byte is invalid by itself.
        byte[] bytes = [.. "a"u8, 0xFF, .. "b"u8, 0xE6, 0x88, .. "c"u8, 0xC0, 0xAF, .. "d"u8, 0xED, 0xA0, 0x80, .. "e"u8];
        Assert.Equal(new TextContent("a\uFFFDb\uFFFDc\uFFFD\uFFFDd\uFFFD\uFFFD\uFFFDe", "UTF-8", 8), TextFile.ReadText(_folder.Write("a", bytes)));
    }

    [Fact]
    public void ReadText_InvalidBytesAtEveryPlaceAroundABlock_AreCountedOnce()
    {
        for (int length = 65_531; length <= 65_537; length++)
        {
            byte[] bytes = [.. Enumerable.Repeat((byte)'x', length), 0xE6, 0x88, .. "y"u8];
            TextContent content = TextFile.ReadText(_folder.Write("a", bytes));
            Assert.Equal((new string('x', length) + "\uFFFDy", 2), (content.Text, content.InvalidBytes));
        }
    }

    [Fact]
    public void ReadText_CutOffCharacterAtTheEnd_IsReplacedAndCounted()
    {
        Assert.Equal(new TextContent("x\uFFFD", "UTF-8", 2), TextFile.ReadText(_folder.Write("a", [.. "x"u8, 0xE6, 0x88])));
        Assert.Equal(new TextContent("x\uFFFD", "UTF-16", 1), TextFile.ReadText(_folder.Write("b", [0xFF, 0xFE, .. "x"u8, 0, .. "y"u8])));
    }

    [Fact]
    public void ReadText_GenuineReplacementCharacter_IsNotInvalid() =>
        Assert.Equal(new TextContent("\uFFFD", "UTF-8", 0), TextFile.ReadText(_folder.Write("a", "\uFFFD"u8)));

    [Fact]
    public void ReadText_AnyBytes_AgreesWithTheFrameworkAndNeverThrows()
    {
        var random = new SeededRandom(1, "bytes");
        for (int round = 0; round < 200; round++)
        {
            byte[] bytes = [.. Enumerable.Range(0, random.NextInt(50)).Select(_ => (byte)(1 + random.NextInt(253)))]; // No NUL, no byte-order mark.
            Assert.Equal(Encoding.UTF8.GetString(bytes), TextFile.ReadText(_folder.Write("a", bytes)).Text);
        }
    }

    [Fact]
    public void ReadText_BinaryFile_SaysWhereTheZeroIs()
    {
        string path = _folder.Write("model.bin", [1, 2, 3, 0, 5]);
        Assert.Contains("byte 3 is 0; expected text", Assert.Throws<InvalidDataException>(() => TextFile.ReadText(path)).Message);
        string utf32 = _folder.Write("utf32.txt", [0xFF, 0xFE, 0, 0, (byte)'a', 0, 0, 0]);
        Assert.Contains("UTF-32", Assert.Throws<InvalidDataException>(() => TextFile.ReadText(utf32)).Message);
    }

    [Fact]
    public void ReadText_ZeroAfterTheFirst8000Bytes_IsKept()
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)'x', 8000), 0];
        Assert.EndsWith("x\0", TextFile.ReadText(_folder.Write("a", bytes)).Text);
    }

    [Fact]
    public void ReadLines_NoFileOrAFolder_SaysSoAtTheCall()
    {
        var missing = Assert.Throws<FileNotFoundException>(() => TextFile.ReadLines(_folder.File("none.txt")));
        Assert.Contains("none.txt", missing.Message);
        var folder = Assert.Throws<IOException>(() => TextFile.ReadLines(_folder.Path));
        Assert.Contains("is a folder; expected a text file", folder.Message);
        Assert.Throws<ArgumentException>(() => TextFile.ReadText(""));
    }

    [Fact]
    public void ReadLines_LeftEarly_ClosesTheFile()
    {
        string path = _folder.Write("a", "a\nb\n"u8);
        Assert.Equal("a", TextFile.ReadLines(path).First());
        using var alone = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void Read_FileOfOneLongLine_NeedsNoMemoryForIt()
    {
        string path = _folder.File("long");
        using (FileStream stream = File.Create(path))
            for (int i = 0; i < 320; i++)
                stream.Write(Enumerable.Repeat((byte)'x', 1 << 16).ToArray());
        using TextFileReader reader = TextFileReader.Open(path);
        var buffer = new char[1000];
        long before = GC.GetAllocatedBytesForCurrentThread(), characters = 0;
        while (reader.Read(buffer) is > 0 and int count)
            characters += count;
        Assert.Equal(320L << 16, characters);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16);
    }
}
