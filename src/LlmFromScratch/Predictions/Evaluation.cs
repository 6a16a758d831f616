using LlmFromScratch.Tokens;

namespace LlmFromScratch.Predictions;

/// <summary>How well a model predicted a text: the sums from which cross-entropy and perplexity follow.</summary>
/// <param name="Tokens">Predicted tokens: words and sentence ends, without sentence starts.</param>
/// <param name="UnknownTokens">Those among them that the vocabulary lacks ("out of vocabulary").</param>
/// <param name="KnownNats">The surprisal of all predicted tokens that the vocabulary has, in nats.</param>
/// <param name="UnknownNats">That of the unknown ones; infinite where a model holds them for impossible.</param>
public sealed record Evaluation(long Tokens, long UnknownTokens, double KnownNats, double UnknownNats)
{
    /// <summary>The surprisal of all predicted tokens together, in nats.</summary>
    public double Nats => KnownNats + UnknownNats;

    /// <summary>Cross-entropy in nats per token. Not a number for an empty text.</summary>
    public double NatsPerToken => Nats / Tokens;

    /// <summary>Cross-entropy in bits per token.</summary>
    public double BitsPerToken => Information.ToBits(NatsPerToken);

    /// <summary>Perplexity over all tokens, unknown ones included.</summary>
    public double Perplexity => Information.Perplexity(NatsPerToken);

    /// <summary>Perplexity over the tokens that the vocabulary has. Not a number where there is none of them.</summary>
    public double PerplexityWithoutUnknown => Information.Perplexity(KnownNats / (Tokens - UnknownTokens));

    /// <summary>Adds up the log probabilities of a text.</summary>
    /// <param name="vocabulary">Says which tokens are unknown or sentence starts.</param>
    /// <param name="tokens">The text.</param>
    /// <param name="logProbabilities">What <see cref="ILanguageModel.Score"/> says of it, in nats; of the same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Evaluation Of(Vocabulary vocabulary, ReadOnlySpan<int> tokens, ReadOnlySpan<double> logProbabilities)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (tokens.Length != logProbabilities.Length)
            throw new ArgumentException($"expected a log probability for each of {tokens.Length} tokens, got {logProbabilities.Length}", nameof(logProbabilities));
        int start = vocabulary.StartId ?? -1, unknown = vocabulary.UnknownId ?? -1;
        long count = 0, unknownCount = 0;
        double known = 0, unknownNats = 0;
        for (int t = 0; t < tokens.Length; t++)
        {
            if (tokens[t] == start)
                continue;
            count++;
            if (tokens[t] == unknown)
            {
                unknownCount++;
                unknownNats -= logProbabilities[t];
            }
            else
            {
                known -= logProbabilities[t];
            }
        }
        return new Evaluation(count, unknownCount, known, unknownNats);
    }

    /// <summary>The score of two texts together.</summary>
    public static Evaluation operator +(Evaluation a, Evaluation b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return new(a.Tokens + b.Tokens, a.UnknownTokens + b.UnknownTokens, a.KnownNats + b.KnownNats, a.UnknownNats + b.UnknownNats);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Tokens:N0} tokens ({UnknownTokens:N0} unknown), {NatsPerToken:0.####} nats per token, perplexity {Perplexity:0.##}");
}
