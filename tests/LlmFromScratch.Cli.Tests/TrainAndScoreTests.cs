using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Tests;

namespace LlmFromScratch.Cli.Tests;

public class TrainAndScoreTests
{
    private static LlmResult Train(TemporaryFolder folder, string text, params string[] more) =>
        Llm.Run(["ngrams", "train", "--text", text, "--out", folder.File("model.arpa"), .. more]);

    [DataFact("tinyshakespeare.txt")]
    public void Train_TextOfTheKenLmFixture_ScoresAsKenLmDoes()
    {
        using var folder = new TemporaryFolder();
        List<string> sentences = TestData.TinyShakespeareSentences();
        File.WriteAllLines(folder.File("train.txt"), sentences.Take(400));
        File.WriteAllLines(folder.File("test.txt"), sentences.Skip(400).Take(40));

        JsonObject trained = Train(folder, folder.File("train.txt"), "--order", "3", "--smoothing", "modified-kneser-ney", "--tokens", "whitespace", "--json").Worked().Json;
        JsonObject score = Llm.Run("ngrams", "score", "--model", folder.File("model.arpa"), "--text", folder.File("test.txt"), "--json").Worked().Json;

        Assert.Equal([831, 2334, 2681], trained["ngrams"]!.AsArray().Select(one => (int)one!));
        // Source: KenLM's query, tests/Fixtures/README.md.
        Assert.Equal(295, (int)score["tokens"]!);
        Assert.Equal(47, (int)score["oov"]!);
        Assert.Equal(159.0573315803434, (double)score["perplexityIncludingOov"]!, 1e-3);
        Assert.Equal(86.97253951629587, (double)score["perplexityExcludingOov"]!, 1e-3);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("20")]
    public void Train_SmallestAndLargeOrder_WritesAModelThatScores(string order)
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("text.txt", "the cat sat on the mat\nthe dog sat on the cat\n"u8);

        Train(folder, text, "--order", order).Worked();

