using System.Globalization;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Corpora.Stories;
using LlmFromScratch.Plots;
using LlmFromScratch.Predictions;
using LlmFromScratch.Sampling;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Networks;

/// <summary>What a network says during its training, before it and at each tenth: the likeliest tokens after a prompt, and a text that goes on from it.</summary>
/// <param name="prompt">The prompt.</param>
/// <param name="training">The training.</param>
/// <param name="say">Told each sample: what was likely, and the text.</param>
internal sealed class TrainingSamples(Prompt prompt, NetworkTraining training, Action<string, string> say)
{
    private const int Longest = 60, Likeliest = 4, LikeliestForPrograms = 10;

    private readonly Filmstrip _film = new(prompt.Ids);
    private readonly List<(double Loss, string Text)> _texts = [];

    /// <summary>The words that it goes on from.</summary>
    public string Prompt => prompt.Text;

    /// <summary>How the answer changed, beside the truth where that is known.</summary>
    public FilmstripChart Film => FilmstripChart.Of(_film, training.Choice is { Stream: false } choice ? KnownTruth(choice) : null);

    /// <summary>Takes a sample where one is due. It changes nothing of the training.</summary>
    public void Watch(Trainer trainer)
    {
        _film.Watch(trainer);
        if (_film.Frames.Count == _texts.Count)
            return;
        double loss = trainer.History.RecentLoss();
        var generator = new TextGenerator(trainer.Model);
        int[] ids = [.. generator.Generate(prompt.Ids, trainer.Options.Seed, Longest)];
        string text = training.Text.Tokenizer.Decode([.. prompt.Ids, .. ids]) + (ids.Length == Longest ? "…" : "");
        _texts.Add((loss, text));
        string at = string.Create(CultureInfo.InvariantCulture, $"step {trainer.Step:N0} of {trainer.Options.Steps:N0}{(double.IsFinite(loss) ? $", loss {loss:0.000}" : "")}");
        say($"{at}. Next: {Top(_film.Frames[^1].Prediction)}", text);
    }

    /// <summary>The same for a program.</summary>
    public JsonArray Answer() => [.. _film.Frames.Zip(_texts).Select(one => new JsonObject
    {
        ["step"] = one.First.Step,
        ["loss"] = CommandConsole.Number(one.Second.Loss),
        ["tokens"] = new JsonArray([.. one.First.Prediction.Top(LikeliestForPrograms).Select(token => new JsonObject { ["token"] = token.Token, ["probability"] = token.Probability })]),
        ["text"] = one.Second.Text,
    })];

    private Prediction? KnownTruth(TextChoice choice)
    {
        // A file with the vocabulary of the stories is more of them.
        if ((choice.Data ?? choice.Vocabulary) is { } world && world.StartsWith("storyworld", StringComparison.Ordinal))
            return Truth.OfStories(StoryWorld.In(world.Contains("-zh", StringComparison.Ordinal) ? "zh" : "en"), prompt, training.Text.Tokenizer);
        return choice.Data is { } data ? Truth.Of(TextSource.OfData(data, choice.Tokens is { } tokens ? Splitters.Named(tokens) : null), prompt, training.Text.Tokenizer.Vocabulary) : null;
    }

    private static string Top(Prediction prediction) => string.Join(", ", prediction.Top(Likeliest).Select(one =>
        string.Create(CultureInfo.InvariantCulture, $"{TokenLabel.Of(one.Token)} {one.Probability:0.000}")));
}
