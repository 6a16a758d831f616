using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Corpora;
using LlmFromScratch.Tests;

namespace LlmFromScratch.Cli.Tests;

public class OtherVerbTests
{
    [Fact]
    public async Task Tour_WithoutNetwork_ShowsBothPromptsBesideTheTruthAndWritesThePage()
    {
        using var folder = new TemporaryFolder();
        string page = folder.File("tour.html");

        LlmResult result = (await Llm.RunProgramAsync(null, "tour", "--out", page)).Worked();

        Assert.Empty(result.Error);
        foreach (string part in new[] { "“I like to eat”", "“listen to your”", "苹果", "直觉", "truth", "0.375", "notebooks/README.md", "llm next", "dotnet test -c Release" })
            Assert.Contains(part, result.Output);
        Assert.All(result.Output.Split('\n'), line => Assert.True(Plots.TextWidth.Of(line) <= 80, line));
        string html = File.ReadAllText(page);
        Assert.Contains("lang=\"zh-Hans\"", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("http", html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Tour_SameSeed_GivesTheSamePage()
    {
        using var folder = new TemporaryFolder();

        JsonObject answer = Llm.Run("tour", "--json", "--out", folder.File("a.html")).Worked().Json;
        Llm.Run("tour", "--json", "--out", folder.File("b.html")).Worked();

        Assert.Equal(File.ReadAllText(folder.File("a.html")), File.ReadAllText(folder.File("b.html")));
        Assert.Equal(12, answer["names"]!.AsArray().Count);
        Assert.InRange((double)answer["perplexities"]!["5-gram Kneser-Ney"]!, (double)answer["perplexities"]!["truth"]!, (double)answer["perplexities"]!["bigram"]!);
    }

    [Fact, Trait("Category", "Long")]
    public void Tour_FirstChart_IsThePictureOfTheReadme()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "LlmFromScratch.sln")))
            root = root.Parent;
        using var folder = new TemporaryFolder();

        Llm.Run("tour", "--svg", folder.File("tour.svg"), "--out", folder.File("tour.html")).Worked();

        Assert.True(File.ReadAllText(Path.Combine(root!.FullName, "docs", "tour.svg")).ReplaceLineEndings("\n") == File.ReadAllText(folder.File("tour.svg")),
            "docs/tour.svg is not what the tour draws now; make it again with: llm tour --svg docs/tour.svg");
    }

    [Fact]
    public void DataList_Json_HasEverySetWithItsLicenceAndHashes()
    {
        JsonArray sets = Llm.Run("data", "list", "--json").Worked().Json["datasets"]!.AsArray();

        Assert.Equal(DatasetCatalogue.All.Select(set => set.Name), sets.Select(set => (string)set!["name"]!));
        Assert.All(sets, set => Assert.NotEmpty((string)set!["licence"]!));
    }

    [Fact]
    public async Task DataVerify_WrongFileInTheCache_FailsAndNamesIt()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tinyshakespeare.txt", "something else"u8);
        var environment = new Dictionary<string, string?> { [DatasetStore.CacheFolderVariable] = folder.Path, [DatasetStore.OfflineFolderVariable] = null };

        LlmResult result = await Llm.RunProgramAsync(environment, "data", "verify");

        result.FailedWith(1, "tinyshakespeare.txt is different", "llm data get");
        Assert.Contains("good       meals", result.Output);
    }

    [Fact]
    public async Task DataOfOthers_NotOnThisMachine_SaysHowToGetIt()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string?> { [DatasetStore.CacheFolderVariable] = folder.Path, [DatasetStore.OfflineFolderVariable] = null };

        (await Llm.RunProgramAsync(environment, "next", "To be", "--data", "tiny-shakespeare")).FailedWith(1, "llm data get tiny-shakespeare");
    }

    [Fact]
    public async Task DataGet_CacheThatCannotBeWritten_SaysSoBeforeItDownloads()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", "x"u8);
        var environment = new Dictionary<string, string?> { [DatasetStore.CacheFolderVariable] = Path.Combine(file, "cache"), [DatasetStore.OfflineFolderVariable] = null };

        (await Llm.RunProgramAsync(environment, "data", "get", "tiny-shakespeare")).FailedWith(1, "cannot be written", DatasetStore.CacheFolderVariable);
    }

    [Fact]
    public void Doctor_Json_HasARemedyForWhateverIsNotOk()
    {
        LlmResult result = Llm.Run("doctor", "--json");

        Assert.All(result.Json["findings"]!.AsArray(), finding => Assert.Equal((string)finding!["health"]! != "ok", finding["remedy"] is not null));
        Assert.Equal((bool)result.Json["healthy"]! ? 0 : 1, result.ExitCode);
    }

    [Fact]
    public void BenchNGrams_SmallText_MeasuresTrainingAndScoring()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("text.txt"), Bench.BenchText.Lines(20_000));

        JsonObject answer = Llm.Run("bench", "ngrams", "--text", folder.File("text.txt"), "--order", "3", "--json").Worked().Json;

        Assert.InRange(answer["measurements"]!.AsArray().Count, 2, 3); // a third one where tiny Shakespeare is there
        Assert.All(answer["measurements"]!.AsArray(), one => Assert.True((double)one!["seconds"]! >= 0)); // a fast machine rounds to 0
        Assert.True((long)answer["peakWorkingSetBytes"]! > 0);
    }

    [Fact]
    public void BenchTokens_SmallText_MeasuresTrainingEncodingAndDecoding()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("text.txt"), Bench.BenchText.Lines(20_000));

        JsonObject answer = Llm.Run("bench", "tokens", "--text", folder.File("text.txt"), "--merges", "100", "--json").Worked().Json;

        JsonArray measurements = answer["measurements"]!.AsArray();
        Assert.Contains(measurements.Count, new[] { 3, 5 }); // two more where GPT-2's files are there
        Assert.Equal(100, (int)measurements[0]!["merges"]!);
        Assert.All(measurements, one => Assert.True((double)one!["seconds"]! >= 0)); // a fast machine rounds to 0
    }

    [Fact]
    public void BenchGemm_SmallMatrices_SaysGigaflops()
    {
        JsonObject answer = Llm.Run("bench", "gemm", "--m", "20", "--n", "30", "--k", "40", "--threads", "2", "--json").Worked().Json;
        Assert.True(answer["gigaflops"]!.GetValue<double>() > 0);
        Assert.Equal(2, answer["threads"]!.GetValue<int>());
        Assert.Equal(40, answer["k"]!.GetValue<int>());
        Assert.Equal(3, answer["measurements"]!.AsArray().Count);
    }
}
