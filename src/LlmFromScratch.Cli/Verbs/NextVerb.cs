using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Counts;
using LlmFromScratch.Plots;
using LlmFromScratch.Predictions;
using Spectre.Console;
using BarChart = LlmFromScratch.Plots.BarChart;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm next: the question of the course, asked of one model or several.</summary>
internal static class NextVerb
{
    public static Verb Create(CommandConsole console)
    {
        var prompt = new Argument<string>("PROMPT") { Description = "The beginning of a sentence, in quotes." };
        var model = new ModelOptions("maximum-likelihood on the meals, whose counts are the truth, and modified-kneser-ney elsewhere", 5);
        var smoothing = new Option<ISmoothing[]?>("--smoothing")
        {
            Description = model.Smoothing.Description + " Several, parted by commas, are shown side by side.",
            HelpName = "NAME[,NAME]",
            CustomParser = result => [.. (result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value).Split(',', StringSplitOptions.TrimEntries)
                .Select(name => CommonOptions.SmoothingNamed(name, result)).OfType<ISmoothing>()],
        };
        Option<bool> compare = new("--compare") { Description = "Show maximum likelihood, add-one and modified Kneser-Ney (or those of --smoothing) side by side, with the truth where it is known." };
        Option<int?> top = CommonOptions.OptionalWholeNumber("--top", "How many tokens to show: 10 in a chart, all that are possible in JSON, unless given.", 1);
        Option<string?> svg = CommonOptions.Path("--svg", "Write the chart to this file as an SVG picture.");
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb("next", "What comes next, and how likely is it? The probabilities of the token after a prompt.",
            "llm next \"I like to eat\"",
            "llm next \"listen to your\" --compare",
            "llm next 听你的 --tokens characters",
            "llm next \"I like to eat\" --model gpt-en",
            "llm next \"Once upon a time\" --model stories260K.bin --tokenizer tok512.bin",
            "llm next \"To be or not\" --text book.txt --smoothing katz,kneser-ney")
        {
            prompt,
        };
        model.Text.AddTo(verb);
        foreach (Option option in new Option[] { model.Model, model.Tokenizer, model.Order, smoothing, model.Stream, compare, top, svg, json })
            verb.Add(option);
        return verb.Does(async (result, cancellation) =>
        {
            string text = result.GetRequiredValue(prompt);
            List<Prediction> predictions = [];
            LoadedModel? first = await model.ReadAsync(result, console, cancellation);
            if (first is not null && (result.GetValue(smoothing) is { Length: > 0 } || result.GetValue(compare)))
                throw new UsageException("a model from a file is smoothed already: expected --model without --smoothing and --compare");
            if (first is null)
            {
                TextSource source = model.Text.Source(result, Prompt.IsChinese(text) ? "meals-zh" : "meals");
                IReadOnlyList<ISmoothing> smoothings = result.GetValue(smoothing) is { Length: > 0 } asked ? asked
                    : result.GetValue(compare) ? [new MaximumLikelihood(), new AddK(1), new ModifiedKneserNey()]
                    : source.HasKnownTruth ? [new MaximumLikelihood()] : [new ModifiedKneserNey()];
                IReadOnlyList<LoadedModel> models = await model.TrainAsync(result, source, smoothings, console, cancellation);
                first = models[0];
                Prompt asIds = Prompt.Of(text, first.Tokenizer);
                if (models.Count > 1 || result.GetValue(compare))
                    predictions.AddRange(!result.GetValue(model.Stream) && Truth.Of(source, asIds) is { } truth ? [truth] : []);
                predictions.AddRange(models.Select(one => one.Predict(asIds)));
                if (models.Count > 1) // the order is the same for all and stands below the title
                    predictions = [.. predictions.Select(one => one with { Model = one.Model.Split(", order")[0] })];
            }
            Prompt ids = Prompt.Of(text, first.Tokenizer);
            if (predictions.Count == 0)
                predictions.Add(first.Predict(ids));

            BarChart chart = NextTokenChart.Compare(predictions, result.GetValue(top) ?? 10);
            if (predictions.Count > 1)
                chart = chart with { Subtitle = FormattableString.Invariant($"{first.Data}, order {first.Model.ContextLength + 1}") };
            if (result.GetValue(svg) is { } file)
                AtomicFile.WriteText(file, SvgRenderer.Render(chart));
            if (ids.Warning(first.Model.Vocabulary) is { } warning)
                console.Note(warning);
            if (result.GetValue(json))
                console.Json(Answer(text, first, predictions, result.GetValue(top)));
            else
                Show(console, chart, first, ids, result.GetValue(svg));
            return ExitCode.Success;
        });
    }

    private static void Show(CommandConsole console, BarChart chart, LoadedModel model, Prompt prompt, string? svg)
    {
        console.Draw(chart);
        console.Line();
        string sentences = model.Source is { } source ? string.Create(CultureInfo.InvariantCulture, $", {source.LinesRead:N0} lines") : "";
        console.Say($"[grey]{Markup.Escape($"Data: {model.Data}{sentences}. Tokens of the prompt: {string.Join(" · ", prompt.Tokens.Select(TokenLabel.Of))}")}[/]");
        foreach (string note in model.Notes)
            console.Note(note);
        if (svg is not null)
            console.Say($"Written: {Markup.Escape(svg)}");
    }

    private static JsonObject Answer(string text, LoadedModel model, List<Prediction> predictions, int? top)
    {
        JsonArray TokensOf(Prediction prediction) => [.. prediction.Top(top ?? int.MaxValue).Where(one => one.Probability > 0)
            .Select(one => new JsonObject { ["token"] = one.Token, ["probability"] = one.Probability })];
        Prediction main = predictions.First(prediction => prediction.Model != "truth");
        var answer = new JsonObject { ["prompt"] = text, ["model"] = model.Name, ["data"] = model.Data, ["tokens"] = TokensOf(main) };
        if (predictions.Count > 1)
            answer["models"] = new JsonArray([.. predictions.Select(one => new JsonObject { ["model"] = one.Model, ["tokens"] = TokensOf(one) })]);
        return answer;
    }
}
