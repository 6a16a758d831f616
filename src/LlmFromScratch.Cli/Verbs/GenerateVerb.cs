using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Sampling;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm generate: a model goes on from a prompt.</summary>
internal static class GenerateVerb
{
    public static Verb Create(CommandConsole console)
    {
        var model = new TrainedModelOptions();
        var sampling = new SamplingChoices();
        Option<string?> prompt = CommonOptions.Text("--prompt", "The text to go on from; nothing, unless given: the model begins.");
        Option<int> most = CommonOptions.WholeNumber("--max-tokens", "Ends after this many tokens.", 200, 0);
        Option<string[]> stop = new("--stop") { Description = "Ends where this text would come; it is not written. May be given several times.", HelpName = "TEXT", DefaultValueFactory = _ => [] };
        Option<long> seed = CommonOptions.Seed();
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb("generate", "Writes text with a model, token after token, as each is drawn. Without --model it takes a small network that comes with the course.",
            "llm generate --prompt \"I like to eat\" --seed 7",
            "llm generate --model FOLDER --prompt \"I like\" --temperature 0.8 --top-p 0.9",
            "llm generate --model stories260K.bin --tokenizer tok512.bin --prompt Once",
            "llm generate --model gru-zh --prompt 我喜欢吃 --stop 。 --json");
        model.AddWithEightBitsTo(verb);
        verb.Add(prompt);
        sampling.AddTo(verb);
        foreach (Option option in new Option[] { most, stop, seed, json })
            verb.Add(option);
        return verb.Does(async (result, cancellation) =>
        {
            string text = result.GetValue(prompt) ?? "";
            string[] stops = result.GetValue(stop) ?? [];
            if (stops.Any(one => one.Length == 0))
                throw new UsageException("--stop: expected a text at which to end, got none");
            LoadedModel loaded = await model.ReadAsync(result, text, console, cancellation);
            Prompt start = Prompt.Of(text, loaded.Tokenizer);
            if (start.Warning(loaded.Model.Vocabulary) is { } warning)
                console.Note(warning);
            bool shows = !result.GetValue(json);
            if (shows)
                console.Piece(loaded.Splitter?.Join(start.Tokens) ?? text);
            var clock = Stopwatch.StartNew();
            var written = new Writing(new TextGenerator(model.EightBits(result, loaded.Model), sampling.Of(result)), new StopText(loaded.Tokenizer, stops, start.Ids));
            try
            {
                written.Write(start.Ids, result.GetValue(seed), result.GetValue(most), shows ? console.Piece : null, cancellation);
            }
            finally
            {
                if (shows)
                    console.Line(); // also after Ctrl+C, so that the terminal's next line is a new one
            }
            double perSecond = written.Ids.Count / Math.Max(1e-9, clock.Elapsed.TotalSeconds);
            if (!shows)
                console.Json(Answer(loaded, start, text, written, result.GetValue(seed), perSecond));
            else if (console.ShowsProgress)
                console.Note(string.Create(CultureInfo.InvariantCulture, $"{loaded.Name} ({loaded.Data}): {written.Ids.Count} tokens, {Quantity.Short(perSecond)} tokens/s; ended by {written.EndedBy}"));
            return ExitCode.Success;
        });
    }

    private static JsonObject Answer(LoadedModel model, Prompt prompt, string text, Writing written, long seed, double perSecond) => new()
    {
        ["model"] = model.Name,
        ["data"] = model.Data,
        ["seed"] = seed,
        ["prompt"] = text,
        ["promptTokens"] = new JsonArray([.. prompt.Ids.Select(id => JsonValue.Create(id))]),
        ["tokens"] = new JsonArray([.. written.Ids.Select(id => JsonValue.Create(id))]),
        ["text"] = written.Text,
        ["endedBy"] = written.EndedBy,
        ["tokensPerSecond"] = Math.Round(perSecond, 1),
    };

    /// <summary>What a model has written.</summary>
    private sealed class Writing(TextGenerator generator, StopText growing)
    {
        /// <summary>The tokens, without the prompt's.</summary>
        public List<int> Ids { get; } = [];

        /// <summary>Their text, up to where it was to stop.</summary>
        public string Text { get; private set; } = "";

        /// <summary>"the model", "--stop", or "--max-tokens".</summary>
        public string EndedBy { get; private set; } = "the model";

        public void Write(int[] prompt, long seed, int most, Action<string>? show, CancellationToken cancellation)
        {
            var pieces = new System.Text.StringBuilder();
            foreach (int id in generator.Generate(prompt, seed, most, cancellation))
            {
                Ids.Add(id);
                Show(growing.Add(id));
                if (growing.IsOver)
                    break;
            }
            Show(growing.Rest());
            EndedBy = growing.IsOver ? "--stop" : Ids.Count == most ? "--max-tokens" : EndedBy;
            Text = pieces.ToString();

            void Show(string piece)
            {
                pieces.Append(piece);
                if (piece.Length > 0)
                    show?.Invoke(piece);
            }
        }
    }
}
