using LlmFromScratch.Predictions;

namespace LlmFromScratch.Counts;

/// <summary>One length of context in the explanation of a prediction.</summary>
/// <param name="Context">The tokens of the context; none for single words.</param>
/// <param name="ContextCount">How often anything followed this context in the training text.</param>
/// <param name="Count">How often the token in question followed it.</param>
/// <param name="Probability">What the model says with this much context.</param>
public sealed record ExplanationStep(IReadOnlyList<string> Context, long ContextCount, int Count, double Probability);

/// <summary>Why a model gives a token the probability it gives: what each length of context says, and where it stands in the training text.</summary>
/// <param name="Token">The token in question.</param>
/// <param name="Probability">What the model says of it with the whole context.</param>
/// <param name="Steps">From the longest context to none.</param>
public sealed record Explanation(string Token, double Probability, IReadOnlyList<ExplanationStep> Steps)
{
    /// <summary>Looks up what is behind one prediction.</summary>
    /// <param name="counts">Counts of the training text.</param>
    /// <param name="model">A model made of these counts.</param>
    /// <param name="context">The ids of the tokens before; only the latest order - 1 matter.</param>
    /// <param name="token">The id of the token in question.</param>
    /// <exception cref="ArgumentException">The model has another vocabulary than the counts.</exception>
    public static Explanation Of(NGramCounts counts, ILanguageModel model, ReadOnlySpan<int> context, int token)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(model);
        if (!counts.Vocabulary.Equals(model.Vocabulary))
            throw new ArgumentException("expected a model made of these counts, got one with another vocabulary", nameof(model));
        ReadOnlySpan<int> latest = context[Math.Max(0, context.Length - counts.Order + 1)..];
        var steps = new List<ExplanationStep>();
        for (int from = 0; from <= latest.Length; from++)
        {
            ReadOnlySpan<int> part = latest[from..];
            int index = counts.Trie.Find(part);
            steps.Add(new ExplanationStep(
                [.. part.ToArray().Select(id => counts.Vocabulary[id])],
                index < 0 ? 0 : counts.TotalAfter(part.Length + 1, index),
                counts.Count([.. part, token]),
                model.Predict(part).Probabilities[token]));
        }
        return new Explanation(counts.Vocabulary[token], model.Predict(context).Probabilities[token], steps);
    }

    /// <summary>The longest part of the context after which the token was seen, or null if it never occurred.</summary>
    public ExplanationStep? LongestSeen => Steps.FirstOrDefault(step => step.Count > 0);
}
