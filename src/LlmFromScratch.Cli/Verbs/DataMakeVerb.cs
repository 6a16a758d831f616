using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Corpora;
using LlmFromScratch.Corpora.Stories;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm data make: the data sets of the course that a program wrote, made again, or more of them.</summary>
internal static class DataMakeVerb
{
    private const string StoryWorldName = "storyworld", MealsName = "meals";

    public static Verb Create(CommandConsole console)
    {
        var name = new Argument<string>("NAME") { Description = $"{StoryWorldName} or {MealsName}." };
        Option<string?> language = Language();
        Option<long?> seed = CommonOptions.OptionalSeed("Another seed, other stories. By default the seed of the data set that comes with the course, 1.");
        Option<long?> size = CommonOptions.Size("--size", "Size of the stories to learn from and to check by together, such as 900000, 500kB or 1.5MB. By default that of the data set that comes with the course.");
        Option<string?> folder = CommonOptions.Path("--out", "The folder to write into. Files of the same names are replaced.", "DIR", required: true);
        Option<bool> json = CommonOptions.Json();
        return new Verb("make", "Makes a data set that the course wrote by a program: without further options exactly the files that come with it.",
            "llm data make storyworld --out stories",
            "llm data make storyworld --language zh --seed 7 --size 10MB --out stories",
            "llm data make meals --out meals") { name, language, seed, size, folder, json }.Does(async (result, cancellation) =>
        {
            string set = result.GetRequiredValue(name), path = result.GetValue(folder)!;
            IReadOnlyList<StoryFile> files;
            switch (set)
            {
                case StoryWorldName:
                    StoryWorld world = StoryWorld.In(result.GetValue(language) ?? StoryWorld.English.Language);
                    files = await ProgressDisplay.ShowAsync(console, progress => Task.FromResult(StoryFiles.Write(world,
                        result.GetValue(seed) ?? StoryFiles.CommittedSeed, result.GetValue(size) ?? StoryFiles.CommittedBytes(world), path, progress, cancellation)));
                    break;
                case MealsName:
                    if (result.GetResult(language) is not null || result.GetResult(seed) is not null || result.GetResult(size) is not null)
                        throw new UsageException($"the {MealsName} are always the same: expected only --out, got an option of {StoryWorldName}");
                    files = WriteMeals(path);
                    break;
                default:
                    string near = UsageErrors.Nearest(set, [StoryWorldName, MealsName]) is { } found ? $"; did you mean {found}?" : "";
                    throw new UsageException($"no program makes a data set '{set}': expected {StoryWorldName} or {MealsName}{near}");
            }
            if (result.GetValue(json))
                console.Json(Answer(path, files));
            else
                Show(console, path, files);
            return ExitCode.Success;
        });
    }

    /// <summary>--language en|zh.</summary>
    private static Option<string?> Language() =>
        CommonOptions.Choice("--language", "The language of the stories; the same happens in both. By default en.", [.. StoryWorld.All.Select(world => world.Language)]);

    private static List<StoryFile> WriteMeals(string folder)
    {
        var written = new List<StoryFile>();
        var watch = Stopwatch.StartNew();
        using var files = new AtomicFiles(folder);
        foreach ((string name, byte[] content) in MealsFiles.Make())
        {
            files.Create(name).Write(content);
            written.Add(new StoryFile(name, content.LongCount(unit => unit == '\n'), content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), watch.Elapsed));
            watch.Restart();
        }
        files.Commit();
        return written;
    }

    private static void Show(CommandConsole console, string folder, IReadOnlyList<StoryFile> files)
    {
        foreach (StoryFile file in files)
            console.Line(FormattableString.Invariant($"{Path.Combine(folder, file.Name)}: {file.Lines:N0} lines, {file.Bytes:N0} bytes in {Quantity.Seconds(file.Time)}, {Quantity.Bytes((long)Speed(file))}/s"));
    }

    private static double Speed(StoryFile file) => file.Bytes / Math.Max(file.Time.TotalSeconds, 1e-6);

    private static JsonObject Answer(string folder, IReadOnlyList<StoryFile> files) => new()
    {
        ["folder"] = Path.GetFullPath(folder),
        ["files"] = new JsonArray([.. files.Select(file => new JsonObject
        {
            ["name"] = file.Name,
            ["lines"] = file.Lines,
            ["bytes"] = file.Bytes,
            ["sha256"] = file.Sha256,
            ["seconds"] = Math.Round(file.Time.TotalSeconds, 6),
            ["bytesPerSecond"] = Math.Round(Speed(file)),
        })]),
    };
}
