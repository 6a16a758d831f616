using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Sampling;

/// <summary>Writes text with a model: predict, draw, append, again. The same seed writes the same text.</summary>
/// <param name="model">Any language model.</param>
/// <param name="options">How to draw; by default straight from the model's probabilities.</param>
public sealed partial class TextGenerator(ILanguageModel model, SamplingOptions? options = null)
{
    private readonly SamplingOptions _options = options ?? new SamplingOptions();

    /// <summary>The model that predicts.</summary>
    public ILanguageModel Model { get; } = model ?? throw new ArgumentNullException(nameof(model));

    /// <summary>Yields token after token, each as soon as it is drawn. The unknown token is never drawn, since it stands for no word in particular.</summary>
    /// <param name="prompt">Ids of the tokens to go on from; not yielded again. Where the model knows sentences, it begins with their start.</param>
    /// <param name="seed">The same seed gives the same text.</param>
    /// <param name="maximumTokens">Ends after this many; 0 or more.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Ids. The end of a sentence, or the start of another one, is not yielded: it ends the text.</returns>
    /// <exception cref="InvalidOperationException">The model gives all its probability to the unknown token.</exception>
    public IEnumerable<int> Generate(IEnumerable<int> prompt, long seed, int maximumTokens = 100, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumTokens);
        return Generate(prompt, seed, new StopConditions { MaximumTokens = maximumTokens }, cancellation);
    }

    /// <inheritdoc cref="Generate(IEnumerable{int}, long, int, CancellationToken)"/>
    /// <param name="prompt">Ids of the tokens to go on from; not yielded again. Where the model knows sentences, it begins with their start.</param>
    /// <param name="seed">The same seed gives the same text.</param>
    /// <param name="stop">When the text is over.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">There are stop texts: those need a tokenizer, see <see cref="GenerateText"/>.</exception>
    public IEnumerable<int> Generate(IEnumerable<int> prompt, long seed, StopConditions stop, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        RefuseTexts(stop);
        return Continue([.. prompt], seed, stop, cancellation);
    }

    private static void RefuseTexts(StopConditions stop)
    {
        ArgumentNullException.ThrowIfNull(stop);
        if (stop.Texts.Count > 0)
            throw new ArgumentException($"expected no stop texts where only tokens are written, got {stop.Texts.Count}: use {nameof(GenerateText)}, which has a tokenizer", nameof(stop));
    }

    private IEnumerable<int> Continue(int[] prompt, long seed, StopConditions stop, CancellationToken cancellation)
    {
        var writer = new Writer(this, prompt, seed);
        for (int count = 0; count < stop.MaximumTokens; count++)
        {
            cancellation.ThrowIfStopRequested();
            if (writer.Next(stop) is not { } token)
                yield break;
            yield return token;
        }
    }

    /// <summary>One text while it is written.</summary>
    private sealed class Writer
    {
        private readonly TextGenerator _generator;
        private readonly SeededRandom _random;
        private readonly MostLikelyTokens _mostLikely = new();
        private readonly double[] _probabilities;

        public Writer(TextGenerator generator, IEnumerable<int> prompt, long seed)
        {
            (_generator, _random) = (generator, new SeededRandom(seed, "sampling"));
            Session = generator.Model.Start();
            foreach (int token in prompt)
                Session.Append(token);
            _probabilities = new double[generator.Model.Vocabulary.Count];
        }

        public ILanguageModelSession Session { get; }

        /// <summary>Draws a token and appends it; null where the text is over.</summary>
        public int? Next(StopConditions stop)
        {
            Vocabulary vocabulary = _generator.Model.Vocabulary;
            Session.Probabilities(_probabilities);
            if (vocabulary.UnknownId is int unknown)
            {
                _probabilities[unknown] = 0;
                if (!_probabilities.AsSpan().ContainsAnyExcept(0))
                    throw new InvalidOperationException("the model expects only unknown words here, and none can be written: was it trained on an empty text?");
            }
            Sampler.Normalize(_probabilities);
            Sampler.Apply(_probabilities, _generator._options, _mostLikely);
            int token = Sampler.Draw(_probabilities, _random);
            if (token == vocabulary.EndId || token == vocabulary.StartId || stop.Tokens.Contains(token))
                return null;
            Session.Append(token);
            return token;
        }
    }
}
