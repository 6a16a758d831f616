using LlmFromScratch.Tokens;

namespace LlmFromScratch.Predictions;

/// <summary>One answer to the course's question: what comes next after these tokens, and how likely is it?</summary>
/// <param name="Model">Who says so: a model's name, or "truth".</param>
/// <param name="Vocabulary">The possible tokens.</param>
/// <param name="Context">The ids of the tokens before.</param>
/// <param name="Probabilities">One for each token of the vocabulary.</param>
public sealed record Prediction(string Model, Vocabulary Vocabulary, IReadOnlyList<int> Context, Probabilities Probabilities)
{
    /// <summary>The most likely tokens with their probabilities, falling; equal ones in order of their ids.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<(string Token, double Probability)> Top(int count = 10) =>
        [.. Probabilities.Top(count).Select(id => (Vocabulary[id], Probabilities[id]))];

    /// <summary>The probability of a token, by its text. A word that is not listed has that of the unknown token.</summary>
    public double this[string token] => Probabilities[Vocabulary.IdOf(token)];

    /// <summary>The tokens before, joined by spaces.</summary>
    public string ContextText => string.Join(' ', Context.Select(id => Vocabulary[id]));

    /// <inheritdoc/>
    public override string ToString() => $"{Model}: {ContextText} -> "
        + string.Join(", ", Top(5).Select(t => FormattableString.Invariant($"{t.Token} {t.Probability:0.###}")));
}
