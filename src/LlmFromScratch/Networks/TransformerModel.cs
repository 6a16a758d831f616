using System.Globalization;
using LlmFromScratch.Autograd;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Networks;

// What a language model must be able to do; the network itself stands in Transformer.cs.
/// <summary>A transformer that predicts the next token from the tokens before it, as GPT and Llama do.</summary>
/// <remarks>
/// Where the vocabulary has a start of a text, a token sees back to the last start and no further, and places are counted from there. A text longer
/// than the context is read in windows that overlap by half: when the context is full, the later half of it stays.
/// Before the first token, where there is no start, there is nothing to look at: all tokens are equally likely.
/// </remarks>
public sealed partial class TransformerModel : NeuralLanguageModel, IBatchLanguageModel
{
    private readonly TransformerOptions _options;
    private readonly Dropout _dropout;
    private readonly Tensor? _never; // a constant bias of the output; null where every token may come
    private readonly Lazy<TransformerEngine> _engine; // for sessions

    /// <summary>A network with random weights.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="options">Parts and sizes; GPT-2's parts in a small size if not given.</param>
    /// <param name="seed">The same seed gives the same weights.</param>
    /// <exception cref="ArgumentException">A size is out of its range, or there is no such part.</exception>
    public TransformerModel(Vocabulary vocabulary, TransformerOptions? options = null, long seed = 1) : base(vocabulary, options ?? new(), seed)
    {
        _options = (TransformerOptions)Options;
        _options.Check();
        Tokens = new Embedding(vocabulary.Count, _options.Width, new(seed, "tokens"), Initialization.Normal(_options.Deviation));
        if (_options.Positions == "learned")
            Positions = new Embedding(_options.Context, _options.Width, new(seed, "positions"), Initialization.Normal(_options.Deviation));
        _dropout = new Dropout(_options.Dropout, new(seed, "dropout of embeddings"));
        Blocks = [.. Enumerable.Range(0, _options.Layers).Select(layer => new TransformerBlock(_options, part => new(seed, $"block {layer}, {part}")))];
        Norm = TransformerBlock.NewNorm(_options);
        if (!_options.TiedEmbeddings)
            Output = new Linear(_options.Width, vocabulary.Count, new(seed, "output"), Initialization.Normal(_options.Deviation), bias: false);
        if (vocabulary.StartId is { } start && !_options.PredictsStart)
        {
            _never = Tensor.Zeros(vocabulary.Count);
            _never.Edit()[start] = Never;
        }
        _engine = new(() => new TransformerEngine(this, new DirectTable(Tokens), new FloatLayer(Output?.Weight ?? Tokens.Weight, Output is null, _never), FloatLayer.Of, small => small));
        Parameters =
        [
            .. Tokens.Within("tokens"), .. Positions?.Within("positions") ?? [],
            .. Blocks.SelectMany((block, layer) => block.Within($"block.{layer}")),
            .. Norm.Within("norm"), .. Output?.Within("output").Select(parameter => parameter with { IsTable = true }) ?? [],
        ];
    }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"transformer, {_options.Layers} {(_options.Layers == 1 ? "layer" : "layers")} of {_options.Width}");

    /// <inheritdoc/>
    public override int ContextLength => _options.Context;

    /// <inheritdoc/>
    public override BatchKind Batches => BatchKind.Windows;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters { get; }

    /// <summary>The sizes and parts.</summary>
    public TransformerOptions Sizes => _options;

    /// <inheritdoc/>
    public override Tensor Loss(TokenBatch batch, long? step = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Targets.Length != batch.Inputs.Length)
            throw new ArgumentException($"expected a target for each of {batch.Inputs.Length} tokens, got {batch.Targets.Length}", nameof(batch));
        return Forward(batch.Inputs, batch.Rows, step).CrossEntropy(batch.Targets, TokenBatch.Ignored);
    }

    /// <inheritdoc/>
    public override ILanguageModelSession Start() => new TransformerSession(_engine.Value, Vocabulary, ContextLength);

    /// <inheritdoc/>
    public void Advance(IReadOnlyList<ILanguageModelSession> sessions) => TransformerSession.Advance(sessions, _engine.Value);

    /// <summary>
    /// A copy with weights of 8 bits, for generating text faster; what is changed here later does not change it. Its predictions differ a little: on stories260K by
    /// less than 0.001 nats a token (KL divergence).
    /// </summary>
    /// <exception cref="ArgumentException">A weight is not finite.</exception>
    public QuantizedTransformer Quantize() => new(this);

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<int> tokens, Span<double> logProbabilities)
    {
        Check(tokens, logProbabilities);
        TransformerScoring.Score(this, tokens, logProbabilities, LogProbabilities);
    }

    /// <summary>Reads a text and keeps what happens inside.</summary>
    /// <param name="ids">Ids, at least one and at most <see cref="ContextLength"/>.</param>
    /// <exception cref="ArgumentException">There are none or too many, or one is not in the vocabulary.</exception>
    public TransformerTrace Trace(ReadOnlySpan<int> ids)
    {
        using var noGrad = new NoGrad();
        TokenPlaces places = Places(ids, rows: 1);
        Tensor x = Embed(ids, places, step: null);
        List<float[]> residual = [x.Data.ToArray()], logits = [Logits(x).Data.ToArray()];
        var attention = new List<float[][]>();
        foreach (TransformerBlock block in Blocks)
        {
            attention.Add(block.Attention.Weights(block.AttentionNorm.Forward(x), places));
            x = block.Forward(x, places, step: null);
            residual.Add(x.Data.ToArray());
            logits.Add(Logits(x).Data.ToArray());
        }
        return new([.. ids], [.. attention], [.. residual], [.. logits]);
    }

    /// <summary>The constant bias of the output, which holds the start of a text for impossible; empty where every token may come.</summary>
    internal ReadOnlySpan<float> OutputBias => _never is null ? [] : _never.Data;

    private TokenPlaces Places(ReadOnlySpan<int> ids, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (ids.Length == 0 || ids.Length % rows != 0)
            throw new ArgumentException($"expected as many tokens in each of {rows} {(rows == 1 ? "row" : "rows")}, at least one, got {ids.Length} in all", nameof(ids));
        if (ids.Length / rows > ContextLength)
            throw new ArgumentException($"expected at most {ContextLength} tokens in a row, the context of this model, got {ids.Length / rows}: cut the text, or use a session, which slides", nameof(ids));
        foreach (int id in ids)
            _ = Vocabulary[id];
        var places = new TokenPlaces(rows, ids.Length / rows);
        places.Fill(ids, Vocabulary.StartId);
        return places;
    }
}
