using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Corpora;
using LlmFromScratch.Formats;
using LlmFromScratch.Plots;
using LlmFromScratch.Tokens;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm tokens train: from a text to a byte-pair tokenizer.</summary>
internal static class TokensTrainVerb
{
    private static readonly ISplitter[] s_splitters = [new Gpt2Splitter(), new SpaceSplitter()];

    public static Verb Create(CommandConsole console)
    {
        Option<string?> file = CommonOptions.Path("--text", "A text file. No token reaches from one line to the next.");
        Option<string?> data = CommonOptions.Choice("--data", "A text of the course instead of a file.", CorpusCatalogue.Names);
        Option<int> size = CommonOptions.WholeNumber("--size", "How many tokens the vocabulary shall have, with the 256 bytes and the special tokens.", 4096, 256);
        Option<string?> splitter = CommonOptions.Choice("--splitter", "How text is cut into the pieces in which pairs are merged. By default gpt2.", [.. s_splitters.Select(one => one.Name)]);
        Option<string[]> special = new("--special") { Description = "A special token, such as <|endoftext|>; it gets one of the last ids. May be given several times.", HelpName = "TOKEN" };
        Option<int> show = CommonOptions.WholeNumber("--merges", "How many of the first merges to show.", 10, 0, 1000);
        Option<string?> output = CommonOptions.Path("--out", "The tokenizer.json to write; whole or not at all.", "FILE", required: true);
        Option<bool> json = CommonOptions.Json();
        return new Verb("train", "Learns a byte-pair vocabulary from a text and writes it as tokenizer.json, which Hugging Face's tokenizers read too.",
            "llm tokens train --text book.txt --size 4096 --out tokenizer.json",
            "llm tokens train --text book.txt --special \"<|endoftext|>\" --out book.json")
            { file, data, size, splitter, special, show, output, json }.Does(async (result, cancellation) =>
        {
            if (result.GetValue(file) is null == result.GetValue(data) is null)
                throw new UsageException("expected a text to learn from: --text FILE, or --data NAME for one of the course's own, and not both");
            string[] specials = result.GetValue(special) ?? [];
            string path = result.GetRequiredValue(output)!;
            ISplitter cut = s_splitters.First(one => one.Name == (result.GetValue(splitter) ?? s_splitters[0].Name));
            TextSource source = result.GetValue(file) is { } text ? TextSource.OfFile(text, cut) : TextSource.OfData(result.GetValue(data)!, null);
            if (result.GetValue(file) is { } given && IsPipe(given))
                throw new UsageException($"'{given}' is a pipe; expected a file, since the text is read more than once");
            OutputFiles.CheckWritable(path); // before the work, not after it
            var clock = Stopwatch.StartNew();
            Trained trained = await ProgressDisplay.ShowAsync(console, progress => Task.FromResult(
                Train(source, cut, result.GetValue(size), specials, result.GetValue(show), progress, cancellation)));
            trained.Tokenizer.Save(path);
            if (source.Mended is { } mended)
                console.Note(mended);
            if (trained.Tokenizer.BytePairs.Count < result.GetValue(size))
                console.Note(string.Create(CultureInfo.InvariantCulture, $"the text allows {trained.Tokenizer.BytePairs.Count:N0} tokens, fewer than the {result.GetValue(size):N0} asked for: after these no pair is left that occurs twice"));
            if (result.GetValue(json))
                console.Json(Answer(path, source, trained, clock.Elapsed));
            else
                Show(console, path, source, trained, clock.Elapsed);
            return ExitCode.Success;
        });
    }

    private static bool IsPipe(string path)
    {
        if (!File.Exists(path))
            return false;
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return !file.CanSeek;
    }

    /// <summary>The tokenizer, its first steps, and what became of the text.</summary>
    private sealed record Trained(BytePairTokenizer Tokenizer, BytePairStep[] First, long Bytes, long Tokens);

    private static Trained Train(TextSource source, ISplitter splitter, int size, string[] special, int show, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        BytePairVocabulary vocabulary = FastBytePairTrainer.Train(source.Lines(progress, cancellation), size, splitter, special, progress, cancellation);
        var tokenizer = new BytePairTokenizer(vocabulary, splitter);
        // The plain trainer tells how often each pair was there; its first steps are as fast as anybody's.
        int wanted = Math.Min(show, vocabulary.Merges.Count);
        BytePairStep[] first = wanted == 0 ? [] : [.. BytePairTrainer.Steps(source.Lines(cancellation: cancellation), splitter, cancellation).Take(wanted)];
        long bytes = 0, tokens = 0;
        foreach (string line in source.Lines(cancellation: cancellation))
        {
            bytes += Encoding.UTF8.GetByteCount(line);
            tokens += tokenizer.Encode(line).Length;
        }
        return new Trained(tokenizer, first, bytes, tokens);
    }

    private static void Show(CommandConsole console, string path, TextSource source, Trained trained, TimeSpan time)
    {
        BytePairVocabulary vocabulary = trained.Tokenizer.BytePairs;
        if (trained.First.Length > 0)
        {
            console.Draw(MergeTable.Of(trained.First, trained.First.Length));
            console.Line();
        }
        console.Say(Markup.Escape(string.Create(CultureInfo.InvariantCulture,
            $"{vocabulary.Count:N0} tokens from {source.Name}: 256 bytes, {vocabulary.Merges.Count:N0} merges, {vocabulary.Special.Count:N0} special; pieces as {trained.Tokenizer.Splitter.Name} cuts.")));
        console.Say(Markup.Escape(string.Create(CultureInfo.InvariantCulture,
            $"The text, without line ends: {trained.Bytes:N0} bytes, {trained.Tokens:N0} tokens, {trained.Bytes / (double)Math.Max(1, trained.Tokens):0.00} bytes per token.")));
        console.Say($"Written in {Quantity.Seconds(time)}: [bold]{Markup.Escape(path)}[/] ({Quantity.Bytes(new FileInfo(path).Length)})");
        console.Say($"[grey]Next: llm tokens show \"any text\" --tokenizer {Markup.Escape(path)}[/]");
    }

    private static JsonObject Answer(string path, TextSource source, Trained trained, TimeSpan time)
    {
        BytePairVocabulary vocabulary = trained.Tokenizer.BytePairs;
        return new JsonObject
        {
            ["tokenizer"] = path,
            ["data"] = source.Name,
            ["splitter"] = trained.Tokenizer.Splitter.Name,
            ["vocabulary"] = vocabulary.Count,
            ["merges"] = vocabulary.Merges.Count,
            ["special"] = new JsonArray([.. vocabulary.Special.OrderBy(one => one.Value).Select(one => JsonValue.Create(one.Key))]),
            ["firstMerges"] = new JsonArray([.. trained.First.Select(step => new JsonObject
            {
                ["left"] = vocabulary.Tokens[step.Merge.Left],
                ["right"] = vocabulary.Tokens[step.Merge.Right],
                ["result"] = vocabulary.Tokens[step.Merge.Result],
                ["id"] = step.Merge.Result,
                ["pairs"] = step.Count,
                ["tokensOfTheText"] = step.TextTokens,
            })]),
            ["bytes"] = trained.Bytes,
            ["tokens"] = trained.Tokens,
            ["bytesPerToken"] = trained.Bytes / (double)Math.Max(1, trained.Tokens),
            ["seconds"] = Math.Round(time.TotalSeconds, 3),
        };
    }
}
