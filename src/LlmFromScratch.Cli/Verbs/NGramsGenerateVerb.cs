using System.CommandLine;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Sampling;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm ngrams generate: a model writes.</summary>
internal static class NGramsGenerateVerb
{
    public static Verb Create(CommandConsole console)
    {
        var model = new ModelOptions("modified-kneser-ney", 5);
        var sampling = new SamplingChoices();
        Option<string?> prompt = CommonOptions.Text("--prompt", "Words to go on from.");
        Option<int> count = CommonOptions.WholeNumber("--count", "How many texts to write.", 10, 1);
        Option<int> most = CommonOptions.WholeNumber("--max-tokens", "Where a text is cut off; … marks the place.", 100, 1);
        Option<long> seed = CommonOptions.Seed();
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb("generate", "Writes text with a model, token after token. Without --model, --text or --data it invents names.",
            "llm ngrams generate --seed 7",
            "llm ngrams generate --data meals --prompt \"I like to\" --temperature 0.7",
            "llm ngrams generate --model book.arpa --top-p 0.9 --count 3");
        model.AddTo(verb);
        verb.Add(prompt);
        sampling.AddTo(verb);
        foreach (Option option in new Option[] { count, most, seed, json })
            verb.Add(option);
        return verb.Does(async (result, cancellation) =>
        {
            LoadedModel loaded = await model.LoadAsync(result, "names", console, cancellation);
            Prompt start = Prompt.Of(result.GetValue(prompt) ?? "", loaded.Tokenizer);
            if (start.Warning(loaded.Model.Vocabulary) is { } warning)
                console.Note(warning);
            var generator = new TextGenerator(loaded.Model, sampling.Of(result));
            // Each text has a seed of its own, drawn from the one given.
            var seeds = new SeededRandom(result.GetValue(seed), "texts");
            var texts = new List<string>();
            for (int i = 0; i < result.GetValue(count); i++)
            {
                int[] ids = [.. generator.Generate(start.Ids, (long)seeds.NextBits(), result.GetValue(most), cancellation)];
                string whole = loaded.Splitter?.Join([.. start.Tokens, .. ids.Select(id => loaded.Model.Vocabulary[id])]) ?? loaded.Tokenizer.Decode([.. start.Ids, .. ids]);
                texts.Add(whole + (ids.Length == result.GetValue(most) ? "…" : ""));
                if (!result.GetValue(json))
                    console.Line(texts[^1]);
            }
            if (result.GetValue(json))
                console.Json(new JsonObject
                {
                    ["model"] = loaded.Name,
                    ["data"] = loaded.Data,
                    ["seed"] = result.GetValue(seed),
                    ["texts"] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]),
                });
            return ExitCode.Success;
        });
    }
}
