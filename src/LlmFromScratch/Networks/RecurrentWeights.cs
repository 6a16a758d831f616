using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>What all recurrent cells learn: a weight for the input, one for the state, and a bias; for each gate a block of columns.</summary>
internal sealed class RecurrentWeights : IModule
{
    private readonly int _gates;

    public RecurrentWeights(Tensor input, Tensor bias, Tensor recurrent, int gates)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(bias);
        ArgumentNullException.ThrowIfNull(recurrent);
        if (recurrent.Rank != 2 || recurrent.Shape[1] != gates * recurrent.Shape[0])
            throw new ArgumentException($"expected a recurrent weight of shape [h, {gates}h], columns for each of the {gates} gates, got {recurrent}", nameof(recurrent));
        int columns = recurrent.Shape[1];
        if (input.Rank != 2 || input.Shape[1] != columns)
            throw new ArgumentException($"expected an input weight of shape [in, {columns}], with the columns of the recurrent weight, got {input}", nameof(input));
        if (bias.Rank != 1 || bias.Count != columns)
            throw new ArgumentException($"expected a bias of shape [{columns}], a number for each column of the weights, got {bias}", nameof(bias));
        (Input, Bias, Recurrent, _gates) = (input, bias, recurrent, gates);
    }

    /// <summary>Random weights, each gate's made for itself, and a bias of 0.</summary>
    /// <param name="inputs">Numbers of an input.</param>
    /// <param name="width">Numbers of the state.</param>
    /// <param name="gates">How many gates.</param>
    /// <param name="random">The draws.</param>
    /// <param name="initialization">How large the weights are; uniform within ±1/√h if not given, as in PyTorch.</param>
    public RecurrentWeights(int inputs, int width, int gates, SeededRandom random, Initialization? initialization)
        : this(Random("input.weight", inputs, width, gates, random, initialization),
            Parameter.Of("bias", new float[gates * width], gates * width).Tensor,
            Random("recurrent.weight", width, width, gates, random, initialization), gates)
    {
    }

    /// <summary>[in, G·h]</summary>
    public Tensor Input { get; }

    /// <summary>[G·h]</summary>
    public Tensor Bias { get; }

    /// <summary>[h, G·h]</summary>
    public Tensor Recurrent { get; }

    public int InputWidth => Input.Shape[0];

    public int Width => Recurrent.Shape[0];

    public IEnumerable<Parameter> Parameters => [new("input.weight", Input), new("bias", Bias), new("recurrent.weight", Recurrent)];

    /// <summary>The part of the gates that comes from the input: x·W + b. [.., in] -> [.., G·h]</summary>
    public Tensor FromInput(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Affine(Input, Bias);
    }

    /// <summary>The part of the gates that comes from the state: h·W. [batch, h] -> [batch, G·h]</summary>
    public Tensor FromState(RecurrentState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Hidden.MatMul(Recurrent);
    }

    /// <summary>The columns of one gate. [batch, G·h] -> [batch, h]</summary>
    public Tensor Gate(Tensor gates, int number) => _gates == 1 ? gates : gates.Slice(-1, number * Width, Width);

    private static Tensor Random(string name, int rows, int width, int gates, SeededRandom random, Initialization? initialization)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        initialization ??= Initialization.Uniform(1 / Math.Sqrt(width));
        var weights = new float[rows * gates * width];
        for (int gate = 0; gate < gates; gate++)
        {
            float[] block = initialization.Make(random, rows, width);
            for (int row = 0; row < rows; row++)
                block.AsSpan(row * width, width).CopyTo(weights.AsSpan((row * gates + gate) * width));
        }
        return Parameter.Of(name, weights, rows, gates * width).Tensor;
    }
}
