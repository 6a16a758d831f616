using System.Text;
using LlmFromScratch.Corpora;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Corpora;

public class CorpusTests
{
    [Fact]
    public void FromText_TwoLines_HasLinesTextAndCounts()
    {
        Corpus corpus = Corpus.FromText("tiny", "to be\nor not\n\nto be\n", "en");
        Assert.Equal(["to be", "or not", "", "to be"], corpus.Lines);
        Assert.Equal("to be\nor not\n\nto be\n", corpus.Text);
        Assert.Equal(3, corpus.DistinctLines);
        Assert.Equal(1, corpus.RepeatedLines);
        Assert.Equal(20, corpus.Characters);
        Assert.Equal(6, corpus.CountTokens());
        Assert.Equal(4, corpus.CountDistinctTokens());
        Assert.Equal(16, corpus.CountTokens(new CharacterSplitter()));
        Assert.Equal("en", corpus.Language);
        Assert.Empty(corpus.Notes);
        Assert.Equal("tiny: 4 lines (3 different), 20 characters", corpus.ToString());
    }

    [Fact]
    public void FromLines_Lines_AreJoinedIntoOneStream() => Assert.Equal("a\nb", Corpus.FromLines("two", ["a", "b"]).Text);

    [Fact]
    public void FromText_CarriageReturns_BecomeLineFeedsAndAreNoted()
    {
        Corpus corpus = Corpus.FromText("mixed", "a\r\nb\rc\nd");
        Assert.Equal("a\nb\nc\nd", corpus.Text);
        Assert.Equal("2 line ends with a carriage return became \\n.", Assert.Single(corpus.Notes));
    }

    [Fact]
    public void FromFile_InvalidBytes_AreNoted()
    {
        using var folder = new TemporaryFolder();
        Corpus corpus = Corpus.FromFile(folder.Write("a.txt", [.. "x"u8, 0xFF, .. "y"u8]));
        Assert.Equal("x\uFFFDy", corpus.Text);
        Assert.Equal("a.txt", corpus.Name);
        Assert.Equal("1 invalid byte was replaced by U+FFFD.", Assert.Single(corpus.Notes));
    }

    [Fact]
    public void FromFile_Empty_Throws()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("empty.txt", []);
        Assert.Contains("empty.txt' is empty", Assert.Throws<InvalidDataException>(() => Corpus.FromFile(path)).Message);
        string mark = folder.Write("mark.txt", [0xEF, 0xBB, 0xBF]);
        Assert.Throws<InvalidDataException>(() => Corpus.FromFile(mark));
    }

    [Fact]
    public void FromTextOrLines_Nothing_Throws()
    {
        Assert.Throws<ArgumentException>(() => Corpus.FromText("empty", ""));
        Assert.Throws<ArgumentException>(() => Corpus.FromLines("empty", []));
        Assert.Contains("Line 2", Assert.Throws<ArgumentException>(() => Corpus.FromLines("bad", ["a", "b\nc"])).Message);
    }

    [Fact]
    public void Excerpt_LongLines_AreCutBetweenCharacters()
    {
        Corpus corpus = Corpus.FromLines("long", ["abcdef", "👍👍👍👍", "abc"]);
        Assert.Equal(["abc…", "👍👍👍…"], corpus.Excerpt(lines: 2, width: 3));
        Assert.Equal("abc", corpus.Excerpt(width: 3)[2]);
    }

    [Fact]
    public void Load_UnknownName_ListsTheKnownOnes() =>
        Assert.Contains("meals-zh", Assert.Throws<ArgumentException>(() => Corpus.Load("nothing")).Message);

    [DataFact("tinyshakespeare.txt", "names.txt")]
    public void Load_ExternalFiles_HaveTheirKnownSizes()
    {
        Assert.Equal(1_115_394, Corpus.Load("tiny-shakespeare").Characters);
        Assert.Equal(32_033, Corpus.Load("makemore-names").Lines.Count);
    }

    [Fact]
    public void FromFile_HundredMegabytesOnOneLine_IsOneLine()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("long.txt");
        using (FileStream stream = File.Create(path))
        {
            byte[] block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("word ", 200_000)));
            for (int i = 0; i < 100; i++)
                stream.Write(block);
        }
        Corpus corpus = Corpus.FromFile(path);
        Assert.Equal(100_000_000, Assert.Single(corpus.Lines).Length);
        Assert.Same(corpus.Text, corpus.Lines[0]); // No second copy of so long a line.
    }
}
