namespace LlmFromScratch.Sampling;

/// <summary>When a text that a model writes is over. The end of a sentence or text ends it always, where the vocabulary has one.</summary>
public sealed record StopConditions
{
    /// <summary>Ends after this many tokens; 0 or more, 100 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int MaximumTokens
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(MaximumTokens), value, "expected 0 or more tokens");
    } = 100;

    /// <summary>Ends before one of these tokens. None by default.</summary>
    public IReadOnlyCollection<int> Tokens { get; init; } = [];

    /// <summary>Ends before one of these texts, such as "\n\n" or "User:", wherever tokens begin or end in it. None by default; needs a tokenizer.</summary>
    /// <exception cref="ArgumentException">One is empty.</exception>
    public IReadOnlyCollection<string> Texts
    {
        get;
        init => field = value.Any(string.IsNullOrEmpty) ? throw new ArgumentException("expected stop texts of at least one character: an empty one would end every text at once", nameof(Texts)) : value;
    } = [];
}
