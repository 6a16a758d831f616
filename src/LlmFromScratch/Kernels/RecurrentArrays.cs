namespace LlmFromScratch.Kernels;

/// <summary>The arrays of a recurrent layer's walk over a batch of sequences. Place (t, b), time t of sequence b, is row t · batch + b of each.</summary>
internal sealed class RecurrentArrays
{
    /// <summary>Steps of each sequence.</summary>
    public required int Time { get; init; }

    /// <summary>Sequences, which do not depend on each other.</summary>
    public required int Batch { get; init; }

    /// <summary>Numbers of the hidden state, h; there are G gates of this width.</summary>
    public required int Width { get; init; }

    /// <summary>x·W + b for all times, <c>[time, batch, G·h]</c>.</summary>
    public required float[] Gates { get; init; }

    /// <summary>The recurrent weight, <c>[h, G·h]</c>.</summary>
    public required float[] Weight { get; init; }

    /// <summary>The hidden states after each step, <c>[time, batch, h]</c>.</summary>
    public required float[] States { get; init; }

    /// <summary>The hidden states before each step, 0 where a sequence starts anew, and after the last one, <c>[time + 1, batch, h]</c>. The caller fills the first.</summary>
    public required float[] Hidden { get; init; }

    /// <summary>The gates after their sigmoid or tanh, <c>[time, batch, G·h]</c>; going back, they become the gradients of Hidden·Weight.</summary>
    public required float[] Activated { get; init; }

    /// <summary>1 where a sequence starts anew, else 0, <c>[time, batch]</c>; none if none does.</summary>
    public float[]? Starts { get; init; }

    /// <summary>LSTM: the cells, as <see cref="Hidden"/>.</summary>
    public float[]? Cells { get; init; }

    /// <summary>LSTM: the tanh of the cells after each step, <c>[time, batch, h]</c>.</summary>
    public float[]? CellTanh { get; init; }

    /// <summary>GRU: added to the candidate's part of Hidden·Weight, <c>[h]</c>.</summary>
    public float[]? CandidateBias { get; init; }

    /// <summary>GRU: that part and its bias, before the reset gate, <c>[time, batch, h]</c>; going back, it becomes the gradient of the candidate's <see cref="Gates"/>.</summary>
    public float[]? Candidate { get; init; }

    /// <summary>Going back: Weight transposed, <c>[G·h, h]</c>.</summary>
    public float[]? WeightTransposed { get; set; }

    /// <summary>Going back: the gradient of <see cref="States"/>.</summary>
    public float[]? DStates { get; set; }

    /// <summary>Going back: zeros at first; in the end the gradient of the first hidden state, <c>[batch, h]</c>.</summary>
    public float[]? DHidden { get; set; }

    /// <summary>LSTM, going back: zeros at first; in the end the gradient of the first cell, <c>[batch, h]</c>.</summary>
    public float[]? DCell { get; set; }
}

/// <summary>The same arrays, pinned. Row n is place (t, b): n = t · batch + b.</summary>
internal unsafe struct RecurrentPointers
{
    public int Time, Batch, Width;
    public float* Gates, Weight, States, Hidden, Activated, Starts, Cells, CellTanh, CandidateBias, Candidate;
    public float* WeightTransposed, DStates, DHidden, DCell;
}
