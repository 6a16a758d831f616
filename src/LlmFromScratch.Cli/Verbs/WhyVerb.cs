using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Counts;
using LlmFromScratch.Plots;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm ngrams why: the counts behind a probability, and the lines behind the counts.</summary>
internal static class WhyVerb
{
    public static Verb Create(CommandConsole console)
    {
        var prompt = new Argument<string>("PROMPT") { Description = "The beginning of a sentence, in quotes." };
        var text = new TextOptions();
        Option<string?> token = CommonOptions.Path("--token", "The token to explain; the likeliest one unless given.", "TOKEN");
        Option<int> order = CommonOptions.Order(5);
        Option<ISmoothing?> smoothing = CommonOptions.SmoothingMethod("modified-kneser-ney");
        Option<int> lines = CommonOptions.WholeNumber("--lines", "How many different lines of the training text to show.", 5, 0);
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb("why", "Why does a model give a token the probability it gives? What each length of context says, and the lines of training text behind it.",
            "llm ngrams why \"I like to eat\"",
            "llm ngrams why \"I like to eat\" --token banana --order 3",
            "llm ngrams why \"to be or not to\" --text book.txt")
        {
            prompt,
        };
        text.AddTo(verb);
        foreach (Option option in new Option[] { token, order, smoothing, lines, json })
            verb.Add(option);
        return verb.Does(async (result, cancellation) =>
        {
            string asked = result.GetRequiredValue(prompt);
            TextSource source = text.Source(result, Prompt.IsChinese(asked) ? "meals-zh" : "meals");
            ISmoothing method = result.GetValue(smoothing) ?? new ModifiedKneserNey();
            (NGramCounts counts, ILanguageModel model) = await ProgressDisplay.ShowAsync(console, async progress =>
            {
                NGramCounts counted = NGramTraining.Count(source, result.GetValue(order), stream: false, progress, cancellation);
                return (counted, await NGramTraining.SmoothAsync(method, counted, progress, cancellation));
            });
            if (source.Mended is { } mended)
                console.Note(mended);
            Prompt ids = Prompt.Of(asked, new Tokenizer(source.Splitter, counts.Vocabulary));
            if (ids.Warning(counts.Vocabulary) is { } warning)
                console.Note(warning);
            int id = TokenId(result.GetValue(token), model, ids);
            Explanation explanation = Explanation.Of(counts, model, ids.Ids, id);
            List<BackingLine> backing = Lines(source, explanation, cancellation);
            if (result.GetValue(json))
                console.Json(Answer(asked, model, source, explanation, backing, result.GetValue(lines)));
            else
                Show(console, ids, model, source, explanation, backing, result.GetValue(lines));
            return ExitCode.Success;
        });
    }

    /// <summary>A line, where the n-gram first stands in it, and how many lines are the same.</summary>
    private sealed record BackingLine(SourceLine First, int Copies);

    private static int TokenId(string? token, ILanguageModel model, Prompt prompt)
    {
        if (token is null)
            return model.Predict(prompt.Ids).Probabilities.Top(1)[0];
        if (model.Vocabulary.TryGetId(token, out int id))
            return id;
        string near = UsageErrors.Nearest(token, model.Vocabulary) is { } name ? $"; did you mean '{name}'?" : "";
        throw new ArgumentException($"'{token}' is not among the {model.Vocabulary.Count} tokens of the training text{near}");
    }

    private static List<BackingLine> Lines(TextSource source, Explanation explanation, CancellationToken cancellation)
    {
        if (explanation.LongestSeen is not { } seen)
            return [];
        return [.. Provenance.Find(source.Splitter, source.Lines(cancellation: cancellation), [.. seen.Context, explanation.Token])
            .GroupBy(line => line.Line, StringComparer.Ordinal).Select(same => new BackingLine(same.First(), same.Count()))];
    }

