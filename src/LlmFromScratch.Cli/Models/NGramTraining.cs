using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;

namespace LlmFromScratch.Cli.Models;

/// <summary>From a text to an n-gram model, with progress and a way to stop.</summary>
internal static class NGramTraining
{
    /// <summary>Counts the n-grams of a text, as sentences or as one unbroken stream.</summary>
    public static NGramCounts Count(TextSource text, int order, bool stream, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        stream
            ? NGramCounts.OfStream(text.Splitter, text.ReadText(), order, progress, cancellation)
            : NGramCounts.OfLines(text.Splitter, text.Lines(progress, cancellation), order, null, cancellation);

    /// <summary>Smooths counts. Stopping leaves the work to a thread that ends with the process: nothing is written by it.</summary>
    public static async Task<ILanguageModel> SmoothAsync(ISmoothing smoothing, NGramCounts counts, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        progress?.Report(new WorkProgress($"smoothing: {smoothing.Name}", 0, null, "n-grams"));
        return await Task.Run(() => smoothing.Train(counts), cancellation).WaitAsync(cancellation);
    }
}
