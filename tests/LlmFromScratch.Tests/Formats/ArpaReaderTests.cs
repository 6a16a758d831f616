using System.Globalization;
using System.Text;
using LlmFromScratch.Counts;
using LlmFromScratch.Formats;

namespace LlmFromScratch.Tests.Formats;

/// <summary>Files by hand: good ones in other programs' habits, and bad ones.</summary>
public class ArpaReaderTests
{
    private const string Good = "\\data\\\nngram 1=5\nngram 2=4\nngram 3=2\n"
        + "\n\\1-grams:\n-0.8\t<unk>\t0\n0\t<s>\t-0.3\n-0.6\t</s>\t0\n-0.5\ta\t-0.2\n-0.7\tb\t-0.1\n"
        + "\n\\2-grams:\n-0.3\t<s> a\t-0.1\n-0.4\ta b\t-0.2\n-0.2\tb </s>\t0\n-0.9\ta </s>\t0\n"
        + "\n\\3-grams:\n-0.1\t<s> a b\n-0.05\ta b </s>\n\n\\end\\\n";

    private static NGramModel Read(string text) => ArpaReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).Model;

    private static string Refused(string text) => Assert.Throws<InvalidDataException>(() => Read(text)).Message;

    private static void AssertIsGood(NGramModel model)
    {
        int[] ids = model.Vocabulary.IdsOf(["<s>", "a", "b", "a", "c"]);
        double[] scores = new double[5];
        model.Score(ids, scores);
        // a after <s>; b after <s> a; a after "a b" and after b unseen: both weights and the single word; the unknown word after a.
        double[] expected = [0, -0.3, -0.1, -0.2 - 0.1 - 0.5, -0.2 - 0.8];
        for (int i = 0; i < 5; i++)
            Assert.Equal(expected[i], scores[i] / Math.Log(10), 1e-12);
    }

    [Fact]
    public void Read_GoodFile_ScoresByHand() => AssertIsGood(Read(Good));

    [Fact]
    public void Read_OtherHabits_AreUnderstood()
    {
        AssertIsGood(Read(Good.Replace("\n", "\r\n")));
        AssertIsGood(Read("\uFEFF" + Good));
        AssertIsGood(Read("\n\n# a comment\n" + Good + "anything after the end"));
        AssertIsGood(Read(Good.Replace("\t", " "))); // blanks between the fields
        AssertIsGood(Read(Good.Replace("<unk>", "<UNK>")));
        AssertIsGood(Read(Good.Replace("\t0\n", "\n"))); // weights of 1 may be left out
        AssertIsGood(Read(Good.Replace("0\t<s>", "-99\t<s>"))); // as SRILM writes what is never predicted
        AssertIsGood(Read(Good.Replace("<s> a b", "<s> a b\t0"))); // a weight that nobody needs
        AssertIsGood(Read(Good.Replace("ngram 1=5", "ngram  1 = 5")));
        AssertIsGood(Read(Good.TrimEnd())); // no line end after the end
        AssertIsGood(Read(Good.Replace("\\2-grams", "\n\n\\2-grams")));
    }

    [Fact]
    public void Read_NGramsInOtherOrder_IsTheSameModel()
    {
        string[] lines = Good.Split('\n');
        foreach ((int from, int count) in ((int, int)[])[(6, 5), (13, 4), (19, 2)])
            Array.Reverse(lines, from, count);
        AssertIsGood(Read(string.Join('\n', lines)));
    }

    [Theory]
    [InlineData("", "before \\data\\")]
    [InlineData("hello", "expected \\data\\, got \"hello\"")]
    [InlineData("\\data\\", "header")]
    [InlineData("\\data\\\nngram 2=1\nngram 1=1\n\n", "expected \"ngram 1=\"")]
    [InlineData("\\data\\\nngram 1x=1\n\n", "expected \"ngram 1=\"")]
    [InlineData("\\data\\\nngram 1=-1\n\n", "ngram 1=")]
    [InlineData("\\data\\\nngram 1=99999999999999999999\n\n", "ngram 1=")]
    [InlineData("\\data\\\nngram 1\n\n", "ngram 1=")]
    public void Read_BadHeader_SaysWhatWasExpected(string text, string message) => Assert.Contains(message, Refused(text));

    [Theory]
    [InlineData("ngram 1=5", "ngram 1=6", "expected 6 1-grams, as the header says, got 5")]
    [InlineData("ngram 1=5", "ngram 1=4", "expected \\2-grams:")]
    [InlineData("ngram 3=2", "ngram 3=3", "expected 3 3-grams, as the header says, got 2")]
    [InlineData("ngram 3=2", "ngram 3=1", "expected \\end\\")]
    [InlineData("ngram 2=4\n", "", "expected \"ngram 2=\"")]
    [InlineData("ngram 1=5", "ngram 1=2000000000", "expected 2,000,000,000 1-grams, as the header says, got 5")] // and nothing is allocated for it
    [InlineData("-0.4\ta b", "NaN\ta b", "got \"NaN\"")]
    [InlineData("-0.4\ta b", "nan\ta b", "got \"nan\"")]
    [InlineData("-0.4\ta b", "Infinity\ta b", "got \"Infinity\"")]
    [InlineData("-0.4\ta b", "1e999\ta b", "log10 probability")]
    [InlineData("-0.4\ta b", "0.4\ta b", "expected a log10 probability of 0 or below, got 0.4")]
    [InlineData("-0.4\ta b", "x\ta b", "got \"x\"")]
    [InlineData("-0.4\ta b", "-0.4x\ta b", "got \"-0.4x\"")]
    [InlineData("a b\t-0.2", "a b\tNaN", "back-off weight")]
    [InlineData("a b\t-0.2", "a b\t1e300", "at most 99")]
    [InlineData("a b\t-0.2", "a b\t-0.2\t7", "got more")]
    [InlineData("-0.4\ta b\t-0.2", "-0.4\ta", "expected 2 words, got 1")]
    [InlineData("-0.4\ta b", "-0.4\ta c", "the word \"c\" is not among the 1-grams")]
    [InlineData("-0.9\ta </s>", "-0.9\ta b", "line 17: this n-gram is listed already in line 15")]
    [InlineData("-0.5\ta", "-0.5\tb", "the word \"b\" is listed twice")]
    [InlineData("-0.1\t<s> a b", "-0.1\t<s> b a", "\"<s> b\", which is part of it, is not among the 2-grams")]
    [InlineData("-0.05\ta b </s>", "-0.05\ta b a", "\"b a\", which is part of it, is not among the 2-grams")]
    [InlineData("\\2-grams:", "\\3-grams:", "expected \\2-grams:")]
    [InlineData("\\end\\", "", "before \\end\\")]
    public void Read_BadFile_SaysWhatIsWrong(string from, string to, string message)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = OtherCulture.WithComma; // numbers in messages have points all the same
            Assert.Contains(from, Good);
            Assert.Contains(message, Refused(Good.Replace(from, to)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Read_CutShortAnywhere_IsRefused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Good);
        for (int length = 0; length < bytes.Length - 1; length++) // only the last line end may be missing
            Assert.Throws<InvalidDataException>(() => ArpaReader.Read(new MemoryStream(bytes, 0, length)));
    }

    [Fact]
    public void Read_OrderOf65_IsRefused()
    {
        string header = "\\data\\\n" + string.Concat(Enumerable.Range(1, 65).Select(length => $"ngram {length}=0\n")) + "\n";
        Assert.Contains("at most 64", Refused(header));
        string order64 = "\\data\\\n" + string.Concat(Enumerable.Range(1, 64).Select(length => $"ngram {length}=0\n"))
            + string.Concat(Enumerable.Range(1, 64).Select(length => $"\n\\{length}-grams:\n")) + "\\end\\\n";
        Assert.Equal(64, Read(order64).Order);
    }

    [Fact]
    public void Read_LineOfAMillionTokens_IsRefused()
    {
        string many = string.Concat(Enumerable.Repeat("a ", 1_000_000));
        Assert.Contains("line", Refused(Good.Replace("a b\t-0.2", many)));
        Assert.Contains("longer one", Refused(new string('x', 5_000_000)));
        // Within the longest line, but still no 2-gram; and the message stays short.
        Assert.InRange(Refused(Good.Replace("a b\t-0.2", many[..500_000])).Length, 1, 300);
        Assert.InRange(Refused(Good.Replace("-0.4\ta b", "-0.4\ta " + new string('x', 500_000))).Length, 1, 300);
    }

    [Fact]
    public void Read_NoSuchFile_IsTheUsualError()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<FileNotFoundException>(() => ArpaReader.Read(folder.File("none.arpa")));
        string path = folder.Write("bad.arpa", "hello"u8);
        Assert.StartsWith(path + ": line 1: ", Assert.Throws<InvalidDataException>(() => ArpaReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RandomBytes_AreRefused()
    {
        var random = new SeededRandom(1, "fuzz");
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = [.. Enumerable.Range(0, random.NextInt(200)).Select(_ => (byte)random.NextInt(256))];
            Assert.Throws<InvalidDataException>(() => ArpaReader.Read(new MemoryStream(bytes)));
        }
    }

    [Fact]
    public void Read_MutatedFiles_AreReadOrRefused() => Mutate(3000);

    [Fact]
    [Trait("Category", "Long")]
    public void Read_ManyMutatedFiles_AreReadOrRefused() => Mutate(100_000);

    /// <summary>Changes a good file at random: the reader must either give a model that answers, or an <see cref="InvalidDataException"/>.</summary>
    private static void Mutate(int times)
    {
        byte[] good = Encoding.UTF8.GetBytes(Good);
        string[] inserts = ["\t", "\n", " ", "-", "0", "9", "\\", "<s>", "</s>", "<unk>", "e5", ".", "\r", "\0", "\u00FF", "ngram ", "\\end\\", "-99", "a"];
        var random = new SeededRandom(2, "fuzz");
        int read = 0;
        for (int i = 0; i < times; i++)
        {
            var bytes = good.ToList();
            for (int changes = 1 + random.NextInt(4); changes > 0; changes--)
                Change(bytes, inserts, random);
            NGramModel model;
            try
            {
                model = ArpaReader.Read(new MemoryStream([.. bytes])).Model;
            }
            catch (InvalidDataException e)
            {
                Assert.InRange(e.Message.Length, 1, 400);
                continue;
            }
            read++;
            int[] ids = [.. Enumerable.Range(0, model.Vocabulary.Count)];
            var scores = new double[ids.Length];
            model.Score(ids, scores);
            Assert.DoesNotContain(double.NaN, scores);
        }
        Assert.InRange(read, times / 50, times); // some changes do no harm
    }

    private static void Change(List<byte> bytes, string[] inserts, SeededRandom random)
    {
        int at = random.NextInt(bytes.Count), length = Math.Min(random.NextInt(20), bytes.Count - at);
        switch (random.NextInt(5))
        {
            case 0:
                bytes[at] = (byte)random.NextInt(256);
                break;
            case 1:
                bytes.RemoveRange(at, Math.Min(length, bytes.Count - 1));
                break;
            case 2:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(inserts[random.NextInt(inserts.Length)]));
                break;
            case 3:
                bytes.InsertRange(random.NextInt(bytes.Count), bytes.GetRange(at, length));
                break;
            default:
                bytes[at] = bytes[random.NextInt(bytes.Count)];
                break;
        }
    }
}
