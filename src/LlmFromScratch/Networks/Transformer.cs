using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

// The transformer in plain operations, from the inside to the outside: attention, the feed-forward layer, the block, the stack of blocks.
// Sources: Vaswani and others, "Attention is all you need" (2017); Radford and others, "Language models are unsupervised multitask learners" (2019);
// Touvron and others, "Llama" (2023).

/// <summary>Each token asks a question (query), which every token before it and itself answer as well as its key fits; what they then say is their value.</summary>
public sealed class CausalSelfAttention : IModule
{
    private readonly TransformerOptions _options;

    internal CausalSelfAttention(TransformerOptions options, Func<string, SeededRandom> random)
    {
        _options = options;
        int width = options.Width, keys = options.KeyHeads * options.HeadSize;
        Query = NewLinear(options, width, width, random("query"));
        Key = NewLinear(options, width, keys, random("key"));
        Value = NewLinear(options, width, keys, random("value"));
        Output = NewLinear(options, width, width, random("output"), intoResidual: true);
        if (options.QueryKeyNorm)
            (QueryNorm, KeyNorm) = (new(options.HeadSize, options.NormEpsilon), new(options.HeadSize, options.NormEpsilon));
    }

    /// <summary>What is asked: <c>[width, heads · head size]</c>.</summary>
    public Linear Query { get; }

    /// <summary>What is offered: <c>[width, key heads · head size]</c>.</summary>
    public Linear Key { get; }

    /// <summary>What is said: <c>[width, key heads · head size]</c>.</summary>
    public Linear Value { get; }

    /// <summary>From the heads back into the residual stream: <c>[heads · head size, width]</c>.</summary>
    public Linear Output { get; }

    /// <summary>Brings each head's query to one size, if wanted.</summary>
    public RmsNorm? QueryNorm { get; }

    /// <summary>Brings each head's key to one size, if wanted.</summary>
    public RmsNorm? KeyNorm { get; }

    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters =>
    [
        .. Query.Within("query"), .. Key.Within("key"), .. Value.Within("value"), .. Output.Within("output"),
        .. QueryNorm?.Within("query_norm") ?? [], .. KeyNorm?.Within("key_norm") ?? [],
    ];

    /// <summary><c>[batch, time, width]</c> -> the same shape.</summary>
    internal Tensor Forward(Tensor x, TokenPlaces places) =>
        Output.Forward(Tensor.Attention(Queries(x, places), Keys(x, places), Value.Forward(x), _options.Heads, _options.KeyHeads, places.Firsts));

    /// <summary><c>[batch, time, heads · head size]</c>, normalized and turned as the options say.</summary>
    internal Tensor Queries(Tensor x, TokenPlaces places) => Placed(Query.Forward(x), QueryNorm, _options.Heads, places);

    /// <summary><c>[batch, time, key heads · head size]</c>, normalized and turned as the options say.</summary>
    internal Tensor Keys(Tensor x, TokenPlaces places) => Placed(Key.Forward(x), KeyNorm, _options.KeyHeads, places);

    /// <summary>Who looks at whom in one text: for each head the weights, <c>[time, time]</c>. Only to be looked at; the operation keeps its own.</summary>
    internal float[][] Weights(Tensor x, TokenPlaces places)
    {
        int time = places.Time, d = _options.HeadSize;
        Tensor queries = Queries(x, places), keys = Keys(x, places), hidden = Tensor.Zeros(time, time);
        for (int query = 0; query < time; query++)
            for (int key = 0; key < time; key++)
                hidden[query, key] = key <= query && key >= places.Firsts[query] ? 0 : float.NegativeInfinity;
        return [.. Enumerable.Range(0, _options.Heads).Select(head =>
        {
            Tensor query = queries.Slice(2, head * d, d).Reshape(time, d), key = keys.Slice(2, head / (_options.Heads / _options.KeyHeads) * d, d).Reshape(time, d);
            return (query.MatMul(key.Transpose()) / MathF.Sqrt(d) + hidden).Softmax().Data.ToArray();
        })];
    }

    private Tensor Placed(Tensor x, RmsNorm? norm, int heads, TokenPlaces places)
    {
        if (norm is not null)
            x = norm.Forward(x.Reshape(places.Rows, places.Time, heads, _options.HeadSize)).Reshape(places.Rows, places.Time, heads * _options.HeadSize);
        return _options.Positions == "rotary" ? x.Rotate(heads, places.Positions, _options.RotaryBase) : x;
    }

    /// <summary>A layer with GPT-2's random weights.</summary>
    internal static Linear NewLinear(TransformerOptions options, int inputs, int outputs, SeededRandom random, bool intoResidual = false) =>
        new(inputs, outputs, random, Initialization.Normal(options.Deviation / (intoResidual ? Math.Sqrt(2 * options.Layers) : 1)), options.Bias);
}

/// <summary>Two linear layers with a bend between them, for each token by itself: what was gathered is worked on.</summary>
public sealed class FeedForward : ILayer
{
    private readonly string _kind;

    internal FeedForward(TransformerOptions options, Func<string, SeededRandom> random)
    {
        _kind = options.FeedForward;
        Up = CausalSelfAttention.NewLinear(options, options.Width, options.HiddenUnits, random("up"));
        Gate = _kind == "swiglu" ? CausalSelfAttention.NewLinear(options, options.Width, options.HiddenUnits, random("gate")) : null;
        Down = CausalSelfAttention.NewLinear(options, options.HiddenUnits, options.Width, random("down"), intoResidual: true);
    }

