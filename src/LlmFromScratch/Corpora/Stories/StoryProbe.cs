namespace LlmFromScratch.Corpora.Stories;

/// <summary>
/// A question to a model: a story up to a point, how it truly goes on, and the same words with something untrue in the one place that
/// depends on what was said before. A model that has understood the story finds the true one likelier.
/// </summary>
/// <remarks>Context and a continuation follow each other as they are: the space between them belongs to the continuation.</remarks>
/// <param name="Kind">What it depends on, one of <see cref="StoryProbes.Kinds"/>: "article", "where it was put", "two facts", …</param>
/// <param name="Distance">
/// Words and marks between the last place where the decisive fact was said and the words that depend on it, 0 or more. Where two facts are
/// needed, from the one that is farther away. A model that sees fewer tokens back can only guess.
/// </param>
/// <param name="Context">The story so far.</param>
/// <param name="Right">How it truly goes on, to the end of the sentence.</param>
/// <param name="Wrong">What the world rules out; 1 or more, all different.</param>
public sealed record StoryProbe(string Kind, int Distance, string Context, string Right, IReadOnlyList<string> Wrong)
{
    /// <summary>What is untrue.</summary>
    public IReadOnlyList<string> Wrong { get; init; } = Wrong is { Count: > 0 } ? Wrong
        : throw new ArgumentException("expected at least one wrong option, got none: there is nothing to choose", nameof(Wrong));

    /// <summary>The same for Chinese written without spaces between words (see <see cref="StoryWorld.Oracle"/>).</summary>
    public StoryProbe WithoutSpaces() => this with
    {
        Context = Context.Replace(" ", ""),
        Right = Right.Replace(" ", ""),
        Wrong = [.. Wrong.Select(wrong => wrong.Replace(" ", ""))],
    };

    /// <summary>How often guessing is right, in (0, 1/2].</summary>
    public double Chance => 1.0 / (1 + Wrong.Count);
}
