using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

// A recurrent layer's walk through time as one operation. The same layers step by step, made of smaller operations, are the cells in Networks.
public sealed partial class Tensor
{
    /// <summary>A recurrent layer after Elman: h' = tanh(gates + h·weight), for each time.</summary>
    /// <remarks>
    /// The gradient walks back from the last time: that of a state is what the layer above sends plus what the next step sends. It is
    /// truncated before the first time, where only numbers are carried over ("truncated backpropagation through time").
    /// Source: Elman, "Finding structure in time" (1990).
    /// </remarks>
    /// <param name="gates">x·W + b for all times at once, [time, batch, h].</param>
    /// <param name="weight">The recurrent weight, [h, h].</param>
    /// <param name="hidden">The hidden state before the first time, [batch, h].</param>
    /// <param name="starts">For each time and sequence, [time, batch]: does a new text begin there, with an empty memory? None if none does.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static RecurrentStates Rnn(Tensor gates, Tensor weight, Tensor hidden, ReadOnlySpan<bool> starts = default) =>
        Recurrent<RnnStep>("rnn", gates, weight, null, hidden, null, starts);

    /// <summary>A gated recurrent unit: (r, z) = σ(gates + h·weight), n = tanh(gates + r · (h·weight + candidateBias)), h' = (1 - z) · n + z · h.</summary>
    /// <remarks>
    /// In the weight's columns and the gates stand first those of the reset gate r, then of the update gate z, then of the candidate n. This is the
    /// variant of PyTorch and cuDNN, where r acts on the product. Source: Cho et al., "Learning phrase representations using RNN encoder-decoder" (2014).
    /// </remarks>
    /// <param name="gates">x·W + b for all times at once, [time, batch, 3h].</param>
    /// <param name="weight">The recurrent weight, [h, 3h].</param>
    /// <param name="candidateBias">A bias inside of the reset gate, [h].</param>
    /// <param name="hidden">The hidden state before the first time, [batch, h].</param>
    /// <param name="starts">For each time and sequence, [time, batch]: does a new text begin there, with an empty memory? None if none does.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static RecurrentStates Gru(Tensor gates, Tensor weight, Tensor candidateBias, Tensor hidden, ReadOnlySpan<bool> starts = default)
    {
        ArgumentNullException.ThrowIfNull(candidateBias);
        return Recurrent<GruStep>("gru", gates, weight, candidateBias, hidden, null, starts);
    }

