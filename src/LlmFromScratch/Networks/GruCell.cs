using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>A gated recurrent unit: a gate decides for each number of the state how much of it is replaced.</summary>
/// <remarks>
/// With gates = x·W + b: r = σ(gates + h·U), the reset gate: how much of the old state the candidate sees; z = σ(gates + h·U), the update gate: how
/// much of the old state stays; n = tanh(gates + r · (h·U + c)), the candidate; h' = (1 - z) · n + z · h.
/// Source: K. Cho and others, "Learning phrase representations using RNN encoder-decoder for statistical machine translation" (2014); there
/// z and 1 - z are exchanged, and r acts on h before the product. This is the variant of PyTorch.
/// </remarks>
public sealed class GruCell : IRecurrentCell
{
    private readonly RecurrentWeights _weights;

    /// <summary>A cell of given weights; the columns are those of r, z and n, in this order.</summary>
    /// <param name="input">W, [in, 3h].</param>
    /// <param name="bias">b, [3h].</param>
    /// <param name="recurrent">U, [h, 3h].</param>
    /// <param name="candidateBias">c, [h].</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public GruCell(Tensor input, Tensor bias, Tensor recurrent, Tensor candidateBias)
    {
        ArgumentNullException.ThrowIfNull(candidateBias);
        _weights = new RecurrentWeights(input, bias, recurrent, 3);
        if (candidateBias.Rank != 1 || candidateBias.Count != Width)
            throw new ArgumentException($"expected a candidate's bias of shape [{Width}], got {candidateBias}", nameof(candidateBias));
        CandidateBias = candidateBias;
    }

    /// <summary>A cell with random weights and biases of 0.</summary>
    /// <param name="inputs">Numbers of an input.</param>
    /// <param name="width">Numbers of the hidden state, h.</param>
    /// <param name="random">The draws for the weights.</param>
    /// <param name="initialization">How large the weights are at first; uniform within ±1/√h if not given.</param>
    public GruCell(int inputs, int width, SeededRandom random, Initialization? initialization = null)
    {
        _weights = new RecurrentWeights(inputs, width, 3, random, initialization);
        CandidateBias = Parameter.Of("candidate.bias", new float[width], width).Tensor;
    }

    /// <summary>c, [h].</summary>
    public Tensor CandidateBias { get; }

    /// <inheritdoc/>
    public int InputWidth => _weights.InputWidth;

    /// <inheritdoc/>
    public int Width => _weights.Width;

    /// <inheritdoc/>
    public IReadOnlyList<string> GateNames { get; } = ["reset", "update", "candidate"];

    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters => [.. _weights.Parameters, new("candidate.bias", CandidateBias)];

    /// <inheritdoc/>
    public RecurrentState Start(int batch) => RecurrentState.Empty(batch, Width, hasCell: false);

    /// <inheritdoc/>
    public RecurrentState Step(Tensor x, RecurrentState state)
    {
        IReadOnlyList<Tensor> gates = Gates(x, state);
        Tensor update = gates[1], candidate = gates[2];
        return new RecurrentState((1 - update) * candidate + update * state.Hidden);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Gates(Tensor x, RecurrentState state)
    {
        Tensor fromInput = _weights.FromInput(x), fromState = _weights.FromState(state);
        Tensor reset = (_weights.Gate(fromInput, 0) + _weights.Gate(fromState, 0)).Sigmoid();
        Tensor update = (_weights.Gate(fromInput, 1) + _weights.Gate(fromState, 1)).Sigmoid();
        Tensor candidate = (_weights.Gate(fromInput, 2) + reset * (_weights.Gate(fromState, 2) + CandidateBias)).Tanh();
        return [reset, update, candidate];
    }

    /// <inheritdoc/>
    public (Tensor States, RecurrentState Last) Run(Tensor inputs, RecurrentState state, ReadOnlySpan<bool> starts = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        RecurrentStates run = Tensor.Gru(_weights.FromInput(inputs), _weights.Recurrent, CandidateBias, state.Hidden, starts);
        return (run.States, new RecurrentState(run.Hidden));
    }
}
