using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Counts;
using LlmFromScratch.Formats;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm ngrams train: from a text to an ARPA file.</summary>
internal static class TrainVerb
{
    public static Verb Create(CommandConsole console)
    {
        var text = new TextOptions();
        Option<int> order = CommonOptions.Order(3);
        Option<ISmoothing?> smoothing = CommonOptions.SmoothingMethod("modified-kneser-ney");
        Option<bool> stream = ModelOptions.StreamOption();
        Option<string?> output = CommonOptions.Path("--out", "The ARPA file to write; whole or not at all.", "M.arpa", required: true);
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb("train", "Counts the n-grams of a text, smooths them, and writes the model as an ARPA file, which other programs read too.",
            "llm ngrams train --text book.txt --order 5 --out book.arpa",
            "llm ngrams train --text book.txt --tokens characters --stream --out book.arpa");
        text.AddTo(verb);
        foreach (Option option in new Option[] { order, smoothing, stream, output, json })
            verb.Add(option);
        return verb.Does(async (result, cancellation) =>
        {
            ISmoothing method = result.GetValue(smoothing) ?? new ModifiedKneserNey();
            if (method is AddK)
                throw new UsageException($"{method.Name} cannot be written as an ARPA file, which has one weight for all words not seen after a context; take another --smoothing, such as witten-bell");
            TextSource source = text.Source(result);
            string path = result.GetRequiredValue(output)!;
            OutputFiles.CheckWritable(path); // before the work, not after it
            var clock = Stopwatch.StartNew();
            (NGramModel model, long tokens) = await ProgressDisplay.ShowAsync(console, async progress =>
            {
                NGramCounts counts = NGramTraining.Count(source, result.GetValue(order), result.GetValue(stream), progress, cancellation);
                var trained = (NGramModel)await NGramTraining.SmoothAsync(method, counts, progress, cancellation);
                var header = new ArpaHeader(source.Splitter.Name, method.Name, counts.Order);
                ArpaWriter.Write(path, trained, [header.ToString()], progress, cancellation);
                return (trained, Tokens(counts));
            });
            string[] notes = [.. source.Mended is { } mended ? [mended] : Array.Empty<string>(), .. model.Notes];
            if (result.GetValue(json))
                console.Json(Answer(path, source, method, model, tokens, notes, clock.Elapsed));
            else
                Show(console, path, source, method, model, tokens, notes, clock.Elapsed);
            return ExitCode.Success;
        });
    }

    private static long Tokens(NGramCounts counts)
    {
        long sum = 0;
        for (int id = 0; id < counts.Vocabulary.Count; id++)
            sum += id == counts.Vocabulary.StartId ? 0 : counts.Of(1)[id];
        return sum;
    }

    private static void Show(CommandConsole console, string path, TextSource source, ISmoothing method, NGramModel model, long tokens, string[] notes, TimeSpan time)
    {
        foreach (string note in notes)
            console.Note(note);
        console.Say(Markup.Escape(string.Create(CultureInfo.InvariantCulture,
            $"{method.Name}, order {model.Order}, from {source.Name}: {tokens:N0} tokens ({source.Splitter.Name}), {model.Vocabulary.Count:N0} different ones.")));
        for (int length = 1; length <= model.Order; length++)
            console.Say(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{length,4}-grams {model.Trie[length].Count,12:N0}")));
        console.Say($"Written in {Quantity.Seconds(time)}: [bold]{Markup.Escape(path)}[/] ({Quantity.Bytes(new FileInfo(path).Length)})");
        console.Say($"[grey]Next: llm ngrams score --model {Markup.Escape(path)} --text FILE[/]");
    }

    private static JsonObject Answer(string path, TextSource source, ISmoothing method, NGramModel model, long tokens, string[] notes, TimeSpan time) => new()
    {
        ["model"] = path,
        ["bytes"] = new FileInfo(path).Length,
        ["data"] = source.Name,
        ["tokenization"] = source.Splitter.Name,
        ["smoothing"] = method.Name,
        ["order"] = model.Order,
        ["tokens"] = tokens,
        ["vocabulary"] = model.Vocabulary.Count,
        ["ngrams"] = new JsonArray([.. Enumerable.Range(1, model.Order).Select(length => JsonValue.Create(model.Trie[length].Count))]),
        ["seconds"] = Math.Round(time.TotalSeconds, 3),
        ["notes"] = new JsonArray([.. notes.Select(note => JsonValue.Create(note))]),
    };
}
