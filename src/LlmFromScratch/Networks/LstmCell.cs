using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>A long short-term memory: a cell that gates write to, keep and read, so that a number can stay there for many steps.</summary>
/// <remarks>
/// With gates = x·W + b + h·U: i = σ(gates), the input gate; f = σ(gates), the forget gate; g = tanh(gates), the candidate; o = σ(gates), the output
/// gate. c' = f · c + i · g and h' = o · tanh c'. Where f is 1, the gradient of c passes unchanged.
/// Source: S. Hochreiter and J. Schmidhuber, "Long short-term memory" (1997); the forget gate: F. Gers, J. Schmidhuber and F. Cummins, "Learning
/// to forget" (2000); its bias of 1 at first: R. Jozefowicz, W. Zaremba and I. Sutskever, "An empirical exploration of recurrent network architectures" (2015).
/// </remarks>
public sealed class LstmCell : IRecurrentCell
{
    private readonly RecurrentWeights _weights;

    /// <summary>A cell of given weights; the columns are those of i, f, g and o, in this order.</summary>
    /// <param name="input">W, [in, 4h].</param>
    /// <param name="bias">b, [4h].</param>
    /// <param name="recurrent">U, [h, 4h].</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public LstmCell(Tensor input, Tensor bias, Tensor recurrent) => _weights = new RecurrentWeights(input, bias, recurrent, 4);

    /// <summary>A cell with random weights and a bias of 0, but that of the forget gate, which is 1: at first it keeps what it has.</summary>
    /// <param name="inputs">Numbers of an input.</param>
    /// <param name="width">Numbers of the hidden state, h.</param>
    /// <param name="random">The draws for the weights.</param>
    /// <param name="initialization">How large the weights are at first; uniform within ±1/√h if not given.</param>
    public LstmCell(int inputs, int width, SeededRandom random, Initialization? initialization = null)
    {
        _weights = new RecurrentWeights(inputs, width, 4, random, initialization);
        _weights.Bias.Edit().Slice(width, width).Fill(1);
    }

    /// <inheritdoc/>
    public int InputWidth => _weights.InputWidth;

    /// <inheritdoc/>
    public int Width => _weights.Width;

    /// <inheritdoc/>
    public IReadOnlyList<string> GateNames { get; } = ["input", "forget", "candidate", "output"];

    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters => _weights.Parameters;

    /// <inheritdoc/>
    public RecurrentState Start(int batch) => RecurrentState.Empty(batch, Width, hasCell: true);

    /// <inheritdoc/>
    public RecurrentState Step(Tensor x, RecurrentState state)
    {
        IReadOnlyList<Tensor> gates = Gates(x, state);
        Tensor input = gates[0], forget = gates[1], candidate = gates[2], output = gates[3];
        Tensor cell = forget * CellOf(state) + input * candidate;
        return new RecurrentState(output * cell.Tanh(), cell);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Gates(Tensor x, RecurrentState state)
    {
        Tensor gates = _weights.FromInput(x) + _weights.FromState(state);
        return [_weights.Gate(gates, 0).Sigmoid(), _weights.Gate(gates, 1).Sigmoid(), _weights.Gate(gates, 2).Tanh(), _weights.Gate(gates, 3).Sigmoid()];
    }

    /// <inheritdoc/>
    public (Tensor States, RecurrentState Last) Run(Tensor inputs, RecurrentState state, ReadOnlySpan<bool> starts = default)
    {
        RecurrentStates run = Tensor.Lstm(_weights.FromInput(inputs), _weights.Recurrent, state.Hidden, CellOf(state), starts);
        return (run.States, new RecurrentState(run.Hidden, run.Cell));
    }

    private static Tensor CellOf(RecurrentState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Cell ?? throw new ArgumentException($"expected the state of an LSTM, which has a cell, got {state}: begin with Start(batch)", nameof(state));
    }
}
