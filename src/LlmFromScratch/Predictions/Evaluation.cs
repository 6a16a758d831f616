using LlmFromScratch.Tokens;

namespace LlmFromScratch.Predictions;

/// <summary>How well a model predicted a text: the sums from which cross-entropy and perplexity follow.</summary>
/// <param name="Tokens">Predicted tokens: words and sentence ends, without sentence starts.</param>
/// <param name="UnknownTokens">Those among them that the vocabulary lacks ("out of vocabulary").</param>
/// <param name="Nats">The surprisal of all predicted tokens together, in nats.</param>
/// <param name="UnknownNats">The part of it that unknown tokens are to blame for.</param>
public sealed record Evaluation(long Tokens, long UnknownTokens, double Nats, double UnknownNats)
{
    /// <summary>Cross-entropy in nats per token. Not a number for an empty text.</summary>
    public double NatsPerToken => Nats / Tokens;

    /// <summary>Cross-entropy in bits per token.</summary>
    public double BitsPerToken => Information.ToBits(NatsPerToken);

    /// <summary>Perplexity over all tokens, unknown ones included.</summary>
    public double Perplexity => Information.Perplexity(NatsPerToken);

    /// <summary>Perplexity over the tokens that the vocabulary has.</summary>
    public double PerplexityWithoutUnknown => Information.Perplexity((Nats - UnknownNats) / (Tokens - UnknownTokens));

    /// <summary>Adds up the log probabilities of a text.</summary>
    /// <param name="vocabulary">Says which tokens are unknown or sentence starts.</param>
    /// <param name="tokens">The text.</param>
    /// <param name="logProbabilities">What <see cref="ILanguageModel.Score"/> says of it, in nats; of the same length.</param>
    public static Evaluation Of(Vocabulary vocabulary, ReadOnlySpan<int> tokens, ReadOnlySpan<double> logProbabilities)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
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
        return new Evaluation(count, unknownCount, known + unknownNats, unknownNats);
    }

    /// <summary>The score of two texts together.</summary>
    public static Evaluation operator +(Evaluation a, Evaluation b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return new(a.Tokens + b.Tokens, a.UnknownTokens + b.UnknownTokens, a.Nats + b.Nats, a.UnknownNats + b.UnknownNats);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Tokens:N0} tokens ({UnknownTokens:N0} unknown), {NatsPerToken:0.####} nats per token, perplexity {Perplexity:0.##}");
}
