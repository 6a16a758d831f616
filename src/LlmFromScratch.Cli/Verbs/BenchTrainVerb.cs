using System.CommandLine;
using LlmFromScratch.Cli.Bench;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Kernels;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm bench train: how long a step of training takes.</summary>
internal static class BenchTrainVerb
{
    public static Verb Create(CommandConsole console) => new("train", "Measures a step of training: the sizes are those of the PyTorch scripts in tests/Benchmarks/peers.",
        "llm bench train mlp --threads 1", "llm bench train lstm --json")
    {
        Kind(console, "mlp", "An MLP of makemore's size: 27 letters, vectors of 10, 200 hidden units, a batch of 32.", "Letters that it looks back.", 3, 2000),
        Kind(console, "rnn", "A recurrent network: 65 characters, vectors of 128, 128 hidden units, a batch of 32.", "Characters of a row.", 64, 40),
        Kind(console, "gru", "A GRU: 65 characters, vectors of 128, 128 hidden units, a batch of 32.", "Characters of a row.", 64, 40),
        Kind(console, "lstm", "An LSTM: 65 characters, vectors of 128, 128 hidden units, a batch of 32.", "Characters of a row.", 64, 40),
    };

    private static Verb Kind(CommandConsole console, string kind, string description, string ofContext, int otherwise, int timed)
    {
        Option<int> context = CommonOptions.WholeNumber("--context", ofContext, otherwise, 1, 4096);
        Option<int> steps = CommonOptions.WholeNumber("--steps", "Steps that are timed; the median counts.", timed, 1, 1_000_000);
        Option<int> threads = CommonOptions.WholeNumber("--threads", "How many threads; all cores if left out.", Environment.ProcessorCount, 1, 1024);
        Option<bool> json = CommonOptions.Json();
        return new Verb(kind, description, $"llm bench train {kind} --threads 1 --json") { context, steps, threads, json }.Does((result, cancellation) =>
        {
            KernelThreads.Count = result.GetValue(threads);
            List<Measurement> measurements = [BenchTraining.Measure(kind, result.GetValue(context), result.GetValue(steps), cancellation)];
            if (result.GetValue(json))
                console.Json(BenchVerb.Answer(measurements, null, [("threads", KernelThreads.Count), .. measurements[0].Details.Select(one => (one.Key, one.Value))]));
            else
                BenchVerb.Show(console, measurements);
            return ExitCode.Success;
        });
    }
}
