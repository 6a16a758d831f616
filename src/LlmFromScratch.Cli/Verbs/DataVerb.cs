using System.CommandLine;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Corpora;
using LlmFromScratch.Plots;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm data: the texts of the course, and those of others that it can use.</summary>
internal static class DataVerb
{
    public static Verb Create(CommandConsole console) => new("data", "The data sets of the course: its own, which are part of it, and those of others, fetched only on request.",
        "llm data list",
        "llm data get tiny-shakespeare",
        "llm data verify",
        "llm data make storyworld --size 10MB --out stories")
    {
        List(console), Get(console), Verify(console), DataMakeVerb.Create(console), DataDescribeVerb.Create(console),
    };

    private static Verb List(CommandConsole console)
    {
        Option<bool> json = CommonOptions.Json();
        return new Verb("list", "Which data sets there are, and where each is on this machine.", "llm data list") { json }.Does((result, _) =>
        {
            DatasetStore store = DatasetStore.FromEnvironment();
            if (result.GetValue(json))
            {
                console.Json(new JsonObject { ["datasets"] = new JsonArray([.. DatasetCatalogue.All.Select(set => new JsonObject
                {
                    ["name"] = set.Name,
                    ["what"] = set.What,
                    ["licence"] = set.Licence,
                    ["source"] = set.Source,
                    ["bytes"] = set.Bytes,
                    ["place"] = Place(store, set),
                    ["files"] = new JsonArray([.. set.Files.Select(file => new JsonObject
                    {
                        ["name"] = file.Name,
                        ["bytes"] = file.Bytes,
                        ["sha256"] = file.Sha256,
                        ["address"] = file.Address?.ToString(),
                        ["path"] = store.Locate(set, file)?.Path,
                    })]),
                })]) });
                return ExitCode.Success;
            }
            foreach (Dataset set in DatasetCatalogue.All)
            {
                console.Say($"[bold]{set.Name,-18}[/]{Quantity.Bytes(set.Bytes),8}   {Place(store, set),-15}{Markup.Escape(set.Licence)}");
                foreach (string line in TextWidth.Wrap(set.What, console.Width - 4))
                    console.Say($"    [grey]{Markup.Escape(line)}[/]");
            }
            console.Line();
            if (DatasetCatalogue.All.FirstOrDefault(set => Place(store, set) == "not here") is { } missing)
                console.Say($"[grey]Get one with: llm data get {missing.Name}[/]");
            return ExitCode.Success;
        });
    }

    private static Verb Get(CommandConsole console)
    {
        var names = new Argument<string[]>("NAME") { Description = "One data set or more.", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = CommonOptions.Json();
        return new Verb("get", "Makes sure that data sets are on this machine: downloads what is missing, and keeps it only if its SHA-256 is right.",
            "llm data get tiny-shakespeare") { names, json }.Does(async (result, cancellation) =>
        {
            DatasetStore store = DatasetStore.FromEnvironment();
            Dataset[] sets = [.. result.GetRequiredValue(names).Select(Find)];
            var files = new JsonArray();
            foreach (Dataset set in sets)
            {
                IReadOnlyList<DatasetLocation> places = await ProgressDisplay.ShowAsync(console, progress => store.GetAsync(set, progress, cancellation));
                foreach ((DatasetFile file, DatasetLocation place) in set.Files.Zip(places))
                {
                    files.Add(new JsonObject { ["dataset"] = set.Name, ["file"] = file.Name, ["path"] = place.Path, ["place"] = PlaceName(place.Place) });
                    if (!result.GetValue(json))
                        console.Line($"{file.Name}: {PlaceName(place.Place)}{(place.Place == DatasetPlace.Embedded ? "" : ", " + place.Path)}");
                }
            }
            if (result.GetValue(json))
                console.Json(new JsonObject { ["files"] = files });
            return ExitCode.Success;
        });
    }

    private static Verb Verify(CommandConsole console)
    {
        var names = new Argument<string[]>("NAME") { Description = "The data sets to look at; all if none is named.", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> json = CommonOptions.Json();
        return new Verb("verify", "Compares the files on this machine with their SHA-256. Fails where one differs, or where one named here is missing.",
            "llm data verify", "llm data verify tiny-shakespeare") { names, json }.Does((result, cancellation) =>
        {
            DatasetStore store = DatasetStore.FromEnvironment();
            string[] asked = result.GetValue(names) ?? [];
            var bad = new List<string>();
            var files = new JsonArray();
            foreach (Dataset set in asked.Length == 0 ? DatasetCatalogue.All : [.. asked.Select(Find)])
                foreach (DatasetCheck check in store.Verify(set))
                {
                    cancellation.ThrowIfCancellationRequested();
                    string state = check.State switch { DatasetState.Good => "good", DatasetState.Missing => "missing", _ => "different" };
                    files.Add(new JsonObject { ["dataset"] = set.Name, ["file"] = check.File.Name, ["state"] = state, ["path"] = check.Location?.Path });
                    if (!result.GetValue(json))
                        console.Line($"{state,-10} {set.Name}: {check.File.Name}{(check.Location is { Place: not DatasetPlace.Embedded } at ? ", " + at.Path : "")}");
                    if (check.State == DatasetState.Different || (check.State == DatasetState.Missing && asked.Length > 0))
                        bad.Add($"{check.File.Name} is {state}");
                }
            if (result.GetValue(json))
                console.Json(new JsonObject { ["files"] = files, ["good"] = bad.Count == 0 });
            if (bad.Count == 0)
                return ExitCode.Success;
            console.Complain($"{string.Join("; ", bad)}; get it again with: llm data get NAME");
            return ExitCode.Failure;
        });
    }

    private static Dataset Find(string name)
    {
        string[] names = [.. DatasetCatalogue.All.Select(set => set.Name)];
        string near = UsageErrors.Nearest(name, names) is { } found ? $"; did you mean {found}?" : $"; expected one of: {string.Join(", ", names)}";
        return names.Contains(name) ? DatasetCatalogue.Find(name) : throw new UsageException($"there is no data set '{name}'{near}");
    }

    private static string Place(DatasetStore store, Dataset set)
    {
        DatasetLocation?[] places = [.. set.Files.Select(file => store.Locate(set, file))];
        return places.Length == 0 || places.Any(place => place is null) ? "not here" : PlaceName(places[0]!.Place);
    }

    private static string PlaceName(DatasetPlace place) => place switch
    {
        DatasetPlace.Embedded => "built in",
        DatasetPlace.OfflineFolder => "offline folder",
        _ => "cache",
    };
}
