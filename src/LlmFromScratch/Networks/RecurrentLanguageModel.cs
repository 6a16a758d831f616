using System.Globalization;
using LlmFromScratch.Autograd;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Networks;

/// <summary>
/// Reads token by token and keeps what it remembers in a few numbers, its state; from the state comes the prediction.
/// Source: Mikolov and others, "Recurrent neural network based language model" (2010).
/// </summary>
/// <remarks>
/// A sentence begins with an empty memory: the start of a sentence sets the state to 0. Text that is one stream has no such start, and the state
/// goes on and on. In training it is carried from batch to batch, its numbers, not its gradient (truncated backpropagation through time).
/// </remarks>
public sealed class RecurrentLanguageModel : NeuralLanguageModel
{
    private readonly RecurrentOptions _options;
    private readonly IRecurrentCell[] _cells;
    private readonly Dropout[] _dropouts; // before each cell, and before the output
    private RecurrentState[]? _carried, _spare;
    private int[] _inputs = [], _targets = []; // of a batch, time after time

    /// <summary>A network with random weights.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="options">Kind and sizes; an LSTM of 128 if not given.</param>
    /// <param name="seed">The same seed gives the same weights.</param>
    /// <exception cref="ArgumentException">There is no such cell, or a size is out of its range.</exception>
    public RecurrentLanguageModel(Vocabulary vocabulary, RecurrentOptions? options = null, long seed = 1) : base(vocabulary, options ?? new(), seed)
    {
        _options = (RecurrentOptions)Options;
        _options.Check();
        Table = new Embedding(vocabulary.Count, _options.Embedding, new(seed, "embedding"), Initialization.Normal(_options.EmbeddingDeviation));
        _cells = [.. Enumerable.Range(0, _options.Layers).Select(layer => NewCell(layer == 0 ? _options.Embedding : _options.Hidden, new(seed, $"cell {layer}")))];
        _dropouts = [.. Enumerable.Range(0, _options.Layers + 1).Select(layer => new Dropout(_options.Dropout, new(seed, $"dropout {layer}")))];
        Logits = NewOutput(vocabulary, _options.Hidden, new(seed, "output"));
        Parameters =
        [
            .. Table.Within("embedding"),
            .. _cells.SelectMany((cell, layer) => cell.Within($"cell.{layer}")),
            .. Logits.Within("output").AsTables(),
        ];
    }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture,
        $"{_options.Cell.ToUpperInvariant()} {_options.Hidden}{(_options.Layers > 1 ? $", {_options.Layers} layers" : "")}");

    /// <summary>There is no limit.</summary>
    public override int ContextLength => int.MaxValue;

    /// <inheritdoc/>
    public override BatchKind Batches => BatchKind.ConsecutiveWindows;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters { get; }

    /// <summary>A vector for each token, <c>[vocabulary, embedding]</c>.</summary>
    public Embedding Table { get; }

    /// <summary>What remembers, the lowest layer first.</summary>
    public IReadOnlyList<IRecurrentCell> Cells => _cells;

    /// <summary>From the last layer's state to a logit for each token, <c>[hidden, vocabulary]</c>.</summary>
    public Linear Logits { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Carried => _carried is null ? [] :
        [.. _carried.SelectMany((state, layer) => state.Cell is null
            ? [new($"hidden.{layer}", state.Hidden)]
            : new Parameter[] { new($"hidden.{layer}", state.Hidden), new($"cell.{layer}", state.Cell) })];

    /// <inheritdoc/>
    public override void Carry(IReadOnlyList<Parameter> carried)
    {
        ArgumentNullException.ThrowIfNull(carried);
        _carried = null;
        if (carried.Count == 0)
            return;
        int rows = carried[0].Tensor.Shape is [int first, ..] ? first : 0;
        RecurrentState[] states = [.. _cells.Select((_, layer) => new RecurrentState(Of($"hidden.{layer}"), _options.Cell == "lstm" ? Of($"cell.{layer}") : null))];
        if (carried.Count != (_options.Cell == "lstm" ? 2 : 1) * _cells.Length)
            throw new ArgumentException($"expected the states of {_cells.Length} layers of {Name}, got {carried.Count} arrays", nameof(carried));
        _carried = states;

        Tensor Of(string name)
        {
            Parameter found = carried.FirstOrDefault(one => one.Name == name);
            return found.Tensor is { } tensor && tensor.Shape.SequenceEqual([rows, _options.Hidden]) ? tensor
                : throw new ArgumentException($"expected a state {name} [{rows}, {_options.Hidden}] of {Name}, got {(found.Tensor is null ? "none" : found)}", nameof(carried));
        }
    }

    /// <summary>The states of the last layer after each token, and the last state of every layer.</summary>
    /// <param name="ids">Ids, time after time: <c>[time, rows]</c>.</param>
    /// <param name="rows">Texts that are read side by side.</param>
    /// <param name="states">The state of each layer before the first token; null: empty.</param>
    /// <param name="step">The step of training; null outside of it.</param>
    /// <returns>States <c>[time, rows, hidden]</c>; the last ones are numbers only, no gradient flows through them.</returns>
    public (Tensor States, RecurrentState[] Last) Read(ReadOnlySpan<int> ids, int rows, IReadOnlyList<RecurrentState>? states = null, long? step = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        bool[] starts = Vocabulary.StartId is { } start ? Starts(ids, start) : [];
        Tensor x = Table.Forward(ids, ids.Length / rows, rows);
        var last = new RecurrentState[_cells.Length];
        for (int layer = 0; layer < _cells.Length; layer++)
        {
            x = _dropouts[layer].Forward(x, step);
            (x, last[layer]) = _cells[layer].Run(x, states?[layer] ?? _cells[layer].Start(rows), starts);
        }
        return (_dropouts[^1].Forward(x, step), last);
    }

    /// <inheritdoc/>
    public override Tensor Loss(TokenBatch batch, long? step = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Targets.Length != batch.Inputs.Length)
            throw new ArgumentException($"expected a target for each of {batch.Inputs.Length} tokens, got {batch.Targets.Length}", nameof(batch));
        bool goesOn = batch.Continues && _carried is not null && _carried[0].Hidden.Shape[0] == batch.Rows;
        (Tensor states, RecurrentState[] last) = Read(TimeFirst(batch.Inputs, batch.Rows, ref _inputs), batch.Rows, goesOn ? _carried : null, step);
        if (step is not null)
            Keep(last);
        Tensor logits = Logits.Forward(states.Reshape(batch.Inputs.Length, _options.Hidden));
        return logits.CrossEntropy(TimeFirst(batch.Targets, batch.Rows, ref _targets), TokenBatch.Ignored);
    }

    /// <inheritdoc/>
    public override ILanguageModelSession Start() => new Session(this, [.. _cells.Select(cell => cell.Start(1))]);

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<int> tokens, Span<double> logProbabilities)
    {
        Check(tokens, logProbabilities);
        RecurrentScoring.Score(this, tokens, logProbabilities, LogProbabilities);
    }

    /// <summary>Copies the last states, since the tensors of a step end with it: into those of the step before the last, which nobody needs any more.</summary>
    private void Keep(RecurrentState[] last)
    {
        int rows = last[0].Hidden.Shape[0];
        (_carried, _spare) = (_spare, _carried);
        if (_carried is null || _carried[0].Hidden.Shape[0] != rows)
            _carried = [.. _cells.Select(cell => cell.Start(rows))];
        for (int layer = 0; layer < last.Length; layer++)
            _carried[layer].CopyFrom(last[layer]);
    }

    private IRecurrentCell NewCell(int inputs, SeededRandom random) => _options.Cell switch
    {
        "rnn" => new RnnCell(inputs, _options.Hidden, random),
        "gru" => new GruCell(inputs, _options.Hidden, random),
        _ => new LstmCell(inputs, _options.Hidden, random),
    };

    private static bool[] Starts(ReadOnlySpan<int> ids, int start)
    {
        var starts = new bool[ids.Length];
        for (int i = 0; i < starts.Length; i++)
            starts[i] = ids[i] == start;
        return starts;
    }

    // [rows, time] -> [time, rows]
    private static int[] TimeFirst(int[] ids, int rows, ref int[] turned)
    {
        int time = ids.Length / rows;
        if (turned.Length != ids.Length)
            turned = new int[ids.Length];
        for (int row = 0; row < rows; row++)
            for (int t = 0; t < time; t++)
                turned[t * rows + row] = ids[row * time + t];
        return turned;
    }

    private sealed class Session(RecurrentLanguageModel model, RecurrentState[] states) : ILanguageModelSession
    {
        private double[]? _probabilities; // after the tokens so far

        public void Append(int token)
        {
            _ = model.Vocabulary[token];
            using var noGrad = new NoGrad();
            (_, states) = model.Read([token], 1, states);
            _probabilities = null;
        }

        public void Probabilities(Span<double> destination)
        {
            double[] all = All();
            if (destination.Length != all.Length)
                throw new ArgumentException($"expected room for {all.Length} probabilities, got {destination.Length}", nameof(destination));
            all.CopyTo(destination);
        }

        public double Probability(int token)
        {
            _ = model.Vocabulary[token];
            return All()[token];
        }

        public ILanguageModelSession Fork() => new Session(model, states) { _probabilities = _probabilities }; // states are never changed in place

        private double[] All()
        {
            if (_probabilities is null)
            {
                using var noGrad = new NoGrad();
                var probabilities = new double[model.Vocabulary.Count];
                model.ToProbabilities(model.Logits.Forward(states[^1].Hidden).Data, probabilities);
                _probabilities = probabilities;
            }
            return _probabilities;
        }
    }
}
