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

    /// <summary>How far from 1 a sum may be that is made of numbers from a file, which other programs round to four digits or so.</summary>
    private const double RoundedFile = 1e-3;

    /// <summary>All probabilities of the next token, as a value to keep. Those of a model that was read from rounded numbers are divided by their sum.</summary>
    /// <param name="session">The tokens so far.</param>
    /// <param name="vocabularySize">The number of tokens of the model's vocabulary.</param>
    public static Probabilities Predict(this ILanguageModelSession session, int vocabularySize)
    {
        ArgumentNullException.ThrowIfNull(session);
        var probabilities = new double[vocabularySize];
        session.Probabilities(probabilities);
        double sum = 0;
        foreach (double p in probabilities)
            sum += p;
        bool rounded = Math.Abs(sum - 1) is > Probabilities.Tolerance and <= RoundedFile;
        return rounded ? Probabilities.FromWeights(probabilities) : new Probabilities(probabilities);
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
