using System.CommandLine;
using LlmFromScratch.Cli.Bench;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Networks;
using LlmFromScratch.Predictions;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm bench generate: how long a model takes to write a token.</summary>
internal static class BenchGenerateVerb
{
    private const int MostUsual = 256;

    public static Verb Create(CommandConsole console)
    {
        var model = new TrainedModelOptions();
        var sizes = new TransformerSizes();
        Option<int> vocabulary = TransformerSizes.Vocabulary();
        Option<int?> tokens = CommonOptions.OptionalWholeNumber("--max-tokens", "How many tokens a text has: as many as the context, 256 at most, unless given.", 1, 1_000_000);
        Option<int> threads = BenchTrainVerb.Threads();
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb("generate", "Measures writing token after token, the likeliest one each time: the median of five texts. Without --model, a transformer with random weights.",
            "llm bench generate --model stories260k --threads 1 --json",
            "llm bench generate --layers 6 --heads 6 --width 288 --vocabulary 32000 --int8");
        model.AddWithEightBitsTo(verb);
        foreach (Option option in sizes.All)
            verb.Add(option);
        foreach (Option option in new Option[] { vocabulary, tokens, threads, json })
            verb.Add(option);
        return verb.Does(async (result, cancellation) =>
        {
            bool given = result.GetValue(model.Model) is not null;
            if (given && sizes.All.Append(vocabulary).FirstOrDefault(option => TrainingChoices.IsGiven(result, option)) is { } size)
                throw new UsageException($"the model has sizes of its own: expected --model or {size.Name}, got both");
            int kernels = BenchTrainVerb.Set(threads, result);
            ILanguageModel timed = given ? (await model.ReadAsync(result, "", console, cancellation)).Model
                : BenchTraining.NewModel(sizes.Of(result, new TransformerOptions()), result.GetValue(vocabulary));
            long parameters = timed is NeuralLanguageModel network ? network.CountParameters() : 0;
            int length = result.GetValue(tokens) ?? Math.Min(MostUsual, timed.ContextLength);
            return BenchTrainVerb.Answer(console, BenchGeneration.Measure(model.EightBits(result, timed), length, parameters, cancellation), kernels, result.GetValue(json));
        });
    }
}
