using System.Diagnostics;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Bench;

/// <summary>Measures whole steps of training once they are warm: batch, gradients to zero, forward, backward, clipping, AdamW.</summary>
internal static class BenchTraining
{
    private const int LeastWarmup = 20, LeastWarmupOfTransformers = 3, TextLength = 100_000, Rows = 32;
    private const double WarmupSeconds = 1; // the runtime compiles a hot method again, better, after a while; a step of 40 µs is not warm after 200 of them
    private const long Seed = 1;

    /// <summary>The median step of an MLP of makemore's sizes, or of a recurrent network on 64 characters of tiny Shakespeare's 65.</summary>
    /// <param name="kind">"mlp", "rnn", "gru" or "lstm".</param>
    /// <param name="context">How many characters an MLP looks back, or a recurrent network reads in a step.</param>
    /// <param name="steps">Steps that are timed, 1 or more.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static Measurement Measure(string kind, int context, int steps, CancellationToken cancellation) => kind == "mlp"
        ? Measure(new MlpOptions { Context = context, Embedding = 10, Hidden = 200 }, vocabulary: 27, Rows, window: context, steps, LeastWarmup, cancellation)
        : Measure(new RecurrentOptions { Cell = kind, Embedding = 128, Hidden = 128 }, vocabulary: 65, Rows, window: context, steps, LeastWarmup, cancellation);

    /// <summary>The median step of a transformer.</summary>
    /// <param name="sizes">Sizes and parts.</param>
    /// <param name="vocabulary">Tokens.</param>
    /// <param name="rows">Windows of a batch, each as long as the context.</param>
    /// <param name="steps">Steps that are timed, 1 or more.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static Measurement Measure(TransformerOptions sizes, int vocabulary, int rows, int steps, CancellationToken cancellation) =>
        Measure(sizes, vocabulary, rows, sizes.Context, steps, LeastWarmupOfTransformers, cancellation);

    /// <summary>A network for so many tokens, which have no meaning.</summary>
    public static NeuralLanguageModel NewModel(NetworkOptions sizes, int vocabulary) =>
        sizes.Create(new Vocabulary(Enumerable.Range(0, vocabulary).Select(id => $"token {id}")), Seed);

    private static Measurement Measure(NetworkOptions sizes, int vocabulary, int rows, int window, int steps, int leastWarmup, CancellationToken cancellation)
    {
        NeuralLanguageModel model = NewModel(sizes, vocabulary);
        var random = new SeededRandom(Seed, "bench training");
        int[] text = [.. Enumerable.Range(0, TextLength).Select(_ => random.NextInt(vocabulary))];
        var options = new TrainingOptions { Steps = steps, BatchSize = rows, Window = window, Schedule = new ConstantSchedule(1e-3), ClipNorm = 1 };
        var trainer = new Trainer(model, text, options);
        long began = Stopwatch.GetTimestamp();
        for (int step = 0; step < leastWarmup || Stopwatch.GetElapsedTime(began).TotalSeconds < WarmupSeconds; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            trainer.TakeStep();
        }

        var seconds = new double[steps];
        long before = GC.GetAllocatedBytesForCurrentThread(); // the kernels' threads allocate nothing
        for (int step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            trainer.TakeStep();
            seconds[step] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        double bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)steps;
        Array.Sort(seconds);
        double median = steps % 2 == 1 ? seconds[steps / 2] : (seconds[steps / 2 - 1] + seconds[steps / 2]) / 2;
        return new Measurement($"a step of {model.Name}, batch of {rows}", median, new Dictionary<string, double>
        {
            ["millisecondsPerStep"] = Math.Round(median * 1e3, 4),
            ["fastestMilliseconds"] = Math.Round(seconds[0] * 1e3, 4),
            ["tokensPerSecond"] = Math.Round(trainer.Batches.TargetsPerBatch / median),
            ["allocatedBytesPerStep"] = Math.Round(bytes, 1),
            ["parameters"] = model.CountParameters(),
            ["steps"] = steps,
        });
    }
}
