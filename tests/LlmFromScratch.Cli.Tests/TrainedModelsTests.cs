using System.Text.RegularExpressions;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Corpora;
using LlmFromScratch.Corpora.Stories;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tests;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Tests;

/// <summary>The trained models of datasets/models are what the commands in its README make.</summary>
public partial class TrainedModelsTests
{
    private static readonly string[] s_files = ["config.json", "model.safetensors", "vocabulary.json"];

    /// <summary>Found by going up from the test's own folder.</summary>
    private static string Folder
    {
        get
        {
            for (string? at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
                if (File.Exists(Path.Combine(at, "LlmFromScratch.sln")))
                    return Path.Combine(at, "datasets", "models");
            throw new DirectoryNotFoundException("The tests do not run inside the repository, so datasets/ cannot be found.");
        }
    }

    /// <summary>The commands that train, by the folder after --out: the name of the model, or build/NAME where an export follows.</summary>
    private static Dictionary<string, string[]> Trainings => CommandsThatBegin("llm train ");

    /// <summary>Those that write what was trained with weights of 16 bits, by the name of the model.</summary>
    private static Dictionary<string, string[]> Exports => CommandsThatBegin("llm export ");

    /// <summary>Those that tell more stories to learn from, by their folder.</summary>
    private static Dictionary<string, string[]> Stories => CommandsThatBegin("llm data make ");

    private static Dictionary<string, string[]> CommandsThatBegin(string words) => File.ReadLines(Path.Combine(Folder, "README.md"))
        .Where(line => line.StartsWith(words, StringComparison.Ordinal))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..])
        .ToDictionary(command => command[^1]);

    private static string ModelOf(string[] command) => command[Array.IndexOf(command, "--model") + 1];

    private static string[] Names => [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Models => [.. Names];

    [Fact]
    public void Readme_EachModel_HasACommand()
    {
        string[] exported = [.. Exports.Values.Select(ModelOf)];
        Assert.All(exported, folder => Assert.StartsWith("build/", folder));
        Assert.Equal(Names, Trainings.Keys.Except(exported).Concat(Exports.Keys).Order(StringComparer.Ordinal));
        Assert.All(exported, folder => Assert.Contains(folder, Trainings.Keys));
    }

    [Theory, MemberData(nameof(Models)), Trait("Category", "Long")]
    public void Command_OfTheReadme_MakesTheModelBitForBit(string model)
    {
        using var folder = new TemporaryFolder();
        string[]? export = Exports.GetValueOrDefault(model);
        string[] command = Trainings[export is null ? model : ModelOf(export)];
        int text = Array.IndexOf(command, "--text") + 1;
        if (text > 0)
        {
            Llm.Run([.. Stories[command[text].Split('/')[0]][..^1], folder.Path]).Worked();
            command[text] = folder.File(command[text].Split('/')[1]);
        }
        Llm.Run([.. command[..^1], folder.File(command[^1])]).Worked();
        if (export is not null)
        {
            export[Array.IndexOf(export, "--model") + 1] = folder.File(command[^1]);
            Llm.Run([.. export[..^1], folder.File(model)]).Worked();
        }
        foreach (string file in s_files)
            Assert.True(File.ReadAllBytes(Path.Combine(Folder, model, file)).AsSpan().SequenceEqual(File.ReadAllBytes(folder.File($"{model}/{file}"))), $"{model}/{file} is another");
    }

    [Theory, MemberData(nameof(Models))]
    public void Score_OnTheValidationText_IsWhatTheReadmeSays(string model)
    {
        Checkpoint checkpoint = TrainedModels.Load(model);
        string language = model.Split('-')[^1];
        string[] lines = [.. Corpus.Load(language == "zh" ? "storyworld-zh-validation" : "storyworld-validation").Lines];
        int[] ids = Tokens.TokenizerExtensions.EncodeSentences(checkpoint.Tokenizer, lines);
        Match row = Assert.Single(File.ReadLines(Path.Combine(Folder, "README.md")).Select(line => Row().Match(line)), match => match.Success && match.Groups["model"].Value == model);
        Assert.Equal(row.Groups["score"].Value, checkpoint.Model.Evaluate(ids).NatsPerToken.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(StoryWorld.In(language).WordTokenizer().Vocabulary, checkpoint.Tokenizer.Vocabulary);
    }

    [Fact]
    public void Files_OfAllModels_AreBelowEightMegabytes() =>
        Assert.InRange(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), 1, 8_000_000);

    [GeneratedRegex(@"^\| (?<model>[a-z-]+) \|.*\| (?<score>[0-9]\.[0-9]{4}) \|")]
    private static partial Regex Row();
}
