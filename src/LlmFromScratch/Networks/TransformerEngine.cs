using LlmFromScratch.Autograd;
using LlmFromScratch.Kernels;

namespace LlmFromScratch.Networks;

/// <summary>
/// The transformer once more, for using it: without tensors and gradients, with a cache of keys and values, for new tokens only. What to read is
/// <see cref="TransformerModel.Forward"/>; this gives the same bits.
/// </summary>
/// <remarks>Any number of threads may use one, each with caches of its own.</remarks>
internal sealed class TransformerEngine
{
    // Networks smaller than this, in multiplications for a token, do not wake other threads.
    private const long LargeNetwork = 1_000_000;

    private const int RowsAtOnce = 128;

    [ThreadStatic]
    private static Workspace? t_work;

    private readonly TransformerOptions _sizes;
    private readonly IInferenceTable _tokens;
    private readonly Tensor? _positions;
    private readonly Layer[] _layers;
    private readonly InferenceNorm _norm;
    private readonly IInferenceLayer _output;
    private readonly bool _isLarge;

    private sealed record Layer(
        InferenceNorm AttentionNorm, IInferenceLayer Query, IInferenceLayer Key, IInferenceLayer Value, InferenceNorm? QueryNorm, InferenceNorm? KeyNorm, IInferenceLayer Output,
        InferenceNorm FeedForwardNorm, IInferenceLayer Up, IInferenceLayer? Gate, IInferenceLayer Down);

    /// <summary>Sets up the network.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">The vectors of the tokens.</param>
    /// <param name="output">From the residual stream to logits.</param>
    /// <param name="layer">What does the work of a linear layer of the model.</param>
    /// <param name="small">The numbers of a norm or of the positions: themselves, so that they are used where they stand, or a copy.</param>
    public TransformerEngine(TransformerModel model, IInferenceTable tokens, IInferenceLayer output, Func<Linear, IInferenceLayer> layer, Func<Tensor, Tensor> small)
    {
        (_sizes, _tokens, _output) = (model.Sizes, tokens, output);
        _positions = model.Positions is { } positions ? small(positions.Weight) : null;
        _norm = InferenceNorm.Of(model.Norm, small);
        _layers = [.. model.Blocks.Select(block => new Layer(
            InferenceNorm.Of(block.AttentionNorm, small), layer(block.Attention.Query), layer(block.Attention.Key), layer(block.Attention.Value),
            block.Attention.QueryNorm is { } query ? InferenceNorm.Of(query, small) : null, block.Attention.KeyNorm is { } key ? InferenceNorm.Of(key, small) : null, layer(block.Attention.Output),
            InferenceNorm.Of(block.FeedForwardNorm, small), layer(block.FeedForward.Up), block.FeedForward.Gate is { } gate ? layer(gate) : null, layer(block.FeedForward.Down)))];
        _isLarge = model.CountParameters() > LargeNetwork;
    }

    /// <summary>An empty cache.</summary>
    public TransformerCache NewCache() => new(_sizes);

    /// <summary>Reads the next tokens of one text.</summary>
    /// <param name="tokens">At least one; with those in the cache at most as many as the context is long.</param>
    /// <param name="cache">What was read before; the tokens are added.</param>
    /// <param name="logits">A logit for each token that may come after the last one, overwritten.</param>
    public void Read(ReadOnlySpan<int> tokens, TransformerCache cache, Span<float> logits)
    {
        using WakefulThreads awake = _isLarge ? KernelThreads.StayAwake() : default;
        while (tokens.Length > RowsAtOnce)
        {
            Run(tokens[..RowsAtOnce], [cache], []);
            tokens = tokens[RowsAtOnce..];
        }
        Run(tokens, [cache], logits);
    }

    /// <summary>Reads the next token of each of some texts.</summary>
    /// <param name="tokens">One for each text.</param>
    /// <param name="caches">What was read of each text before; the token is added.</param>
    /// <param name="logits"><c>[texts, vocabulary]</c>, overwritten.</param>
    public void ReadTogether(ReadOnlySpan<int> tokens, ReadOnlySpan<TransformerCache> caches, Span<float> logits)
    {
        using WakefulThreads awake = _isLarge ? KernelThreads.StayAwake() : default;
        Run(tokens, caches, logits);
    }

