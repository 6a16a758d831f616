using System.Globalization;
using LlmFromScratch.Autograd;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Networks;

/// <summary>
/// The vectors of the last few tokens, side by side, through one hidden layer: a multi-layer perceptron (MLP).
/// Source: Bengio, Ducharme, Vincent and Jauvin, "A neural probabilistic language model" (2003).
/// </summary>
/// <remarks>
/// Left out of the paper: direct connections from the vectors to the output. Before the first token of a sentence stands a row of the table of its
/// own, "nothing", as often as the context is short.
/// </remarks>
public sealed class MlpLanguageModel : NeuralLanguageModel
{
    private const int RowsAtOnce = 512; // how many places are scored together

    private readonly MlpOptions _options;
    private readonly Dropout _dropout;

    /// <summary>A network with random weights.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="options">The sizes; makemore's if not given.</param>
    /// <param name="seed">The same seed gives the same weights.</param>
    /// <param name="hidden">How the hidden layer's weights start; <see cref="Initialization.Xavier"/> if not given.</param>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public MlpLanguageModel(Vocabulary vocabulary, MlpOptions? options = null, long seed = 1, Initialization? hidden = null) : base(vocabulary, options ?? new(), seed)
    {
        _options = (MlpOptions)Options;
        _options.Check();
        Table = new Embedding(vocabulary.Count + 1, _options.Embedding, new(seed, "embedding"), Initialization.Normal(_options.EmbeddingDeviation));
        Hidden = new Linear(_options.Context * _options.Embedding, _options.Hidden, new(seed, "hidden"), hidden);
        Logits = NewOutput(vocabulary, _options.Hidden, new(seed, "output"));
        _dropout = new Dropout(_options.Dropout, new(seed, "dropout"));
        Parameters = [.. Table.Within("embedding"), .. Hidden.Within("hidden"), .. Logits.Within("output").AsTables()];
    }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"MLP, context {_options.Context}");

    /// <inheritdoc/>
    public override int ContextLength => _options.Context;

    /// <inheritdoc/>
    public override BatchKind Batches => BatchKind.Contexts;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters { get; }

    /// <summary>A vector for each token, and a last one for "nothing before": <c>[vocabulary + 1, embedding]</c>.</summary>
    public Embedding Table { get; }

    /// <summary><c>[context · embedding, hidden]</c>, then tanh.</summary>
    public Linear Hidden { get; }

    /// <summary><c>[hidden, vocabulary]</c>.</summary>
    public Linear Logits { get; }

    /// <summary>The hidden units after tanh.</summary>
    /// <param name="contexts">Ids, <c>[rows, context]</c>, the latest last; the vocabulary's size stands for "nothing before".</param>
    /// <returns><c>[rows, hidden]</c></returns>
    public Tensor HiddenUnits(ReadOnlySpan<int> contexts)
    {
        int rows = contexts.Length / _options.Context;
        return Hidden.Forward(Table.Forward(contexts, rows, _options.Context).Reshape(rows, _options.Context * _options.Embedding)).Tanh();
    }

    /// <summary>A logit for each token that may come next.</summary>
    /// <param name="contexts">As for <see cref="HiddenUnits"/>.</param>
    /// <param name="step">The step of training; null outside of it.</param>
    /// <returns><c>[rows, vocabulary]</c></returns>
    public Tensor Forward(ReadOnlySpan<int> contexts, long? step = null) => Logits.Forward(_dropout.Forward(HiddenUnits(contexts), step));

    /// <inheritdoc/>
    public override Tensor Loss(TokenBatch batch, long? step = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Time != _options.Context || batch.Targets.Length != batch.Rows)
            throw new ArgumentException($"expected rows of {_options.Context} tokens with one target each, got rows of {batch.Time} with {batch.Targets.Length / Math.Max(1, batch.Rows)}", nameof(batch));
        return Forward(batch.Inputs, step).CrossEntropy(batch.Targets, TokenBatch.Ignored);
    }

    /// <inheritdoc/>
    public override ILanguageModelSession Start()
    {
        var context = new int[_options.Context];
        Array.Fill(context, Vocabulary.Count);
        return new Session(this, context);
    }

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<int> tokens, Span<double> logProbabilities)
    {
        Check(tokens, logProbabilities);
        using var noGrad = new NoGrad();
        for (int first = 0; first < tokens.Length; first += RowsAtOnce)
        {
            int rows = Math.Min(RowsAtOnce, tokens.Length - first);
            var contexts = new int[rows * _options.Context];
            for (int row = 0; row < rows; row++)
                FillContext(tokens, first + row, contexts.AsSpan(row * _options.Context, _options.Context), Vocabulary);
            LogProbabilities(Forward(contexts), tokens.Slice(first, rows), logProbabilities.Slice(first, rows));
        }
    }

    /// <summary>Writes the tokens before a place of a text. What is before the start of its sentence is "nothing", the vocabulary's size.</summary>
    public static void FillContext(ReadOnlySpan<int> tokens, int place, Span<int> context, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        int start = vocabulary.StartId ?? -1, at = place - 1;
        bool ended = false;
        for (int i = context.Length - 1; i >= 0; i--, at--)
        {
            ended |= at < 0;
            context[i] = ended ? vocabulary.Count : tokens[at];
            ended |= context[i] == start;
        }
    }

    private sealed class Session(MlpLanguageModel model, int[] context) : ILanguageModelSession
    {
        private readonly int[] _context = context;
        private double[]? _probabilities; // of the context as it is

        public void Append(int token)
        {
            _ = model.Vocabulary[token];
            if (token == model.Vocabulary.StartId)
                Array.Fill(_context, model.Vocabulary.Count); // a new sentence
            _context.AsSpan(1).CopyTo(_context);
            _context[^1] = token;
            _probabilities = null;
        }

        public void Probabilities(Span<double> destination)
        {
            if (_probabilities is null)
            {
                using var noGrad = new NoGrad();
                var probabilities = new double[model.Vocabulary.Count];
                model.ToProbabilities(model.Forward(_context).Data, probabilities);
                _probabilities = probabilities;
            }
            if (destination.Length != _probabilities.Length)
                throw new ArgumentException($"expected room for {_probabilities.Length} probabilities, got {destination.Length}", nameof(destination));
            _probabilities.CopyTo(destination);
        }

        public double Probability(int token)
        {
            _ = model.Vocabulary[token];
            if (_probabilities is null)
                Probabilities(new double[model.Vocabulary.Count]);
            return _probabilities![token];
        }

        public ILanguageModelSession Fork() => new Session(model, [.. _context]) { _probabilities = _probabilities };
    }
}
