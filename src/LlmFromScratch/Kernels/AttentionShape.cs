namespace LlmFromScratch.Kernels;

/// <summary>
/// The lengths of an attention. Queries and results are <c>[batch, time, heads · d]</c>, keys and values
/// <c>[batch, time, keyValueHeads · d]</c>, attention weights <c>[batch, heads, time, time]</c>: how much query t takes from key j.
/// </summary>
/// <param name="Batch">Rows, 1 or more.</param>
/// <param name="Time">Places in a row, 1 or more.</param>
/// <param name="Heads">Query heads, 1 or more.</param>
/// <param name="KeyValueHeads">
/// Heads of keys and values; a divisor of the query heads, of which neighbours share one: head h uses number h / (heads / keyValueHeads).
/// J. Ainslie and others, "GQA: Training Generalized Multi-Query Transformer Models from Multi-Head Checkpoints" (2023).
/// </param>
/// <param name="HeadSize">d, the numbers of a head, 1 or more.</param>
public readonly record struct AttentionShape(int Batch, int Time, int Heads, int KeyValueHeads, int HeadSize)
{
    /// <summary>Numbers of a place of the queries.</summary>
    public int Width => Heads * HeadSize;

    /// <summary>Numbers of a place of the keys or values.</summary>
    public int KeyValueWidth => KeyValueHeads * HeadSize;

    /// <summary>Query heads that share a key and value head.</summary>
    public int HeadsPerKey => Heads / KeyValueHeads;

    /// <summary>What scores are multiplied with, 1/√d: the dot product of d numbers of size 1 has the size √d.</summary>
    public float Scale => (float)(1 / Math.Sqrt(HeadSize));

    /// <summary>Numbers in all attention weights.</summary>
    /// <exception cref="ArgumentException">They are more than an array can have.</exception>
    public int WeightCount
    {
        get
        {
            Int128 count = (Int128)Batch * Heads * Time * Time;
            return count <= Array.MaxLength ? (int)count
                : throw new ArgumentException($"expected at most {Array.MaxLength} attention weights, got {Batch} rows × {Heads} heads × {Time}² places: take fewer rows or shorter ones");
        }
    }

    /// <summary>About how many multiplications a pass takes.</summary>
    internal double Multiplications => 2.0 * Batch * Heads * Time * Time * HeadSize;

    internal void Check(int queries, int keys, int values, int y, ReadOnlySpan<int> firsts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Batch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Time, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(KeyValueHeads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(HeadSize, 1);
        if (Heads < 1 || Heads % KeyValueHeads != 0)
            throw new ArgumentException($"expected heads that are a multiple of the {KeyValueHeads} key/value heads, got {Heads}");
        if ((long)Batch * Time > Array.MaxLength || (long)Heads * HeadSize > Array.MaxLength) // the products below would begin anew at 0
            throw new ArgumentException($"expected at most {Array.MaxLength} places and numbers of a place, got {Batch} rows × {Time} places of {Heads} heads × {HeadSize} numbers");
        Lengths.CheckRows(queries, Batch * Time, Width, nameof(queries));
        Lengths.CheckRows(keys, Batch * Time, KeyValueWidth, nameof(keys));
        Lengths.CheckRows(values, Batch * Time, KeyValueWidth, nameof(values));
        Lengths.CheckRows(y, Batch * Time, Width, nameof(y));
        if (firsts.IsEmpty)
            return;
        Lengths.CheckSame(Batch * Time, firsts.Length, nameof(firsts));
        for (int i = 0; i < firsts.Length; i++)
            if (firsts[i] < 0 || firsts[i] > i % Time)
                throw new ArgumentException($"expected the first key that place {i % Time} sees from 0 to {i % Time}, got {firsts[i]}", nameof(firsts));
    }
}
