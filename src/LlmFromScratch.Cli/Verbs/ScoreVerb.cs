using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Plots;
using LlmFromScratch.Predictions;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm ngrams score: how well does a model predict a text?</summary>
internal static class ScoreVerb
{
    public static Verb Create(CommandConsole console)
    {
        var text = new TextOptions();
        Option<string?> modelFile = CommonOptions.Path("--model", ModelFile.Description, ModelFile.HelpName, required: true);
        Option<string?> tokenizer = ModelFile.TokenizerOption();
        Option<bool> perWord = new("--per-word") { Description = "Show the log10 probability of every token; unknown ones are marked." };
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb("score", "Scores a text with a model: perplexity with and without unknown words, nats and bits per token.",
            "llm ngrams score --model book.arpa --text other.txt",
            "llm ngrams score --model book.arpa --text other.txt --per-word");
        verb.Add(modelFile);
        verb.Add(tokenizer);
        text.AddTo(verb);
        verb.Add(perWord);
        verb.Add(json);
        return verb.Does(async (result, cancellation) =>
        {
            bool words = result.GetValue(perWord), asJson = result.GetValue(json);
            if (!text.AreGiven(result))
                throw new UsageException("expected a text to score: --text FILE, or --data NAME for one of the course's own");
            (LoadedModel model, TextSource source, Evaluation score, JsonArray? sentences) = await ProgressDisplay.ShowAsync(console, progress =>
            {
                LoadedModel loaded = ModelFile.Read(result.GetRequiredValue(modelFile)!, text.Splitter(result), result.GetValue(tokenizer), progress, cancellation);
                TextSource scored = result.GetValue(text.Text) is { } file ? TextSource.OfFile(file, loaded.Splitter) : TextSource.OfData(result.GetValue(text.Data)!, loaded.Splitter);
                JsonArray? list = words && asJson ? [] : null;
                JsonArray current = [];
                var scorer = new TextScorer(loaded.Model, loaded.Tokenizer, !words ? null : (token, id, nats) =>
                {
                    bool known = id != loaded.Model.Vocabulary.UnknownId;
                    if (list is null)
                        WriteToken(console, token, nats, known);
                    else
                        current.Add(new JsonObject { ["token"] = token, ["log10Probability"] = CommandConsole.Number(nats / Math.Log(10)), ["known"] = known });
                });
                foreach (string sentence in loaded.Model.Vocabulary.StartId is null ? [scored.ReadText()] : scored.Lines(progress, cancellation))
                {
                    scorer.Add(sentence);
                    if (list is not null)
                        list.Add(current);
                    else if (words)
                        console.Line();
                    current = [];
                }
                return Task.FromResult((loaded, scored, scorer.Finish(), list));
            });
            if (source.Mended is { } mended)
                console.Note(mended);
            string[] notes = [.. Notes(score)];
            if (asJson)
                console.Json(Answer(model, source, score, notes, sentences));
            else
                Show(console, model, source, score, notes);
            return ExitCode.Success;
        });
    }

    private static void WriteToken(CommandConsole console, string token, double nats, bool known) =>
        console.Line(string.Create(CultureInfo.InvariantCulture, $"{nats / Math.Log(10),12:0.000000}  {TokenLabel.Of(token)}{(known ? "" : "  (unknown)")}"));

    private static IEnumerable<string> Notes(Evaluation score)
    {
        if (double.IsInfinity(score.Nats))
            yield return "the model holds a token of this text for impossible, so the perplexity is infinite; smoothing avoids that";
        if (score.UnknownTokens == score.Tokens)
            yield return "the model knows no token of this text, so there is no perplexity without the unknown ones";
    }

    private static void Show(CommandConsole console, LoadedModel model, TextSource source, Evaluation score, string[] notes)
    {
        foreach (string note in notes)
            console.Note(note);
        string Row(string name, string value) => $"{name,-34}{value,14}";
        string Number(double value) => double.IsFinite(value) ? value.ToString("#,0.####", CultureInfo.InvariantCulture) : double.IsNaN(value) ? "undefined" : "infinite";
        console.Line($"{model.Name} ({model.Data}) on {source.Name}");
        console.Line(Row("tokens, sentence ends included", score.Tokens.ToString("N0", CultureInfo.InvariantCulture)));
        console.Line(Row("unknown tokens", score.UnknownTokens.ToString("N0", CultureInfo.InvariantCulture)));
        console.Line(Row("perplexity, unknown included", Number(score.Perplexity)));
        console.Line(Row("perplexity, unknown left out", Number(score.PerplexityWithoutUnknown)));
        console.Line(Row("nats per token", Number(score.NatsPerToken)));
        console.Line(Row("bits per token", Number(score.BitsPerToken)));
    }

    private static JsonObject Answer(LoadedModel model, TextSource source, Evaluation score, string[] notes, JsonArray? sentences)
    {
        var answer = new JsonObject
        {
            ["model"] = model.Name,
            ["data"] = source.Name,
            ["tokens"] = score.Tokens,
            ["oov"] = score.UnknownTokens,
            ["perplexityIncludingOov"] = CommandConsole.Number(score.Perplexity),
            ["perplexityExcludingOov"] = CommandConsole.Number(score.PerplexityWithoutUnknown),
            ["natsPerToken"] = CommandConsole.Number(score.NatsPerToken),
            ["bitsPerToken"] = CommandConsole.Number(score.BitsPerToken),
            ["notes"] = new JsonArray([.. notes.Select(note => JsonValue.Create(note))]),
        };
        if (sentences is not null)
            answer["sentences"] = sentences;
        return answer;
    }
}
