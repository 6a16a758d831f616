using System.CommandLine;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Counts;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Options;

/// <summary>Which model answers: --model, or one trained at once from --text or --data with --order and --smoothing.</summary>
internal sealed class ModelOptions(string defaultSmoothing, int defaultOrder)
{
    public TextOptions Text { get; } = new();

    public Option<string?> Model { get; } = CommonOptions.Path("--model", ModelFile.Description + " Instead of a text.", ModelFile.HelpName);

    public Option<string?> Tokenizer { get; } = ModelFile.TokenizerOption();

    public Option<int> Order { get; } = CommonOptions.Order(defaultOrder);

    public Option<ISmoothing?> Smoothing { get; } = CommonOptions.SmoothingMethod(defaultSmoothing);

    public Option<bool> Stream { get; } = StreamOption();

    /// <summary>--stream.</summary>
    public static Option<bool> StreamOption() => new("--stream") { Description = "Take the text as one unbroken stream, not as a sentence a line; with characters, the line end is a token." };

    public void AddTo(Verb verb)
    {
        Text.AddTo(verb);
        verb.Add(Model);
        verb.Add(Tokenizer);
        verb.Add(Order);
        verb.Add(Smoothing);
        verb.Add(Stream);
    }

    /// <summary>Reads the model of --model, or null where the command line names none.</summary>
    public async Task<LoadedModel?> ReadAsync(ParseResult result, CommandConsole console, CancellationToken cancellation)
    {
        if (result.GetValue(Model) is not { } path)
            return result.GetValue(Tokenizer) is null ? null : throw new UsageException("--tokenizer belongs to a model: expected --model FILE.bin, too");
        if (Text.AreGiven(result))
            throw new UsageException("expected --model, or a text to train one from (--text, --data), got both");
        return await ProgressDisplay.ShowAsync(console, progress => Task.FromResult(ModelFile.Read(path, Text.Splitter(result), result.GetValue(Tokenizer), progress, cancellation)));
    }

    /// <summary>Counts the text once and smooths the counts in each of some ways.</summary>
    public async Task<IReadOnlyList<LoadedModel>> TrainAsync(ParseResult result, TextSource text, IReadOnlyList<ISmoothing> smoothings, CommandConsole console, CancellationToken cancellation)
    {
        List<LoadedModel> models = await ProgressDisplay.ShowAsync(console, async progress =>
        {
            NGramCounts counts = NGramTraining.Count(text, result.GetValue(Order), result.GetValue(Stream), progress, cancellation);
            var trained = new List<LoadedModel>();
            foreach (ISmoothing smoothing in smoothings)
                trained.Add(new LoadedModel($"{smoothing.Name}, order {counts.Order}", await NGramTraining.SmoothAsync(smoothing, counts, progress, cancellation), new Tokenizer(text.Splitter, counts.Vocabulary), text.Name, counts, text));
            return trained;
        });
        if (text.Mended is { } mended)
            console.Note(mended);
        return models;
    }

    /// <summary>The model that the command line asks for.</summary>
    public async Task<LoadedModel> LoadAsync(ParseResult result, string defaultData, CommandConsole console, CancellationToken cancellation) =>
        await ReadAsync(result, console, cancellation) ?? (await TrainAsync(result, Text.Source(result, defaultData),
            [result.GetValue(Smoothing) ?? Counts.Smoothing.Named(defaultSmoothing)], console, cancellation))[0];
}
