using System.Globalization;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Networks;
using LlmFromScratch.Plots;
using LlmFromScratch.Predictions;
using LlmFromScratch.Training;
using Spectre.Console;

namespace LlmFromScratch.Cli.Networks;

/// <summary>What is said of a training when it is done.</summary>
/// <param name="training">The training.</param>
/// <param name="samples">What the network said meanwhile; null if nobody asked it.</param>
/// <param name="steps">How many steps were taken now.</param>
/// <param name="time">In this time, scores and samples included.</param>
/// <param name="threads">With so many threads, as was asked for.</param>
internal sealed class TrainingReport(NetworkTraining training, TrainingSamples? samples, long steps, TimeSpan time, int threads)
{
    private const int FewSteps = 2; // no line to draw

    private readonly Trainer _trainer = training.Trainer;

    private double TokensPerSecond => steps * (double)_trainer.Batches.TargetsPerBatch / Math.Max(1e-9, _trainer.StepTime.TotalSeconds);

    private double? Score => _trainer.History.Evaluations.Count == 0 ? null : FinalScore();

    private bool StoppedEarly => _trainer.Step < _trainer.Options.Steps;

    /// <summary>What is about to be learnt, before it is.</summary>
    public static void ShowBegin(CommandConsole console, NetworkTraining training)
    {
        Trainer trainer = training.Trainer;
        NetworkText text = training.Text;
        Say(console, $"{trainer.Model.Name}: {trainer.Model.CountParameters():N0} numbers to learn, from {text.Name}: {text.Tokens.Length:N0} tokens ({text.Tokenizer.Splitter.Name}), {trainer.Model.Vocabulary.Count:N0} different ones.");
        Say(console, $"Scored on {text.About}");
        if (trainer.Step > 0)
            Say(console, $"Goes on after step {trainer.Step:N0} of {trainer.Options.Steps:N0}.");
        else
            Say(console, $"Knowing nothing, any of {Choices(trainer):N0} tokens may come next: {Math.Log(Choices(trainer)):0.000} nats per token.");
    }

    /// <summary>A chart, the score, and what to do next.</summary>
    public void Show(CommandConsole console)
    {
        if (_trainer.History.Steps.Count > FewSteps)
        {
            console.Line();
            console.Draw(TrainingChart.Of(_trainer.History));
            console.Line();
        }
        string seen = string.Create(CultureInfo.InvariantCulture, $"{_trainer.Step / (double)Math.Max(1, _trainer.Batches.StepsPerEpoch):0.##}");
        Say(console, $"{steps:N0} steps in {Quantity.Seconds(_trainer.StepTime)}, with scores {Quantity.Seconds(time)}; {Quantity.Short(TokensPerSecond)} tokens/s, {threads} {(threads == 1 ? "thread" : "threads")}; the text was read {seen} times.");
        if (StoppedEarly)
            Say(console, $"Stopped early, after step {_trainer.Step:N0} of {_trainer.Options.Steps:N0}: {_trainer.Options.Patience} scores in a row were no better. The best weights are kept.");
        if (Score is { } score)
            console.Say($"Score on the validation text: [bold]{score.ToString("0.0000", CultureInfo.InvariantCulture)}[/]{Markup.Escape(string.Create(CultureInfo.InvariantCulture, $" nats per token{(score < 50 ? $", perplexity {Information.Perplexity(score):0.###}" : "")}{Best(score)}"))}");
        else if (_trainer.Step > 0)
            Say(console, $"Loss of the last batches: {_trainer.History.RecentLoss():0.0000} nats per token.");
        console.Say($"Written: [bold]{Markup.Escape(training.Folder)}[/]");
        string prompt = Markup.Escape(Prompt()), folder = Markup.Escape(Shell.Quoted(training.Folder));
        console.Say($"[grey]Next: llm next \"{prompt}\" --model {folder}[/]");
        console.Say($"[grey]Or:   llm generate --prompt \"{prompt}\" --model {folder}[/]");
    }

    /// <summary>The same for a program.</summary>
    public JsonObject Answer()
    {
        JsonObject answer = Figures();
        if (samples is not null)
            answer["samples"] = samples.Answer();
        return answer;
    }

    private JsonObject Figures() => new()
    {
        ["model"] = training.Folder,
        ["architecture"] = training.Kind,
        ["parameters"] = _trainer.Model.CountParameters(),
        ["data"] = training.Text.Name,
        ["validation"] = training.Text.About,
        ["tokenization"] = training.Text.Tokenizer.Splitter.Name,
        ["vocabulary"] = _trainer.Model.Vocabulary.Count,
        ["tokens"] = training.Text.Tokens.Length,
        ["validationTokens"] = training.Text.Validation.Length,
        ["natsBeforeTraining"] = Math.Log(Choices(_trainer)),
        ["steps"] = _trainer.Step,
        ["stoppedEarly"] = StoppedEarly,
        ["loss"] = CommandConsole.Number(_trainer.History.RecentLoss()),
        ["natsPerToken"] = Score is { } score ? CommandConsole.Number(score) : null,
        ["best"] = _trainer.History.Best is { } best ? new JsonObject { ["step"] = best.Step, ["natsPerToken"] = CommandConsole.Number(best.NatsPerToken) } : null,
        ["seconds"] = Math.Round(time.TotalSeconds, 3),
        ["stepSeconds"] = Math.Round(_trainer.StepTime.TotalSeconds, 3),
        ["tokensPerSecond"] = Math.Round(TokensPerSecond),
        ["threads"] = threads,
        ["notes"] = new JsonArray([.. training.Notes.Select(note => JsonValue.Create(note))]),
    };

    /// <summary>Tokens that can come next: all but the start of a sentence, and the unknown one, which stands nowhere in the text.</summary>
    private static int Choices(Trainer trainer) => trainer.Model.Vocabulary.Count - (trainer.Model.Vocabulary.StartId is null ? 0 : 1) - (trainer.Model.Vocabulary.UnknownId is null ? 0 : 1);

    // With patience the weights of the best score are taken up again at the end.
    private double FinalScore() => _trainer.Options.Patience > 0 ? _trainer.History.Best!.Value.NatsPerToken : _trainer.History.Evaluations[^1].NatsPerToken;

    private string Best(double score) => _trainer.History.Best is { } best && best.NatsPerToken < score
        ? string.Create(CultureInfo.InvariantCulture, $" (the best was {best.NatsPerToken:0.0000}, after step {best.Step:N0}; --patience keeps it)") : "";

    private string Prompt() => samples is { Prompt.Length: > 0 } && !samples.Prompt.Contains('"', StringComparison.Ordinal) ? samples.Prompt : training.Choice.Data is { } data && (data.StartsWith("meals", StringComparison.Ordinal) || data.StartsWith("storyworld", StringComparison.Ordinal)) ? !data.Contains("-zh", StringComparison.Ordinal) ? "I like to eat" : "我喜欢吃"
        : string.Join(training.Text.Tokenizer.Splitter.Name == "characters" ? "" : " ", training.Text.Tokens.Select(id => training.Text.Tokenizer.Vocabulary[id]).Where(token => token is not ("<s>" or "</s>" or "\n")).Take(2));

    private static void Say(CommandConsole console, FormattableString text) => console.Say(Markup.Escape(FormattableString.Invariant(text)));
}
