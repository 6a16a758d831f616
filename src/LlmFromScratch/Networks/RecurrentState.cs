using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>What a recurrent cell remembers of the text so far, for each sequence of a batch.</summary>
/// <param name="Hidden">What it shows, [batch, h].</param>
/// <param name="Cell">What an LSTM keeps to itself, [batch, h]; other cells have none.</param>
public sealed record RecurrentState(Tensor Hidden, Tensor? Cell = null)
{
    /// <summary>An empty memory: zeros.</summary>
    /// <param name="batch">How many sequences, 1 or more.</param>
    /// <param name="width">Numbers of the hidden state, 1 or more.</param>
    /// <param name="hasCell">Whether there is a cell, too.</param>
    public static RecurrentState Empty(int batch, int width, bool hasCell) =>
        new(Tensor.Zeros(batch, width), hasCell ? Tensor.Zeros(batch, width) : null);

    /// <summary>The same numbers without their history: the gradient of what comes after stops here.</summary>
    public RecurrentState Detach() => new(Hidden.Detach(), Cell?.Detach());

    /// <summary>
    /// Takes over the numbers of another state, which may belong to a step of training that ends now. Call it after the backward pass.
    /// </summary>
    /// <param name="last">A state of the same shape.</param>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    public void CopyFrom(RecurrentState last)
    {
        ArgumentNullException.ThrowIfNull(last);
        if (!last.Hidden.Shape.SequenceEqual(Hidden.Shape) || last.Cell is null != Cell is null)
            throw new ArgumentException($"expected a state like {this}, got {last}: the same batch, width and kind of cell", nameof(last));
        last.Hidden.Data.CopyTo(Hidden.Edit());
        last.Cell?.Data.CopyTo(Cell!.Edit());
    }

    /// <summary>Forgets everything: all zeros.</summary>
    public void Clear()
    {
        Hidden.Edit().Clear();
        if (Cell is not null)
            Cell.Edit().Clear();
    }

    /// <summary>"state [32, 128] with a cell".</summary>
    public override string ToString() => $"state [{string.Join(", ", Hidden.Shape)}]{(Cell is null ? "" : " with a cell")}";
}
