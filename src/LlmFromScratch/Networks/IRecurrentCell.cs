using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>A network that reads a sequence one element after the other, and carries a state from each to the next.</summary>
/// <remarks>
/// Its parameters are "input.weight" [in, G·h], "bias" [G·h] and "recurrent.weight" [h, G·h], for a state of width h and G gates (a GRU
/// also has "candidate.bias" [h]): the gates of an element x are x · input.weight + bias + h · recurrent.weight.
/// <see cref="Step"/> is the version to read; <see cref="Run"/> gives the same numbers for whole sequences, fast.
/// </remarks>
public interface IRecurrentCell : IModule
{
    /// <summary>Numbers of each input.</summary>
    int InputWidth { get; }

    /// <summary>Numbers of the hidden state, h.</summary>
    int Width { get; }

    /// <summary>The names of the gates, in the order of their columns.</summary>
    IReadOnlyList<string> GateNames { get; }

    /// <summary>The state before the first element: an empty memory.</summary>
    /// <param name="batch">How many sequences are read side by side, 1 or more.</param>
    RecurrentState Start(int batch);

    /// <summary>Reads one element of each sequence.</summary>
    /// <param name="x">The elements, [batch, in].</param>
    /// <param name="state">The state before.</param>
    /// <returns>The state after; its hidden part is also what the cell gives to the layer above.</returns>
    RecurrentState Step(Tensor x, RecurrentState state);

    /// <summary>How far each gate opens in such a step, to be drawn: the numbers that <see cref="Step"/> multiplies with.</summary>
    /// <param name="x">The elements, [batch, in].</param>
    /// <param name="state">The state before.</param>
    /// <returns>For each of <see cref="GateNames"/> the numbers, [batch, h]: from 0 (shut) to 1 (open), those of a candidate from -1 to 1.</returns>
    IReadOnlyList<Tensor> Gates(Tensor x, RecurrentState state);

    /// <summary>Reads whole sequences, all times in one operation. See <see cref="Tensor.Lstm"/>.</summary>
    /// <param name="inputs">The elements, [time, batch, in].</param>
    /// <param name="state">The state before the first.</param>
    /// <param name="starts">For each time and sequence, [time, batch]: does a new text begin there, with an empty memory? None if none does.</param>
    /// <returns>The hidden states after each element, [time, batch, h], and the last state, through which no gradient flows.</returns>
    (Tensor States, RecurrentState Last) Run(Tensor inputs, RecurrentState state, ReadOnlySpan<bool> starts = default);
}
