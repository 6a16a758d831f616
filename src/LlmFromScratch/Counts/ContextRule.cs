namespace LlmFromScratch.Counts;

/// <summary>
/// The heart of a smoothing method: how one context divides its probability between the words that were seen after it and all the rest.
/// </summary>
/// <param name="length">The length of the n-grams: context and word.</param>
/// <param name="counts">How often each seen word came after the context; each 1 or more. `[seen word]`</param>
/// <param name="shares">To be filled with what each seen word gets from its own count. `[seen word]`</param>
/// <returns>What is left to be handed on to the next shorter context: 1 minus the sum of the shares.</returns>
internal delegate double ContextRule(int length, ReadOnlySpan<int> counts, Span<double> shares);

/// <summary>What happens to the probability that a context leaves over.</summary>
internal enum Leftover
{
    /// <summary>All words get part of it, seen ones too: p(w|abc) = share + left · p(w|bc).</summary>
    Interpolate,

    /// <summary>Only the words that were not seen get it: p(w|abc) = share if seen, else α · p(w|bc).</summary>
    BackOff,
}
