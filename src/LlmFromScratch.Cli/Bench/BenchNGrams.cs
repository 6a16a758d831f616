using System.Diagnostics;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Corpora;
using LlmFromScratch.Counts;
using LlmFromScratch.Formats;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Bench;

/// <summary>How long a measured piece of work took.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Seconds">Wall-clock time of the first call in this process.</param>
/// <param name="Details">Sizes and results, by name.</param>
internal sealed record Measurement(string Name, double Seconds, IReadOnlyDictionary<string, double> Details);

/// <summary>Measures n-grams as a user meets them: the first call, in a process that has just started, compilation included.</summary>
internal static class BenchNGrams
{
    /// <summary>Modified Kneser-Ney on words, from reading the file to the finished ARPA file.</summary>
    public static (Measurement Result, NGramModel Model) TrainWords(string path, int order, CancellationToken cancellation)
    {
        string arpa = Path.Combine(Path.GetTempPath(), $"llm-bench-{Guid.NewGuid():N}.arpa");
        try
        {
            long before = GC.GetTotalAllocatedBytes();
            var clock = Stopwatch.StartNew();
            NGramCounts counts = NGramCounts.OfLines(new WhitespaceSplitter(), TextFile.ReadLines(path), order, null, cancellation);
            double counted = clock.Elapsed.TotalSeconds;
            var model = (NGramModel)new ModifiedKneserNey().Train(counts);
            double smoothed = clock.Elapsed.TotalSeconds;
            ArpaWriter.Write(arpa, model, null, null, cancellation);
            double all = clock.Elapsed.TotalSeconds;
            return (new Measurement($"modified Kneser-Ney, order {order}, words, ARPA written", all, new Dictionary<string, double>
            {
                ["textBytes"] = new FileInfo(path).Length,
                ["countSeconds"] = Math.Round(counted, 3),
                ["smoothSeconds"] = Math.Round(smoothed - counted, 3),
                ["writeSeconds"] = Math.Round(all - smoothed, 3),
                ["ngrams"] = Enumerable.Range(1, order).Sum(length => (double)model.Trie[length].Count),
                ["arpaBytes"] = new FileInfo(arpa).Length,
                ["allocatedBytes"] = GC.GetTotalAllocatedBytes() - before,
                ["peakWorkingSetBytes"] = PeakWorkingSet(),
            }), model);
        }
        finally
        {
            File.Delete(arpa);
        }
    }

    /// <summary>Order 6 on the characters of tiny Shakespeare as one stream: the course's baseline. First 90% to learn, the rest to score.</summary>
    public static Measurement Characters(string text, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        int cut = (int)(text.Length * 0.9);
        NGramCounts counts = NGramCounts.OfStream(new CharacterSplitter(), text[..cut], 6, null, cancellation);
        ILanguageModel model = new ModifiedKneserNey().Train(counts);
        double trained = clock.Elapsed.TotalSeconds;
        int[] validation = new Tokenizer(new CharacterSplitter(), counts.Vocabulary).Encode(text[cut..]);
        Evaluation score = model.Evaluate(validation);
        return new Measurement("modified Kneser-Ney, order 6, characters of tiny Shakespeare, validation text scored", clock.Elapsed.TotalSeconds, new Dictionary<string, double>
        {
            ["trainSeconds"] = Math.Round(trained, 3),
            ["validationTokens"] = score.Tokens,
            ["natsPerToken"] = score.NatsPerToken,
        });
    }

    /// <summary>Words scored in a second on one core, cutting the text and looking words up included.</summary>
    public static Measurement Score(NGramModel model, string path, CancellationToken cancellation)
    {
        string[] lines = [.. TextFile.ReadLines(path)];
        var scorer = new TextScorer(model, new Tokenizer(new WhitespaceSplitter(), model.Vocabulary));
        var clock = Stopwatch.StartNew();
        foreach (string line in lines)
        {
            cancellation.ThrowIfCancellationRequested();
            scorer.Add(line);
        }
        Evaluation score = scorer.Finish();
        double seconds = clock.Elapsed.TotalSeconds;
        return new Measurement("scoring words, one core", seconds, new Dictionary<string, double>
        {
            ["tokens"] = score.Tokens,
            ["tokensPerSecond"] = Math.Round(score.Tokens / seconds),
        });
    }

    /// <summary>The most memory that this process has had so far, in bytes.</summary>
    public static long PeakWorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