    private static void Show(CommandConsole console, Prompt prompt, ILanguageModel model, TextSource source, Explanation explanation, List<BackingLine> lines, int most)
    {
        string token = TokenLabel.Of(explanation.Token);
        console.Say($"After “{Markup.Escape(prompt.Text)}”, {Markup.Escape(model.Name)} gives [bold]{Markup.Escape(token)}[/] a probability of [bold]{Number(explanation.Probability)}[/].");
        console.Line();
        console.Say("What each length of context says, longest first:");
        var table = new Table().Border(TableBorder.None).AddColumn("  context").AddColumn(new TableColumn("seen").RightAligned())
            .AddColumn(new TableColumn($"then {Markup.Escape(token)}").RightAligned()).AddColumn(new TableColumn("share").RightAligned()).AddColumn(new TableColumn("probability").RightAligned());
        foreach (ExplanationStep step in explanation.Steps)
            table.AddRow("  " + Markup.Escape(step.Context.Count == 0 ? "(none)" : string.Join(' ', step.Context.Select(TokenLabel.Of))), Count(step.ContextCount), Count(step.Count),
                step.ContextCount == 0 ? "-" : Number(step.Count / (double)step.ContextCount), Number(step.Probability));
        console.Pretty.Write(table);
        console.Line();
        if (model.Name.Contains("kneser-ney", StringComparison.Ordinal))
        {
            console.Say("Shorter contexts are asked another question: after how many different words did the token come? So their probability may be far from the share.");
            console.Line();
        }
        if (explanation.LongestSeen is not { } seen)
        {
            console.Say($"{Markup.Escape(token)} never occurs in {Markup.Escape(source.Name)}: all its probability is what smoothing keeps back for the unseen.");
            return;
        }
        console.Say($"Behind it stand {Count(seen.Count)} {(seen.Count == 1 ? "place" : "places")} in {Markup.Escape(source.Name)}:");
        foreach (BackingLine line in lines.Take(most))
            console.Say($"  [grey]line {line.First.Number}{(line.Copies > 1 ? FormattableString.Invariant($" ×{line.Copies}") : "")}:[/] {Highlighted(line.First, console.Width)}");
        if (lines.Count > most)
            console.Say(FormattableString.Invariant($"  [grey]and {lines.Count - most:N0} more different lines[/]"));
    }

    /// <summary>The line with the n-gram marked, and cut around it where it is too long.</summary>
    private static string Highlighted(SourceLine line, int width)
    {
        int from = Math.Max(0, line.Start - width / 3), end = line.Start + line.Length, to = Math.Min(line.Line.Length, Math.Max(end, from + width - 24));
        return $"{(from > 0 ? "…" : "")}{Markup.Escape(line.Line[from..line.Start])}[bold underline]{Markup.Escape(line.Line[line.Start..end])}[/]{Markup.Escape(line.Line[end..to])}{(to < line.Line.Length ? "…" : "")}";
    }

    private static JsonObject Answer(string prompt, ILanguageModel model, TextSource source, Explanation explanation, List<BackingLine> lines, int most) => new()
    {
        ["prompt"] = prompt,
        ["token"] = explanation.Token,
        ["probability"] = explanation.Probability,
        ["model"] = model.Name,
        ["data"] = source.Name,
        ["steps"] = new JsonArray([.. explanation.Steps.Select(step => new JsonObject
        {
            ["context"] = new JsonArray([.. step.Context.Select(one => JsonValue.Create(one))]),
            ["contextCount"] = step.ContextCount,
            ["count"] = step.Count,
            ["probability"] = step.Probability,
        })]),
        ["places"] = explanation.LongestSeen?.Count ?? 0,
        ["lines"] = new JsonArray([.. lines.Take(most).Select(line => new JsonObject
        {
            ["number"] = line.First.Number,
            ["line"] = line.First.Line,
            ["start"] = line.First.Start,
            ["length"] = line.First.Length,
            ["copies"] = line.Copies,
        })]),
        ["differentLines"] = lines.Count,
    };

    private static string Number(double value) => value.ToString(value < 0.001 && value > 0 ? "0.0e-0" : "0.0000", CultureInfo.InvariantCulture);

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
