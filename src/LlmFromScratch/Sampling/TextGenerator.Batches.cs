using LlmFromScratch.Predictions;

namespace LlmFromScratch.Sampling;

// Several texts at the same time.
public sealed partial class TextGenerator
{
    /// <summary>
    /// Goes on from several prompts at the same time, which for a <see cref="IBatchLanguageModel"/> is quicker than one after the other. Each text is
    /// what <see cref="Generate(IEnumerable{int}, long, StopConditions, CancellationToken)"/> gives for its prompt and seed.
    /// </summary>
    /// <param name="prompts">Ids of each prompt.</param>
    /// <param name="seeds">A seed for each prompt.</param>
    /// <param name="stop">When each text is over.</param>
    /// <param name="progress">How many tokens were drawn for the longest text, of the most.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Ids for each prompt, without the prompt.</returns>
    /// <exception cref="ArgumentException">There is another number of seeds than prompts, or there are stop texts.</exception>
    /// <exception cref="InvalidOperationException">The model gives all its probability to the unknown token.</exception>
    public int[][] GenerateBatch(IReadOnlyList<IReadOnlyList<int>> prompts, IReadOnlyList<long> seeds, StopConditions? stop = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(seeds);
        if (prompts.Count != seeds.Count)
            throw new ArgumentException($"expected a seed for each of {prompts.Count} prompts, got {seeds.Count}", nameof(seeds));
        stop ??= new();
        RefuseTexts(stop);
        Writer[] writers = [.. prompts.Select((prompt, i) => new Writer(this, prompt, seeds[i]))];
        List<int>[] texts = [.. prompts.Select(_ => new List<int>())];
        List<int> unfinished = [.. Enumerable.Range(0, writers.Length)];
        for (int count = 0; count < stop.MaximumTokens && unfinished.Count > 0; count++)
        {
            cancellation.ThrowIfStopRequested();
            if (Model is IBatchLanguageModel batch)
                batch.Advance([.. unfinished.Select(i => writers[i].Session)]);
            unfinished.RemoveAll(i =>
            {
                if (writers[i].Next(stop) is not { } token)
                    return true;
                texts[i].Add(token);
                return false;
            });
            progress?.Report(new WorkProgress("generating", count + 1, stop.MaximumTokens, "tokens"));
        }
        return [.. texts.Select(text => text.ToArray())];
    }
}