    /// <summary>A long short-term memory: (i, f, g, o) = (σ, σ, tanh, σ)(gates + h·weight), c' = f·c + i·g, h' = o · tanh c'.</summary>
    /// <remarks>
    /// In the weight's columns and the gates stand first those of the input gate i, then of the forget gate f, the candidate g and the output gate o.
    /// Source: Hochreiter and Schmidhuber, "Long short-term memory" (1997); the forget gate: Gers, Schmidhuber and Cummins (2000).
    /// </remarks>
    /// <param name="gates">x·W + b for all times at once, [time, batch, 4h].</param>
    /// <param name="weight">The recurrent weight, [h, 4h].</param>
    /// <param name="hidden">The hidden state before the first time, [batch, h].</param>
    /// <param name="cell">The cell before the first time, [batch, h].</param>
    /// <param name="starts">For each time and sequence, [time, batch]: does a new text begin there, with an empty memory? None if none does.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static RecurrentStates Lstm(Tensor gates, Tensor weight, Tensor hidden, Tensor cell, ReadOnlySpan<bool> starts = default)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return Recurrent<LstmStep>("lstm", gates, weight, null, hidden, cell, starts);
    }

    private static RecurrentStates Recurrent<TStep>(string operation, Tensor gates, Tensor weight, Tensor? bias, Tensor hidden, Tensor? cell, ReadOnlySpan<bool> starts)
        where TStep : unmanaged, IRecurrentStep
    {
        ArgumentNullException.ThrowIfNull(gates);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(hidden);
        (int time, int batch, int h) = RecurrentShape(operation, TStep.Gates, gates, weight, bias, hidden, cell, starts.Length);

        Tensor states = cell is not null ? Result(operation, [time, batch, h], gates, weight, hidden, cell)
            : bias is not null ? Result(operation, [time, batch, h], gates, weight, hidden, bias)
            : Result(operation, [time, batch, h], gates, weight, hidden);
        var arrays = new RecurrentArrays
        {
            Time = time,
            Batch = batch,
            Width = h,
            Gates = gates.Values,
            Weight = weight.Values,
            States = states.Values,
            Hidden = TensorPool.Zeros(checked((time + 1) * batch * h)),
            Activated = TensorPool.Zeros(gates.Count),
            Starts = starts.IsEmpty ? null : Marks(starts),
            Cells = cell is null ? null : TensorPool.Zeros(checked((time + 1) * batch * h)),
            CellTanh = cell is null ? null : TensorPool.Zeros(time * batch * h),
            CandidateBias = bias?.Values,
            Candidate = bias is null ? null : TensorPool.Zeros(time * batch * h),
        };
        hidden.Values.CopyTo(arrays.Hidden, 0);
        cell?.Values.CopyTo(arrays.Cells!, 0);
        Recurrence.Forward<TStep>(arrays);
        if (states.IsExact)
            RecurrentExact(arrays, gates.Exact, weight.Exact, bias?.Exact, hidden.Exact, cell?.Exact, states.Exact);

        states.WithGradient(() =>
        {
            arrays.DStates = states.GradientData;
            arrays.DHidden = TensorPool.Zeros(batch * h);
            arrays.DCell = cell is null ? null : TensorPool.Zeros(batch * h);
            arrays.WeightTransposed = Transposed(weight.Values, h, TStep.Gates * h);
            Recurrence.Backward<TStep>(arrays);

            // Each step's part of the recurrent weight's gradient is a product; all of them together are one, of all states before a step.
            if (weight.WantedGradient is { } dWeight)
                MatrixProduct.MultiplyTransposedA(arrays.Hidden.AsSpan(0, time * batch * h), arrays.Activated, dWeight, h, time * batch, TStep.Gates * h, accumulate: true);
            if (gates.WantedGradient is { } dGates)
                AddGateGradient(dGates, arrays);
            if (bias?.WantedGradient is { } dBias)
                for (int row = 0; row < time * batch; row++)
                    Vectors.Add(arrays.Activated.AsSpan((row * 3 + 2) * h, h), dBias);
            if (hidden.WantedGradient is { } dHidden)
                Vectors.Add(arrays.DHidden, dHidden);
            if (cell?.WantedGradient is { } dCell)
                Vectors.Add(arrays.DCell, dCell);
        });
        return new RecurrentStates(states, Last(arrays.Hidden), arrays.Cells is null ? null : Last(arrays.Cells));

        Tensor Last(float[] all)
        {
            var last = new Storage(batch * h);
            all.AsSpan(time * batch * h).CopyTo(last.Data);
            return new Tensor(last, [batch, h]);
        }
    }

    // Going back, Activated has become the gradient of the sums; a GRU's candidate has its own, since the reset gate stands between.
    private static void AddGateGradient(float[] dGates, RecurrentArrays arrays)
    {
        if (arrays.Candidate is not { } candidate)
        {
            Vectors.Add(arrays.Activated, dGates);
            return;
        }
        int h = arrays.Width;
        for (int row = 0; row < arrays.Time * arrays.Batch; row++)
        {
            Vectors.Add(arrays.Activated.AsSpan(row * 3 * h, 2 * h), dGates.AsSpan(row * 3 * h, 2 * h));
            Vectors.Add(candidate.AsSpan(row * h, h), dGates.AsSpan((row * 3 + 2) * h, h));
        }
    }

    private static float[] Transposed(float[] weight, int rows, int columns)
    {
        float[] transposed = TensorPool.Zeros(weight.Length);
        Elementwise.Copy(new PairWalk([columns, rows], [1, columns], [rows, 1]), weight, transposed);
        return transposed;
    }

    private static float[] Marks(ReadOnlySpan<bool> starts)
    {
        float[] marks = TensorPool.Zeros(starts.Length);
        for (int i = 0; i < marks.Length; i++)
            marks[i] = starts[i] ? 1 : 0;
        return marks;
    }

    private static void RecurrentExact(RecurrentArrays arrays, double[] gates, double[] weight, double[]? bias, double[] firstHidden, double[]? firstCell, double[] states)
    {
        int h = arrays.Width, gateCount = gates.Length / states.Length * h;
        for (int b = 0; b < arrays.Batch; b++)
        {
            double[] hidden = firstHidden[(b * h)..((b + 1) * h)], cell = firstCell is null ? [] : firstCell[(b * h)..((b + 1) * h)];
            for (int t = 0; t < arrays.Time; t++)
            {
                int row = t * arrays.Batch + b;
                if (arrays.Starts is { } starts && starts[row] != 0)
                {
                    Array.Clear(hidden);
                    Array.Clear(cell);
                }
                ReadOnlySpan<double> now = gates.AsSpan(row * gateCount, gateCount);
                if (firstCell is not null)
                    PlainRecurrence.Lstm(now, weight, hidden, cell);
                else if (bias is not null)
                    PlainRecurrence.Gru(now, weight, bias, hidden);
                else
                    PlainRecurrence.Rnn(now, weight, hidden);
                hidden.CopyTo(states, row * h);
            }
        }
    }

    private static (int Time, int Batch, int Width) RecurrentShape(string operation, int gateCount, Tensor gates, Tensor weight, Tensor? bias, Tensor hidden, Tensor? cell, int starts)
    {
        string many = gateCount == 1 ? "h" : $"{gateCount}h";
        if (gates.Rank != 3)
            throw new ArgumentException($"{operation}: expected gates of shape [time, batch, {many}], got {Shapes.Text(gates._shape)}; Reshape brings them into it", nameof(gates));
        (int time, int batch) = (gates._shape[0], gates._shape[1]);
        if (hidden.Rank != 2 || hidden._shape[0] != batch)
            throw new ArgumentException($"{operation}: expected a hidden state of shape [{batch}, h] for gates of shape {Shapes.Text(gates._shape)}, got {Shapes.Text(hidden._shape)}{(gates._shape[0] == hidden._shape[0] ? "; are the gates [batch, time, …]? Permute(1, 0, 2) puts time first" : "")}", nameof(hidden));
        int h = hidden._shape[1];
        if (gates._shape[2] != gateCount * h)
            throw new ArgumentException($"{operation}: expected gates of shape [{time}, {batch}, {gateCount * h}], which is {many} for a hidden state of {h} numbers, got {Shapes.Text(gates._shape)}", nameof(gates));
        if (!weight._shape.AsSpan().SequenceEqual([h, gateCount * h]))
            throw new ArgumentException($"{operation}: expected a recurrent weight of shape [{h}, {gateCount * h}], got {Shapes.Text(weight._shape)}{(weight._shape.AsSpan().SequenceEqual([gateCount * h, h]) ? "; did you mean its Transpose()?" : "")}", nameof(weight));
        if (bias is not null && !bias._shape.AsSpan().SequenceEqual([h]))
            throw new ArgumentException($"{operation}: expected a candidate's bias of shape [{h}], got {Shapes.Text(bias._shape)}", nameof(bias));
        if (cell is not null && !cell._shape.AsSpan().SequenceEqual(hidden._shape))
            throw new ArgumentException($"{operation}: expected a cell of the hidden state's shape {Shapes.Text(hidden._shape)}, got {Shapes.Text(cell._shape)}", nameof(cell));
        if (starts != 0 && starts != time * batch)
            throw new ArgumentException($"{operation}: expected starts for [{time}, {batch}], {time * batch} of them, or none, got {starts}", nameof(starts));
        return (time, batch, h);
    }
}
