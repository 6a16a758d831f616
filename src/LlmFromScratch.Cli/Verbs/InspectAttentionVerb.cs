using System.CommandLine;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Inspect;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Plots;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm inspect attention: who looks at whom.</summary>
internal static class InspectAttentionVerb
{
    public static Verb Create(CommandConsole console)
    {
        var prompt = new Argument<string>("PROMPT") { Description = "What the transformer reads, in quotes." };
        var model = new TrainedModelOptions();
        Option<int?> layer = CommonOptions.OptionalWholeNumber("--layer", "Only this layer, from 1; all unless given.", 1);
        Option<int?> head = CommonOptions.OptionalWholeNumber("--head", "Only this head of the layer, from 1, large and with its numbers.", 1);
        Option<string?> output = CommonOptions.Path("--out", "Write the pictures to this file: .svg for one, .html for all.");
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb("attention", "Who looks at whom? All heads small, or one head large: from which earlier tokens each token takes what it learns.",
            "llm inspect attention \"Tom has the ball . Anna sees\" --model FOLDER",
            "llm inspect attention \"Anna has the ball\" --model FOLDER --layer 2 --head 1",
            "llm inspect attention \"Once upon a time\" --model stories260k --out all.html")
        {
            prompt,
        };
        model.AddTo(verb);
        foreach (Option option in new Option[] { layer, head, output, json })
            verb.Add(option);
        return verb.Does(async (result, cancellation) =>
        {
            int? asked = result.GetValue(layer), askedHead = result.GetValue(head);
            if (askedHead is not null && asked is null)
                throw new UsageException("--head needs the layer that it is in: expected --layer N, too");
            Pictures.CheckFile(result.GetValue(output));
            Reading reading = await Reading.OfAsync(result.GetRequiredValue(prompt), model, result, console, cancellation);
            CheckNumber("layer", asked, reading.Trace.Layers);
            CheckNumber("head", askedHead, reading.Trace.Heads);
            var maps = new AttentionMaps(reading, asked - 1, askedHead - 1);
            if (result.GetValue(output) is { } file)
                Pictures.Write(file, $"Who looks at whom: {reading.Model.Name}", maps.Charts, maps.InDetail);
            if (result.GetValue(json))
                console.Json(Answer(result.GetRequiredValue(prompt), reading, maps));
            else
                Show(console, maps, result.GetValue(output));
            return ExitCode.Success;
        });
    }

    private static void CheckNumber(string what, int? number, int count)
    {
        if (number > count)
            throw new ArgumentException(FormattableString.Invariant($"expected a {what} from 1 to {count}, as many as the model has, got {number}"));
    }

    private static void Show(CommandConsole console, AttentionMaps maps, string? file)
    {
        foreach (Chart chart in maps.Charts)
        {
            console.Draw(chart);
            console.Line();
        }
        if (file is not null)
            console.Say($"Written: {Markup.Escape(file)}");
        else if (maps.Hint is { } hint)
            console.Say($"[grey]{Markup.Escape(hint)}[/]");
    }

    private static JsonObject Answer(string prompt, Reading reading, AttentionMaps maps) => new()
    {
        ["prompt"] = prompt,
        ["model"] = reading.Model.Name,
        ["tokens"] = new JsonArray([.. reading.Trace.Ids.Select(id => JsonValue.Create(reading.Transformer.Vocabulary[id]))]),
        ["layers"] = reading.Trace.Layers,
        ["heads"] = reading.Trace.Heads,
        ["maps"] = new JsonArray([.. maps.Chosen.Select(one => new JsonObject
        {
            ["layer"] = one.Layer + 1,
            ["head"] = one.Head + 1,
            ["weights"] = new JsonArray([.. Enumerable.Range(0, reading.Trace.Time).Select(from => new JsonArray([.. Enumerable.Range(0, from + 1).Select(to => JsonValue.Create(one.Weights[from, to]))]))]),
        })]),
    };
}
