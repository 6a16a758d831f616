using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>The simplest recurrent cell: h' = tanh(x·W + b + h·U).</summary>
/// <remarks>
/// Going back through many steps, the gradient is multiplied by Uᵀ and by a slope of at most 1 each time: it fades away, or explodes
/// (Bengio, Simard and Frasconi, "Learning long-term dependencies with gradient descent is difficult", 1994).
/// Source: J. Elman, "Finding structure in time" (1990).
/// </remarks>
public sealed class RnnCell : IRecurrentCell
{
    private readonly RecurrentWeights _weights;

    /// <summary>A cell of given weights.</summary>
    /// <param name="input">W, [in, h].</param>
    /// <param name="bias">b, [h].</param>
    /// <param name="recurrent">U, [h, h].</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public RnnCell(Tensor input, Tensor bias, Tensor recurrent) => _weights = new RecurrentWeights(input, bias, recurrent, 1);

    /// <summary>A cell with random weights and a bias of 0.</summary>
    /// <param name="inputs">Numbers of an input.</param>
    /// <param name="width">Numbers of the hidden state, h.</param>
    /// <param name="random">The draws for the weights.</param>
    /// <param name="initialization">How large the weights are at first; uniform within ±1/√h if not given.</param>
    public RnnCell(int inputs, int width, SeededRandom random, Initialization? initialization = null) =>
        _weights = new RecurrentWeights(inputs, width, 1, random, initialization);

    /// <inheritdoc/>
    public int InputWidth => _weights.InputWidth;

    /// <inheritdoc/>
    public int Width => _weights.Width;

    /// <inheritdoc/>
    public IReadOnlyList<string> GateNames => [];

    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters => _weights.Parameters;

    /// <inheritdoc/>
    public RecurrentState Start(int batch) => RecurrentState.Empty(batch, Width, hasCell: false);

    /// <inheritdoc/>
    public RecurrentState Step(Tensor x, RecurrentState state) => new((_weights.FromInput(x) + _weights.FromState(state)).Tanh());

    /// <summary>None: this cell has no gates.</summary>
    public IReadOnlyList<Tensor> Gates(Tensor x, RecurrentState state) => [];

    /// <inheritdoc/>
    public (Tensor States, RecurrentState Last) Run(Tensor inputs, RecurrentState state, ReadOnlySpan<bool> starts = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        RecurrentStates run = Tensor.Rnn(_weights.FromInput(inputs), _weights.Recurrent, state.Hidden, starts);
        return (run.States, new RecurrentState(run.Hidden));
    }
}
