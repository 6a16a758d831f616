namespace LlmFromScratch.Plots;

/// <summary>A token as it stands in a text, to be drawn.</summary>
/// <param name="Label">How it is written, with spaces and line ends made visible.</param>
/// <param name="Id">Its number in the vocabulary; 0 or more.</param>
/// <param name="IsPartial">Whether it has only some bytes of a character.</param>
/// <param name="EndsLine">Whether the text goes on in a new line after it.</param>
/// <param name="PartOf">The text that a partial token is a part of, such as "苹"; empty where it is not known.</param>
public readonly record struct LabeledToken(string Label, int Id, bool IsPartial = false, bool EndsLine = false, string PartOf = "");

/// <summary>A text cut into tokens, neighbours in different colours, so that one sees where each ends. <see cref="TokenText"/> makes it.</summary>
public sealed record TokenSequenceChart : Chart
{
    /// <summary>A text cut into tokens.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="tokens">First to last.</param>
    /// <exception cref="ArgumentException">A token has no label, or a number below 0.</exception>
    public TokenSequenceChart(string title, IReadOnlyList<LabeledToken> tokens) : base(title)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        for (int t = 0; t < tokens.Count; t++)
            if (string.IsNullOrEmpty(tokens[t].Label) || tokens[t].Id < 0)
                throw new ArgumentException($"expected tokens with a label and an id of 0 or more, got \"{tokens[t].Label}\" with id {tokens[t].Id} in place {t}", nameof(tokens));
        Tokens = [.. tokens];
    }

    /// <summary>The tokens, first to last. `[token]`</summary>
    public IReadOnlyList<LabeledToken> Tokens { get; }

    /// <summary>Whether each token's id stands below it; null for where the tokens are few.</summary>
    public bool? ShowIds { get; init; }

    /// <summary>With more tokens than this, ids would hide the text.</summary>
    private const int Few = 80;

    internal bool DrawsIds => ShowIds ?? Tokens.Count <= Few;

    private protected override string Describe() =>
        $"Text cut into tokens. {ChartData.Sentence(Title)}{ChartData.Sentence(Subtitle)}"
        + (Tokens.Count == 0 ? "No tokens." : $"{string.Join(" · ", Tokens.Take(40).Select(token => token.Label))}{(Tokens.Count > 40 ? $" and {Tokens.Count - 40} more" : "")}.");
}
