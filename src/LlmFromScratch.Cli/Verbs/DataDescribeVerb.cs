using System.CommandLine;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Corpora;
using LlmFromScratch.Corpora.Stories;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm data describe: the figures of storyworld, as its README has them.</summary>
internal static class DataDescribeVerb
{
    private const string Name = "storyworld", Marker = "<!-- llm data describe storyworld -->";

    public static Verb Create(CommandConsole console)
    {
        var name = new Argument<string>("NAME") { Description = Name + "." };
        Option<string?> readme = CommonOptions.Path("--out", $"A Markdown file, such as its README: what stands after the line {Marker} is replaced by the figures.");
        Option<bool> json = CommonOptions.Json();
        return new Verb("describe", "Tells the stories of storyworld again and counts: the figures of its README, in Markdown.",
            "llm data describe storyworld", "llm data describe storyworld --out datasets/storyworld/README.md") { name, readme, json }.Does((result, cancellation) =>
        {
            if (result.GetRequiredValue(name) is not Name and string other)
                throw new UsageException($"there are figures only of {Name}, got '{other}'");
            StoryStatistics[] all = [.. StoryWorld.All.Select(world => StoryStatistics.Of(world, StoryFiles.CommittedSeed, StoryFiles.CommittedBytes(world), cancellation))];
            string text = StoryFigures.Markdown(all, Files(cancellation));
            if (result.GetValue(readme) is { } path)
                AtomicFile.WriteText(path, Head(path) + text);
            if (result.GetValue(json))
                console.Json(new JsonObject { ["languages"] = new JsonArray([.. all.Select(Answer)]) });
            else if (result.GetValue(readme) is null)
                console.Output.Write(text);
            return ExitCode.Success;
        });
    }

    /// <summary>What stands in a file up to the figures.</summary>
    private static string Head(string path)
    {
        string text = TextFile.ReadText(path).Text.ReplaceLineEndings("\n");
        int end = text.IndexOf(Marker + "\n", StringComparison.Ordinal);
        return end >= 0 ? text[..(end + Marker.Length + 1)] + "\n" : throw new InvalidDataException($"'{path}' does not say where the figures go: expected a line {Marker} in it");
    }

    /// <summary>The files as they are made now.</summary>
    private static List<StoryFile> Files(CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            return [.. StoryWorld.All.SelectMany(world => StoryFiles.Write(world, StoryFiles.CommittedSeed, StoryFiles.CommittedBytes(world), folder.FullName, null, cancellation))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JsonNode Answer(StoryStatistics one) => new JsonObject
    {
        ["language"] = one.Language,
        ["seed"] = StoryFiles.CommittedSeed,
        ["events"] = one.Events,
        ["patterns"] = one.Patterns,
        ["words"] = one.Words,
        ["commonestPattern"] = one.CommonestPattern,
        ["commonestPatternShare"] = one.CommonestPatternShare,
        ["train"] = Amounts(one.Training),
        ["validation"] = Amounts(one.Validation),
        ["newTokensInValidation"] = one.NewTokens,
        ["repeats"] = new JsonArray([.. one.Repeats.Select(repeats => new JsonObject
        {
            ["length"] = repeats.Length,
            ["withMarks"] = repeats.WithMarks,
            ["runs"] = repeats.Runs,
            ["repeated"] = repeats.Repeated,
            ["share"] = repeats.Share,
        })]),
        ["kinds"] = new JsonArray([.. one.Kinds.Select(kind => new JsonObject { ["kind"] = kind.Kind, ["share"] = kind.Share, ["example"] = kind.Example })]),
    };

    private static JsonObject Amounts(StoryAmounts amounts) => new()
    {
        ["stories"] = amounts.Stories,
        ["sentences"] = amounts.Sentences,
        ["tokens"] = amounts.Tokens,
        ["words"] = amounts.Words,
        ["characters"] = amounts.Characters,
        ["bytes"] = amounts.Bytes,
        ["vocabulary"] = amounts.Vocabulary,
        ["entropyNats"] = amounts.EntropyNats,
        ["surprisalNats"] = amounts.SurprisalNats,
    };
}