    /// <summary><c>[width, hidden]</c>.</summary>
    public Linear Up { get; }

    /// <summary>How far each hidden unit is opened, with SwiGLU: <c>[width, hidden]</c>.</summary>
    public Linear? Gate { get; }

    /// <summary><c>[hidden, width]</c>.</summary>
    public Linear Down { get; }

    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters => [.. Up.Within("up"), .. Gate?.Within("gate") ?? [], .. Down.Within("down")];

    /// <summary><c>[batch, time, width]</c> -> the same shape.</summary>
    public Tensor Forward(Tensor x, long? step = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor up = Up.Forward(x);
        return Down.Forward(_kind switch
        {
            "swiglu" => Tensor.SwiGlu(Gate!.Forward(x), up),
            "relu2" => up.SquaredRelu(),
            "gelu-tanh" => up.GeluTanh(),
            _ => up.Gelu(),
        });
    }
}

/// <summary>Attention, then the feed-forward layer. Each reads a normalized copy of the residual stream and adds what it found to it.</summary>
public sealed class TransformerBlock : IModule
{
    private readonly Dropout _afterAttention, _afterFeedForward;

    internal TransformerBlock(TransformerOptions options, Func<string, SeededRandom> random)
    {
        AttentionNorm = NewNorm(options);
        Attention = new(options, random);
        FeedForwardNorm = NewNorm(options);
        FeedForward = new(options, random);
        (_afterAttention, _afterFeedForward) = (new(options.Dropout, random("dropout of attention")), new(options.Dropout, random("dropout of feed-forward")));
    }

    /// <summary>Before attention.</summary>
    public ILayer AttentionNorm { get; }

    /// <summary>Brings in what other tokens know.</summary>
    public CausalSelfAttention Attention { get; }

    /// <summary>Before the feed-forward layer.</summary>
    public ILayer FeedForwardNorm { get; }

    /// <summary>Works on it.</summary>
    public FeedForward FeedForward { get; }

    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters =>
    [
        .. AttentionNorm.Within("attention_norm"), .. Attention.Within("attention"),
        .. FeedForwardNorm.Within("feed_forward_norm"), .. FeedForward.Within("feed_forward"),
    ];

    /// <summary><c>[batch, time, width]</c> -> the same shape.</summary>
    internal Tensor Forward(Tensor x, TokenPlaces places, long? step)
    {
        x += _afterAttention.Forward(Attention.Forward(AttentionNorm.Forward(x), places), step);
        return x + _afterFeedForward.Forward(FeedForward.Forward(FeedForwardNorm.Forward(x)), step);
    }

    /// <summary>The norm that the options say.</summary>
    internal static ILayer NewNorm(TransformerOptions options) =>
        options.Norm == "rms" ? new RmsNorm(options.Width, options.NormEpsilon) : new LayerNorm(options.Width, options.Bias, options.NormEpsilon);
}

/// <summary>A vector for each token, a stack of blocks that let the vectors learn from each other, and at the end a logit for each token that may come next.</summary>
public sealed partial class TransformerModel
{
    /// <summary>A vector for each token, <c>[vocabulary, width]</c>; with tied embeddings also the output's weights.</summary>
    public Embedding Tokens { get; }

    /// <summary>A vector for each place of the context, <c>[context, width]</c>; null with rotary positions.</summary>
    public Embedding? Positions { get; }

    /// <summary>The blocks, the lowest first.</summary>
    public IReadOnlyList<TransformerBlock> Blocks { get; }

    /// <summary>After the last block.</summary>
    public ILayer Norm { get; }

    /// <summary>From the residual stream to logits, <c>[width, vocabulary]</c>; null where the tokens' vectors serve for that.</summary>
    public Linear? Output { get; }

    /// <summary>A logit for each token that may come after each token of some texts.</summary>
    /// <param name="ids">Ids, <c>[rows, time]</c>, at most <see cref="ContextLength"/> in a row.</param>
    /// <param name="rows">Texts that are read side by side.</param>
    /// <param name="step">The step of training; null outside of it.</param>
    /// <returns><c>[rows, time, vocabulary]</c></returns>
    /// <exception cref="ArgumentException">A row is longer than the context, the ids do not fill the rows, or one is not in the vocabulary.</exception>
    public Tensor Forward(ReadOnlySpan<int> ids, int rows = 1, long? step = null)
    {
        TokenPlaces places = Places(ids, rows);
        Tensor x = Embed(ids, places, step);
        foreach (TransformerBlock block in Blocks)
            x = block.Forward(x, places, step);
        return Logits(x);
    }

    /// <summary>The residual stream before the first block.</summary>
    private Tensor Embed(ReadOnlySpan<int> ids, TokenPlaces places, long? step)
    {
        Tensor x = Tokens.Forward(ids, places.Rows, places.Time);
        if (Positions is not null)
            x += Positions.Forward(places.Positions, places.Rows, places.Time);
        return _dropout.Forward(x, step);
    }

    /// <summary>From the residual stream to logits.</summary>
    private Tensor Logits(Tensor x)
    {
        x = Norm.Forward(x);
        return Output is null ? x.AffineTransposed(Tokens.Weight, _never) : x.Affine(Output.Weight, _never);
    }
}
