using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Corpora;
using LlmFromScratch.Tests;

namespace LlmFromScratch.Cli.Tests;

public class DataMakeTests
{
    [Fact]
    public void Make_StoryWorld_WritesWhatItsAnswerSays()
    {
        using var folder = new TemporaryFolder();
        JsonObject answer = Llm.Run("data", "make", "storyworld", "--language", "zh", "--seed", "-7", "--size", "20kB", "--out", folder.File("stories"), "--json").Worked().Json;
        JsonArray files = answer["files"]!.AsArray();
        Assert.Equal("train-zh.txt", (string)files[0]!["name"]!);
        Assert.Equal(files.Select(file => (string)file!["name"]!).Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(folder.File("stories")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal((long)file!["bytes"]!, new FileInfo(folder.File("stories/" + (string)file["name"]!)).Length));
        Assert.All(files, file => Assert.True((double)file!["bytesPerSecond"]! > 0));
    }

    [Fact]
    public void Make_NoOptions_IsTheCommittedEnglishData()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("MB/s", Llm.Run("data", "make", "storyworld", "--out", folder.Path).Worked().Output);
        Assert.True(Corpus.Load("storyworld").Text == File.ReadAllText(folder.File("train-en.txt")));
    }

    [Fact]
    public void Make_Meals_IsTheCommittedData()
    {
        using var folder = new TemporaryFolder();
        Llm.Run("data", "make", "meals", "--out", folder.Path).Worked();
        Assert.Equal(4, Directory.GetFiles(folder.Path).Length);
        Assert.True(Corpus.Load("meals").Text == File.ReadAllText(folder.File("meals-en.txt")));
    }

    [Theory]
    [InlineData("expected one of en, zh, got 'fr'", "storyworld", "--language", "fr")]
    [InlineData("a number of bytes above 0", "storyworld", "--size", "0")]
    [InlineData("a number of bytes above 0", "storyworld", "--size", "-3MB")]
    [InlineData("a number of bytes above 0", "storyworld", "--size", "much")]
    [InlineData("a whole number, got 'one'", "storyworld", "--seed", "one")]
    [InlineData("did you mean storyworld?", "storywolrd")]
    [InlineData("expected only --out", "meals", "--seed", "2")]
    public void Make_WrongUsage_SaysWhatWasExpectedAndWritesNothing(string says, params string[] args)
    {
        using var folder = new TemporaryFolder();
        Llm.Run(["data", "make", .. args, "--out", folder.File("stories")]).FailedWith(2, says);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Make_FolderThatIsAFile_Fails()
    {
        using var folder = new TemporaryFolder();
        Llm.Run("data", "make", "storyworld", "--out", folder.Write("stories", "text"u8)).FailedWith(1, "is a file; expected a folder");
    }

    [Fact]
    public void Describe_StoryWorld_GivesTheFiguresOfItsReadme()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "LlmFromScratch.sln")))
            root = root.Parent;
        string readme = File.ReadAllText(Path.Combine(root!.FullName, "datasets", "storyworld", "README.md")).ReplaceLineEndings("\n");
        string figures = Llm.Run("data", "describe", "storyworld").Worked().Output;
        Assert.True(readme.EndsWith("<!-- llm data describe storyworld -->\n\n" + figures, StringComparison.Ordinal),
            "datasets/storyworld/README.md has other figures; write them again with: llm data describe storyworld --out datasets/storyworld/README.md");

        using var folder = new TemporaryFolder();
        string old = folder.Write("README.md", "text\n<!-- llm data describe storyworld -->\nold figures\n"u8);
        JsonObject answer = Llm.Run("data", "describe", "storyworld", "--out", old, "--json").Worked().Json;
        Assert.Equal("text\n<!-- llm data describe storyworld -->\n\n" + figures, File.ReadAllText(old));
        Assert.Equal(["en", "zh"], answer["languages"]!.AsArray().Select(one => (string)one!["language"]!));
    }

    [Fact]
    public void Describe_WrongUse_IsExplained()
    {
        using var folder = new TemporaryFolder();
        Llm.Run("data", "describe", "meals").FailedWith(2, "only of storyworld");
        Llm.Run("data", "describe", "storyworld", "--out", folder.Write("README.md", "no place\n"u8)).FailedWith(1, "does not say where the figures go");
    }

    [Theory]
    [InlineData("900000", 900_000)]
    [InlineData("500kB", 500_000)]
    [InlineData("1.5 MB", 1_500_000)]
    [InlineData("2gb", 2_000_000_000)]
    [InlineData("0.001TB", 1_000_000_000)]
    [InlineData("12B", 12)]
    [InlineData("-1", -1)]
    public void TryParseBytes_Amount_IsBytes(string text, long bytes)
    {
        Assert.True(Quantity.TryParseBytes(text, out long parsed));
        Assert.Equal(bytes, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MB")]
    [InlineData("1,000")]
    [InlineData("1e6")]
    [InlineData("5 apples")]
    [InlineData("9300000TB")]
    [InlineData("99999999999999999999999999999999")]
    public void TryParseBytes_NoAmount_IsRefused(string text) => Assert.False(Quantity.TryParseBytes(text, out _));
}
