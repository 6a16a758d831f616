using LlmFromScratch.Predictions;

namespace LlmFromScratch.Counts;

/// <summary>No smoothing: p(w | context) = count(context w) / count(context). "to eat" 8 times, "to eat apple" 3 times -> 0.375.</summary>
/// <remarks>
/// What was never seen after a context has probability 0 there. A context that was never seen itself is answered by its longest seen
/// suffix, so that there is always an answer.
/// </remarks>
public sealed record MaximumLikelihood : ISmoothing
{
    /// <inheritdoc/>
    public string Name => "maximum-likelihood";

    /// <inheritdoc/>
    public ILanguageModel Train(NGramCounts counts) => Smoothing.Model(this, counts, static (_, counts, shares) =>
    {
        double total = Smoothing.Sum(counts);
        for (int i = 0; i < counts.Length; i++)
            shares[i] = counts[i] / total;
        return 0;
    }, Leftover.Interpolate);
}
