using LlmFromScratch.Predictions;

namespace LlmFromScratch.Counts;

/// <summary>
/// Witten-Bell smoothing: a context that was followed by T different words in N occurrences will be followed by a new one with
/// probability T / (N + T), since that is how often something new came so far.
/// </summary>
/// <remarks>
/// p(w | context) = count / (N + T) + T / (N + T) · p(w | shorter context).
/// Source: Witten and Bell, "The zero-frequency problem", 1991, method C; interpolated as in Chen and Goodman, 1998.
/// </remarks>
public sealed record WittenBell : ISmoothing
{
    /// <inheritdoc/>
    public string Name => "witten-bell";

    /// <inheritdoc/>
    public ILanguageModel Train(NGramCounts counts) => Smoothing.Model(this, counts, static (_, counts, shares) =>
    {
        double all = Smoothing.Sum(counts) + counts.Length;
        for (int i = 0; i < counts.Length; i++)
            shares[i] = counts[i] / all;
        return counts.Length / all;
    }, Leftover.Interpolate);
}
