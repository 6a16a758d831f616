using System.Diagnostics;
using System.Numerics.Tensors;
using LlmFromScratch.Predictions;

namespace LlmFromScratch.Cli.Bench;

/// <summary>Measures writing: the probabilities of the next token, the likeliest one, and again, each token from a cache of those before.</summary>
internal static class BenchGeneration
{
    private const int Repetitions = 5;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1); // the compiler optimizes in the background what has run for a while

    /// <summary>The median of some texts, each written from the start; those of the first second, one at least, are not timed.</summary>
    /// <param name="model">Any model.</param>
    /// <param name="tokens">How many tokens each text has, 1 or more.</param>
    /// <param name="parameters">Numbers of the model, for the answer.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static Measurement Measure(ILanguageModel model, int tokens, long parameters, CancellationToken cancellation)
    {
        var seconds = new double[Repetitions];
        long bytes = 0;
        long begin = Stopwatch.GetTimestamp();
        do
            Write(model, tokens, cancellation);
        while (Stopwatch.GetElapsedTime(begin) < s_warmUp);
        for (int text = 0; text < Repetitions; text++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            Write(model, tokens, cancellation);
            seconds[text] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Array.Sort(seconds);
        double median = seconds[Repetitions / 2];
        return new Measurement(FormattableString.Invariant($"{tokens} tokens of {model.Name}"), median, new Dictionary<string, double>
        {
            ["millisecondsPerStep"] = Math.Round(median * 1e3 / tokens, 5),
            ["tokensPerSecond"] = Math.Round(tokens / median, 1),
            ["fastestTokensPerSecond"] = Math.Round(tokens / seconds[0], 1),
            ["allocatedBytesPerStep"] = Math.Round(bytes / (double)tokens, 1),
            ["parameters"] = parameters,
            ["tokens"] = tokens,
        });
    }

    private static void Write(ILanguageModel model, int tokens, CancellationToken cancellation)
    {
        ILanguageModelSession session = model.Start();
        var probabilities = new double[model.Vocabulary.Count];
        int next = model.Vocabulary.StartId ?? 0;
        for (int count = 0; count < tokens; count++)
        {
            cancellation.ThrowIfCancellationRequested();
            session.Append(next);
            session.Probabilities(probabilities);
            if (model.Vocabulary.StartId is { } start)
                probabilities[start] = 0; // a start would empty the cache
            next = TensorPrimitives.IndexOfMax<double>(probabilities);
        }
    }
}
