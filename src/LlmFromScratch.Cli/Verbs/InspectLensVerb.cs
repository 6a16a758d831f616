using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Inspect;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Plots;
using LlmFromScratch.Tokens;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm inspect lens: what a transformer would answer after each of its layers.</summary>
internal static class InspectLensVerb
{
    private const int Shown = 4, ForPrograms = 10;

    public static Verb Create(CommandConsole console)
    {
        var prompt = new Argument<string>("PROMPT") { Description = "What the transformer reads, in quotes." };
        var model = new TrainedModelOptions();
        Option<string?> output = CommonOptions.Path("--out", "Write what is likeliest after each token and layer to this file: .svg, or .html with more pictures.");
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb("lens", "The logit lens: what would the model answer if it ended after so many layers? (nostalgebraist, 2020)",
            "llm inspect lens \"I like to eat\" --model FOLDER", "llm inspect lens \"Once upon a time\" --model stories260k --json")
        {
            prompt,
        };
        model.AddTo(verb);
        verb.Add(output);
        verb.Add(json);
        return verb.Does(async (result, cancellation) =>
        {
            Pictures.CheckFile(result.GetValue(output));
            Reading reading = await Reading.OfAsync(result.GetRequiredValue(prompt), model, result, console, cancellation);
            TableChart chart = Chart(reading);
            if (result.GetValue(output) is { } file)
                Pictures.Write(file, chart.Title, [LogitLensChart.Of(reading.Trace, reading.Transformer.Vocabulary), LogitLensChart.At(reading.Trace, reading.Transformer.Vocabulary)], [chart]);
            if (result.GetValue(json))
                console.Json(Answer(result.GetRequiredValue(prompt), reading));
            else
            {
                console.Draw(chart);
                if (result.GetValue(output) is { } written)
                    console.Say($"Written: {Markup.Escape(written)}");
            }
            return ExitCode.Success;
        });
    }

    private static TableChart Chart(Reading reading) => new(reading.Prompt.Length == 0 ? "What comes first, layer by layer?" : $"What comes after “{reading.Prompt}”, layer by layer?",
        ["after", .. Enumerable.Range(1, Shown).Select(place => place == 1 ? "likeliest" : FormattableString.Invariant($"{place}."))],
        [.. Enumerable.Range(0, reading.Trace.Layers + 1).Select(layer => (IReadOnlyList<string>)[Name(layer), .. Top(reading, layer, Shown).Select(one =>
            $"{TokenLabel.Of(one.Token)} {(one.Probability < 0.0005 ? "<0.001" : one.Probability.ToString("0.000", CultureInfo.InvariantCulture))}")])])
    {
        Subtitle = reading.Model.Name,
        Note = "Each row is read through the last norm and the output. The last is the answer.",
    };

    private static string Name(int layer) => layer == 0 ? "embedding" : FormattableString.Invariant($"layer {layer}");

    private static IEnumerable<(string Token, double Probability)> Top(Reading reading, int layer, int count)
    {
        double[] probabilities = reading.Trace.Probabilities(layer, reading.Trace.Time - 1);
        Vocabulary vocabulary = reading.Transformer.Vocabulary;
        return Enumerable.Range(0, probabilities.Length).OrderByDescending(id => probabilities[id]).ThenBy(id => id).Take(count).Select(id => (vocabulary[id], probabilities[id]));
    }

    private static JsonObject Answer(string prompt, Reading reading) => new()
    {
        ["prompt"] = prompt,
        ["model"] = reading.Model.Name,
        ["layers"] = new JsonArray([.. Enumerable.Range(0, reading.Trace.Layers + 1).Select(layer => new JsonObject
        {
            ["layer"] = layer,
            ["tokens"] = new JsonArray([.. Top(reading, layer, ForPrograms).Select(one => new JsonObject { ["token"] = one.Token, ["probability"] = one.Probability })]),
        })]),
    };
}
