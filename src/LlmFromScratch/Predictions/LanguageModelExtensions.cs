namespace LlmFromScratch.Predictions;

/// <summary>What follows from <see cref="ILanguageModel"/> for every model.</summary>
public static class LanguageModelExtensions
{
    /// <summary>What a model says comes after some tokens.</summary>
    /// <param name="model">The model.</param>
    /// <param name="context">Ids of the tokens so far; none is legal.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public static Prediction Predict(this ILanguageModel model, params ReadOnlySpan<int> context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ILanguageModelSession session = model.Start();
        foreach (int token in context)
            session.Append(token);
        return new Prediction(model.Name, model.Vocabulary, context.ToArray(), session.Predict(model.Vocabulary.Count));
    }

    /// <summary>All probabilities of the next token, as a value to keep.</summary>
    /// <param name="session">The tokens so far.</param>
    /// <param name="vocabularySize">The number of tokens of the model's vocabulary.</param>
    public static Probabilities Predict(this ILanguageModelSession session, int vocabularySize)
    {
        ArgumentNullException.ThrowIfNull(session);
        var probabilities = new double[vocabularySize];
        session.Probabilities(probabilities);
        return new Probabilities(probabilities);
    }

    /// <summary>How well a model predicts a text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">The text, as ids; each sentence opened and closed by its marks where the model has them.</param>
    public static Evaluation Evaluate(this ILanguageModel model, ReadOnlySpan<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(model);
        var logProbabilities = new double[tokens.Length];
        model.Score(tokens, logProbabilities);
        return Evaluation.Of(model.Vocabulary, tokens, logProbabilities);
    }
}
