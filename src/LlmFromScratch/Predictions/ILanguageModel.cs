using LlmFromScratch.Tokens;

namespace LlmFromScratch.Predictions;

/// <summary>
/// What every model of the course can answer: given the tokens so far, how likely is each token of the vocabulary to come next?
/// </summary>
/// <remarks>Models are immutable once made and may be used from several threads; a session belongs to one thread.</remarks>
public interface ILanguageModel
{
    /// <summary>What to call it in a chart's legend, such as "Kneser-Ney, order 5".</summary>
    string Name { get; }

    /// <summary>The tokens that it gives probabilities to.</summary>
    Vocabulary Vocabulary { get; }

    /// <summary>How many of the latest tokens can make a difference: order - 1 for an n-gram, 0 for one that looks at nothing.</summary>
    int ContextLength { get; }

    /// <summary>A session with nothing before it. Text that is cut into sentences goes on with <c>Append(Vocabulary.StartId)</c>.</summary>
    ILanguageModelSession Start();

    /// <summary>
    /// The log probability of each token given those before it, in nats (natural logarithm, 0 or below; negative infinity for the impossible).
    /// Models that can do many positions at once override this.
    /// </summary>
    /// <param name="tokens">Ids, first to last. A start of sentence is context only: its entry is 0, and it is not to be counted.</param>
    /// <param name="logProbabilities">Filled; of the same length as <paramref name="tokens"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    void Score(ReadOnlySpan<int> tokens, Span<double> logProbabilities)
    {
        if (tokens.Length != logProbabilities.Length)
            throw new ArgumentException($"expected room for {tokens.Length} log probabilities, got {logProbabilities.Length}");
        ILanguageModelSession session = Start();
        int? start = Vocabulary.StartId;
        for (int t = 0; t < tokens.Length; t++)
        {
            logProbabilities[t] = tokens[t] == start ? 0 : Math.Log(session.Probability(tokens[t]));
            session.Append(tokens[t]);
        }
    }
}
