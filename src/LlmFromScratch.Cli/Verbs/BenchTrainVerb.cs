using System.CommandLine;
using LlmFromScratch.Cli.Bench;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Kernels;
using LlmFromScratch.Networks;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm bench train: how long a step of training takes.</summary>
internal static class BenchTrainVerb
{
    public static Verb Create(CommandConsole console)
    {
        Verb train = Transformer(console, "train", "Measures a step of training: the sizes are those of the PyTorch scripts in tests/Benchmarks/peers. Without a kind, that of a transformer.",
            "llm bench train --layers 6 --heads 6 --width 384 --context 256 --batch 4", "llm bench train mlp --threads 1", "llm bench train lstm --json");
        train.Add(Transformer(console, "gpt", "A transformer: nanoGPT's sizes for a CPU unless given.",
            "llm bench train gpt --threads 1 --json", "llm bench train gpt --layers 12 --heads 12 --width 768 --vocabulary 50257"));
        train.Add(Kind(console, "mlp", "An MLP of makemore's size: 27 letters, vectors of 10, 200 hidden units, a batch of 32.", "Letters that it looks back.", 3, 2000));
        train.Add(Kind(console, "rnn", "A recurrent network: 65 characters, vectors of 128, 128 hidden units, a batch of 32.", "Characters of a row.", 64, 40));
        train.Add(Kind(console, "gru", "A GRU: 65 characters, vectors of 128, 128 hidden units, a batch of 32.", "Characters of a row.", 64, 40));
        train.Add(Kind(console, "lstm", "An LSTM: 65 characters, vectors of 128, 128 hidden units, a batch of 32.", "Characters of a row.", 64, 40));
        return train;
    }

    /// <summary>--threads.</summary>
    public static Option<int> Threads() => CommonOptions.WholeNumber("--threads", "How many threads; all cores if left out.", Environment.ProcessorCount, 1, 1024);

    /// <summary>Sets how many threads the kernels use, for the whole process.</summary>
    /// <returns>That number, for the answer: somebody else in the process may set another meanwhile.</returns>
    public static int Set(Option<int> threads, ParseResult result) => KernelThreads.Count = result.GetValue(threads);

    /// <summary>Shows a measurement or writes it for a program.</summary>
    /// <param name="console">Where.</param>
    /// <param name="measured">The measurement.</param>
    /// <param name="threads">Threads that were asked for.</param>
    /// <param name="json">Whether it is for a program.</param>
    public static int Answer(CommandConsole console, Measurement measured, int threads, bool json)
    {
        if (json)
            console.Json(BenchVerb.Answer([measured], null, [("threads", threads), .. measured.Details.Select(one => (one.Key, one.Value))]));
        else
            BenchVerb.Show(console, [measured]);
        return ExitCode.Success;
    }

    private static Verb Transformer(CommandConsole console, string name, string description, params string[] examples)
    {
        var sizes = new TransformerSizes();
        Option<int> batch = CommonOptions.WholeNumber("--batch", "Windows of a batch, each as long as the context.", 12, 1, 1 << 20);
        Option<int> vocabulary = TransformerSizes.Vocabulary();
        Option<int> steps = CommonOptions.WholeNumber("--steps", "Steps that are timed; the median counts.", 20, 1, 1_000_000);
        Option<int> threads = Threads();
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb(name, description, examples);
        foreach (Option option in sizes.All)
            verb.Add(option);
        foreach (Option option in new Option[] { batch, vocabulary, steps, threads, json })
            verb.Add(option);
        return verb.Does((result, cancellation) =>
        {
            int kernels = Set(threads, result);
            TransformerOptions network = sizes.Of(result, new TransformerOptions());
            return Answer(console, BenchTraining.Measure(network, result.GetValue(vocabulary), result.GetValue(batch), result.GetValue(steps), cancellation), kernels, result.GetValue(json));
        });
    }

    private static Verb Kind(CommandConsole console, string kind, string description, string ofContext, int otherwise, int timed)
    {
        Option<int> context = CommonOptions.WholeNumber("--context", ofContext, otherwise, 1, 4096);
        Option<int> steps = CommonOptions.WholeNumber("--steps", "Steps that are timed; the median counts.", timed, 1, 1_000_000);
        Option<int> threads = Threads();
        Option<bool> json = CommonOptions.Json();
        return new Verb(kind, description, $"llm bench train {kind} --threads 1 --json") { context, steps, threads, json }.Does((result, cancellation) =>
        {
            int kernels = Set(threads, result);
            return Answer(console, BenchTraining.Measure(kind, result.GetValue(context), result.GetValue(steps), cancellation), kernels, result.GetValue(json));
        });
    }
}