        JsonObject score = Llm.Run("ngrams", "score", "--model", folder.File("model.arpa"), "--text", text, "--json").Worked().Json;
        Assert.Equal(14, (int)score["tokens"]!);
        Assert.Equal(0, (int)score["oov"]!);
        Assert.InRange((double)score["perplexityIncludingOov"]!, 1, 20);
    }

    [Fact]
    public void Train_OneToken_WritesAModel()
    {
        using var folder = new TemporaryFolder();

        LlmResult result = Train(folder, folder.Write("text.txt", "hello"u8), "--json").Worked();

        Assert.Equal(2, (int)result.Json["tokens"]!); // the word and the end of its sentence
        Assert.NotEmpty(result.Json["notes"]!.AsArray()); // no discount can be estimated from it
        Assert.True(File.Exists(folder.File("model.arpa")));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a <s> b", "<s>")]
    [InlineData("a\0b", "binary")]
    public void Train_TextThatIsNone_SaysSoAndWritesNothing(string text, string says)
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("text.txt");
        File.WriteAllText(file, text);

        Train(folder, file, "--tokens", "whitespace").FailedWith(1, says);

        Assert.Equal([file], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Train_InvalidUtf8_IsReplacedAndNoted()
    {
        using var folder = new TemporaryFolder();

        LlmResult result = Train(folder, folder.Write("text.txt", [.. "caf"u8, 0xE9, .. " au lait\n"u8])).Worked();

        Assert.Contains("note: 1 invalid byte in text.txt became U+FFFD", result.Error);
    }

    [Fact]
    public void Train_MissingFileOrFolder_SaysSo()
    {
        using var folder = new TemporaryFolder();

        Train(folder, folder.File("missing.txt")).FailedWith(1, "missing.txt");
        Train(folder, folder.Path).FailedWith(1, "is a folder");
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Train_OutputThatCannotBeWritten_IsFoundOutBeforeTheWork()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("text.txt", "a b"u8);

        Llm.Run("ngrams", "train", "--text", text, "--out", Path.Combine(text, "model.arpa")).FailedWith(1, "is a file, not a folder");
        Llm.Run("ngrams", "train", "--text", text, "--out", folder.Path).FailedWith(1, "is a folder");
        Assert.Equal([text], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Train_Failing_LeavesTheModelThatWasThere()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.arpa", "precious"u8);

        Train(folder, folder.Write("text.txt", ""u8)).FailedWith(1, "is empty");

        Assert.Equal("precious", File.ReadAllText(folder.File("model.arpa")));
    }

    [Fact]
    public async Task Train_Cancelled_EndsWith130AndWritesNothing()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("text.txt", "a b"u8);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        LlmResult result = await Llm.RunAsync(stopped.Token, "ngrams", "train", "--text", text, "--out", folder.File("model.arpa"));

        result.FailedWith(130, "stopped");
        Assert.Equal([text], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Score_OnlyUnknownWords_LeavesOnePerplexityUndefined()
    {
        using var folder = new TemporaryFolder();
        Train(folder, folder.Write("text.txt", "a b c\na b\n"u8)).Worked();
        string unknown = folder.Write("unknown.txt", "x y z"u8);

        // The end of the sentence is known, so the perplexity without unknown words is that of the end alone.
        JsonObject score = Llm.Run("ngrams", "score", "--model", folder.File("model.arpa"), "--text", unknown, "--json").Worked().Json;
        Assert.Equal(3, (int)score["oov"]!);
        Assert.Equal(4, (int)score["tokens"]!);

        // A stream has no ends.
        Train(folder, folder.File("text.txt"), "--stream").Worked();
        score = Llm.Run("ngrams", "score", "--model", folder.File("model.arpa"), "--text", unknown, "--json").Worked().Json;
        Assert.Null(score["perplexityExcludingOov"]);
        Assert.Contains("knows no token", (string)score["notes"]![0]!);
    }

    [Fact]
    public void Score_TextThatTheModelHoldsImpossible_GivesNullAndANote()
    {
        using var folder = new TemporaryFolder();
        Train(folder, folder.Write("text.txt", "a b c\na b\n"u8), "--smoothing", "maximum-likelihood").Worked();

        JsonObject score = Llm.Run("ngrams", "score", "--model", folder.File("model.arpa"), "--text", folder.Write("other.txt", "c a"u8), "--json").Worked().Json;

        Assert.Null(score["perplexityIncludingOov"]);
        Assert.Contains("infinite", (string)score["notes"]![0]!);
    }

    [Fact]
    public void Score_PerWord_ListsEveryTokenAndMarksUnknownOnes()
    {
        using var folder = new TemporaryFolder();
        Train(folder, folder.Write("text.txt", "a b c\na b\n"u8)).Worked();
        string other = folder.Write("other.txt", "a x\nb"u8);

        string output = Llm.Run("ngrams", "score", "--model", folder.File("model.arpa"), "--text", other, "--per-word").Worked().Output;
        JsonArray sentences = Llm.Run("ngrams", "score", "--model", folder.File("model.arpa"), "--text", other, "--per-word", "--json").Worked().Json["sentences"]!.AsArray();

        Assert.Contains("x  (unknown)", output);
        Assert.Equal([3, 2], sentences.Select(sentence => sentence!.AsArray().Count));
        Assert.False((bool)sentences[0]![1]!["known"]!);
    }

    [Fact]
    public void Score_SentenceLongerThanOnePiece_EqualsTheModelsOwnScore()
    {
        using var folder = new TemporaryFolder();
        var random = new SeededRandom(1, "test");
        string[] words = [.. Enumerable.Range(0, 100_000).Select(_ => "abcdefgh"[random.NextInt(8)].ToString())];
        File.WriteAllText(folder.File("text.txt"), string.Join(' ', words));
        Train(folder, folder.File("text.txt"), "--order", "3").Worked();
        Formats.ArpaFile file = Formats.ArpaReader.Read(folder.File("model.arpa"));
        int[] ids = file.Model.Vocabulary.IdsOf(["<s>", .. words, "</s>"]);
        var scores = new double[ids.Length];
        file.Model.Score(ids, scores);

        JsonObject score = Llm.Run("ngrams", "score", "--model", folder.File("model.arpa"), "--text", folder.File("text.txt"), "--json").Worked().Json;

        Assert.Equal(100_001, (int)score["tokens"]!);
        Assert.Equal(-scores.Sum() / 100_001, (double)score["natsPerToken"]!, 1e-10);
    }

    public static TheoryData<string, string> BadArpaFiles => new()
    {
        { "", "ends before" },
        { "hello\n", "expected \\data\\" },
        { "\\data\\\nngram 1=3\n\n\\1-grams:\n-1\t<unk>\n", "cut short" },
        { "\\data\\\nngram 1=2\n\n\\1-grams:\n-1\t<unk>\n-1\t<s>\n-1\t</s>\n\n\\end\\\n", "line 7" },
        { "\\data\\\nngram 1=3\n\n\\1-grams:\n-1\t<unk>\nnan\t<s>\n-1\t</s>\n\n\\end\\\n", "expected a log10 probability" },
        { "\\data\\\nngram 1=99999999\n\n\\1-grams:\n-1\t<unk>\n\n\\end\\\n", "99,999,999" },
        { "\\data\\\nngram 1=1\n\n\\1-grams:\n-1\t" + string.Concat(Enumerable.Repeat("word ", 1_000_000)) + "\n\\end\\\n", "longer" },
    };

    [Theory, MemberData(nameof(BadArpaFiles))]
    public void Score_BadArpaFile_SaysWhereAndWhat(string content, string says)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("bad.arpa"), content);

        Llm.Run("ngrams", "score", "--model", folder.File("bad.arpa"), "--data", "meals").FailedWith(1, "bad.arpa", says);
    }

    [Fact]
    public void Score_ModelThatIsMissingOrAFolder_SaysSo()
    {
        using var folder = new TemporaryFolder();

        Llm.Run("ngrams", "score", "--model", folder.File("none.arpa"), "--data", "meals").FailedWith(1, "none.arpa", "llm ngrams train");
        Llm.Run("ngrams", "score", "--model", folder.Path, "--data", "meals").FailedWith(1, "is a folder without config.json");
    }
}
