namespace LlmFromScratch.Counts;

/// <summary>
/// All n-grams of one length, sorted by context and then by last word, so that those which continue one context stand together.
/// </summary>
/// <remarks>
/// "a b c" of length 3 has the context "a b" and the suffix "b c": both are n-grams of length 2, given by their index there.
/// All arrays are `[n-gram]`, but for <see cref="FirstContinuation"/>, which has one entry more.
/// </remarks>
/// <param name="words">The last word of each n-gram, a token id.</param>
/// <param name="contexts">The n-gram without its last word, as an index into the level below.</param>
/// <param name="suffixes">The n-gram without its first word, as an index into the level below.</param>
public sealed class NGramLevel(int[] words, int[] contexts, int[] suffixes)
{
    /// <summary>The number of different n-grams.</summary>
    public int Count => Words.Length;

    internal int[] Words { get; } = words;

    internal int[] Contexts { get; } = contexts;

    internal int[] Suffixes { get; } = suffixes;

    /// <summary>Where the continuations of n-gram i start in the level above; they end where those of i + 1 start.</summary>
    internal int[] FirstContinuation { get; set; } = [];

    /// <summary>The range of n-grams in the level above that continue n-gram <paramref name="index"/> by one word.</summary>
    internal Range Continuations(int index) => FirstContinuation[index]..FirstContinuation[index + 1];

    /// <summary>Finds where each context's block starts. The n-grams must be sorted by context.</summary>
    internal static int[] BlockStarts(int[] sortedContexts, int contextCount)
    {
        var starts = new int[contextCount + 1];
        foreach (int context in sortedContexts)
            starts[context + 1]++;
        for (int i = 0; i < contextCount; i++)
            starts[i + 1] += starts[i];
        return starts;
    }
}
