using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

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

    /// <summary>
    /// Yields the text piece by piece, as soon as it is certain: an end that could be the beginning of a stop text is held back until it is not.
    /// </summary>
    /// <param name="tokenizer">Makes text of the model's tokens.</param>
    /// <param name="prompt">Ids of the tokens to go on from; their text is not yielded again.</param>
    /// <param name="seed">The same seed gives the same text.</param>
    /// <param name="stop">When the text is over. Stop texts are looked for after the prompt, and neither they nor what follows is yielded.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    public IEnumerable<string> GenerateText(ITokenizer tokenizer, IEnumerable<int> prompt, long seed, StopConditions? stop = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(prompt);
        return ContinueText(tokenizer, [.. prompt], seed, stop ?? new(), cancellation);
    }

    /// <summary>
    /// Goes on from several prompts at the same time, which for a <see cref="IBatchLanguageModel"/> is quicker than one after the other. Each text is
    /// what <see cref="Generate(IEnumerable{int}, long, StopConditions, CancellationToken)"/> gives for its prompt and seed.
    /// </summary>
    /// <param name="prompts">Ids of each prompt.</param>
    /// <param name="seeds">A seed for each prompt.</param>
    /// <param name="stop">When each text is over.</param>
    /// <param name="progress">How many tokens were drawn for the longest text, of the most.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Ids for each prompt, without the prompt.</returns>
    /// <exception cref="ArgumentException">There is another number of seeds than prompts, or there are stop texts.</exception>
    /// <exception cref="InvalidOperationException">The model gives all its probability to the unknown token.</exception>
    public int[][] GenerateBatch(IReadOnlyList<IReadOnlyList<int>> prompts, IReadOnlyList<long> seeds, StopConditions? stop = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(seeds);
        if (prompts.Count != seeds.Count)
            throw new ArgumentException($"expected a seed for each of {prompts.Count} prompts, got {seeds.Count}", nameof(seeds));
        stop ??= new();
        RefuseTexts(stop);
        Writer[] writers = [.. prompts.Select((prompt, i) => new Writer(this, prompt, seeds[i]))];
        List<int>[] texts = [.. prompts.Select(_ => new List<int>())];
        List<int> unfinished = [.. Enumerable.Range(0, writers.Length)];
        for (int count = 0; count < stop.MaximumTokens && unfinished.Count > 0; count++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Model is IBatchLanguageModel batch)
                batch.Advance([.. unfinished.Select(i => writers[i].Session)]);
            unfinished.RemoveAll(i =>
            {
                if (writers[i].Next(stop) is not { } token)
                    return true;
                texts[i].Add(token);
                return false;
            });
            progress?.Report(new WorkProgress("generating", count + 1, stop.MaximumTokens, "tokens"));
        }
        return [.. texts.Select(text => text.ToArray())];
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
            cancellation.ThrowIfCancellationRequested();
            if (writer.Next(stop) is not { } token)
                yield break;
            yield return token;
        }
    }

    private IEnumerable<string> ContinueText(ITokenizer tokenizer, int[] prompt, long seed, StopConditions stop, CancellationToken cancellation)
    {
        var text = new StopText(tokenizer, stop.Texts, prompt);
        foreach (int token in Continue(prompt, seed, stop, cancellation))
        {
            string piece = text.Add(token);
            if (piece != "")
                yield return piece;
            if (text.IsOver)
                yield break;
        }
        if (text.Rest() is not "" and string rest)
            yield return rest;
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