    // Each text has as many new tokens as the others; they are the rows of all products. Logits only where they are wanted, after each text's last token.
    private void Run(ReadOnlySpan<int> tokens, ReadOnlySpan<TransformerCache> caches, Span<float> logits)
    {
        Workspace work = t_work ??= new();
        int rows = tokens.Length, each = rows / caches.Length, width = _sizes.Width, keys = _sizes.KeyHeads * _sizes.HeadSize, hidden = _sizes.HiddenUnits;
        Span<float> x = work.Residual(rows * width), normal = work.Normal(rows * width), heads = work.Heads(rows * width);
        Span<float> query = work.Query(rows * width), key = work.Key(rows * keys), value = work.Value(rows * keys);
        Span<float> up = work.Up(rows * hidden), gate = work.Gate(_layers[0].Gate is null ? 0 : rows * hidden);
        Span<int> positions = work.Positions(rows);

        for (int row = 0; row < rows; row++)
        {
            positions[row] = caches[row / each].Length + row % each;
            Span<float> vector = x.Slice(row * width, width);
            _tokens.Copy(tokens[row], vector);
            if (_positions is not null)
                Vectors.Add(_positions.Data.Slice(positions[row] * width, width), vector);
        }
        for (int number = 0; number < _layers.Length; number++)
        {
            Layer layer = _layers[number];
            Normalize(layer.AttentionNorm, x, normal, work);
            layer.Query.Apply(normal, query, rows);
            layer.Key.Apply(normal, key, rows);
            layer.Value.Apply(normal, value, rows);
            Place(query, layer.QueryNorm, positions, work);
            Place(key, layer.KeyNorm, positions, work);
            for (int text = 0; text < caches.Length; text++)
            {
                KeyValueCache cache = caches[text].Layers[number];
                int before = caches[text].Length;
                cache.Write(key.Slice(text * each * keys, each * keys), value.Slice(text * each * keys, each * keys), before, each);
                cache.Attend(query.Slice(text * each * width, each * width), heads.Slice(text * each * width, each * width), before + each, each);
            }
            layer.Output.Apply(heads, normal, rows);
            Vectors.Add(normal, x);

            Normalize(layer.FeedForwardNorm, x, normal, work);
            layer.Up.Apply(normal, up, rows);
            layer.Gate?.Apply(normal, gate, rows);
            Bend(up, gate);
            layer.Down.Apply(up, normal, rows);
            Vectors.Add(normal, x);
        }
        foreach (TransformerCache cache in caches)
            cache.Length += each;
        if (logits.IsEmpty)
            return;
        for (int text = 0; text < caches.Length && each > 1; text++)
            x.Slice(((text + 1) * each - 1) * width, width).CopyTo(x[(text * width)..]);
        Span<float> last = x[..(caches.Length * width)], final = normal[..(caches.Length * width)];
        Normalize(_norm, last, final, work);
        _output.Apply(final, logits, caches.Length);
    }

    // The normalized numbers that a gradient would need are overwritten by the result.
    private void Normalize(InferenceNorm norm, ReadOnlySpan<float> x, Span<float> y, Workspace work) =>
        Normalization.Apply(x, norm.Weight.Data, norm.Bias is null ? [] : norm.Bias.Data, y, y, work.Scales(x.Length / norm.Weight.Count), _sizes.NormEpsilon, norm.IsLayer);

    private void Place(Span<float> x, InferenceNorm? norm, ReadOnlySpan<int> positions, Workspace work)
    {
        if (norm is not null)
            Normalize(norm, x, x, work);
        if (_sizes.Positions == "rotary")
            Rotary.Apply(x, positions, x, _sizes.HeadSize, _sizes.RotaryBase);
    }

    private void Bend(Span<float> up, ReadOnlySpan<float> gate)
    {
        switch (_sizes.FeedForward)
        {
            case "swiglu": SwiGlu.Apply(gate, up, up); break;
            case "relu2": Activations.Apply(Activation.SquaredRelu, up, up); break;
            case "gelu-tanh": Activations.Apply(Activation.GeluTanh, up, up); break;
            default: Activations.Apply(Activation.Gelu, up, up); break;
        }
    }

    /// <summary>Room for what is computed between the layers; kept by each thread, so that a step allocates nothing.</summary>
    private sealed class Workspace
    {
        private float[] _residual = [], _normal = [], _heads = [], _query = [], _key = [], _value = [], _up = [], _gate = [], _scales = [];
        private int[] _positions = [];

        public Span<float> Residual(int count) => Room(ref _residual, count);

        public Span<float> Normal(int count) => Room(ref _normal, count);

        public Span<float> Heads(int count) => Room(ref _heads, count);

        public Span<float> Query(int count) => Room(ref _query, count);

        public Span<float> Key(int count) => Room(ref _key, count);

        public Span<float> Value(int count) => Room(ref _value, count);

        public Span<float> Up(int count) => Room(ref _up, count);

        public Span<float> Gate(int count) => Room(ref _gate, count);

        public Span<float> Scales(int count) => Room(ref _scales, count);

        public Span<int> Positions(int count) => Room(ref _positions, count);

        private static Span<T> Room<T>(ref T[] room, int count)
        {
            if (room.Length < count)
                room = new T[count];
            return room.AsSpan(0, count);
        }
    }
}
