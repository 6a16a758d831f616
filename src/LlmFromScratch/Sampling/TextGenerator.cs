using LlmFromScratch.Predictions;

namespace LlmFromScratch.Sampling;

/// <summary>Writes text with a model: predict, draw, append, again. The same seed writes the same text.</summary>
/// <param name="model">Any language model.</param>
/// <param name="options">How to draw; by default straight from the model's probabilities.</param>
public sealed class TextGenerator(ILanguageModel model, SamplingOptions? options = null)
{
    private readonly SamplingOptions _options = options ?? new SamplingOptions();

    /// <summary>The model that predicts.</summary>
    public ILanguageModel Model { get; } = model ?? throw new ArgumentNullException(nameof(model));

    /// <summary>Yields token after token, each as soon as it is drawn. The unknown token is never drawn, since it stands for no word in particular.</summary>
    /// <param name="prompt">Ids of the tokens to go on from; not yielded again. Where the model knows sentences, it begins with their start.</param>
    /// <param name="seed">The same seed gives the same text.</param>
    /// <param name="maximumTokens">Ends after this many; 0 or more.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Ids. The end of a sentence is not yielded: it ends the text.</returns>
    /// <exception cref="InvalidOperationException">The model gives all its probability to the unknown token.</exception>
    public IEnumerable<int> Generate(IEnumerable<int> prompt, long seed, int maximumTokens = 100, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumTokens);
        return Continue([.. prompt], seed, maximumTokens, cancellation);
    }

    private IEnumerable<int> Continue(int[] prompt, long seed, int maximumTokens, CancellationToken cancellation)
    {
        var random = new SeededRandom(seed, "sampling");
        ILanguageModelSession session = Model.Start();
        foreach (int token in prompt)
            session.Append(token);
        for (int count = 0; count < maximumTokens; count++)
        {
            cancellation.ThrowIfCancellationRequested();
            int token = Sampler.Draw(Sampler.Apply(WithoutUnknown(session), _options), random);
            if (token == Model.Vocabulary.EndId)
                yield break;
            session.Append(token);
            yield return token;
        }
    }

    private Probabilities WithoutUnknown(ILanguageModelSession session)
    {
        var weights = new double[Model.Vocabulary.Count];
        session.Probabilities(weights);
        if (Model.Vocabulary.UnknownId is int unknown)
        {
            weights[unknown] = 0;
            if (!weights.Any(weight => weight > 0))
                throw new InvalidOperationException("the model expects only unknown words here, and none can be written: was it trained on an empty text?");
        }
        return Probabilities.FromWeights(weights);
    }
}
