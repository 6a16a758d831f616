namespace LlmFromScratch.Kernels;

/// <summary>
/// A copy of a large matrix in strips of 64 columns, each strip's rows one after the other, so that <see cref="RowProduct"/> reads it in one stream
/// even where its rows are very long or it came transposed, like a table of embeddings that is the last layer too.
/// </summary>
public sealed unsafe class PackedMatrix
{
    private const int Strip = 64;

    private readonly float[] _numbers; // [strips, k, Strip], the last strip filled up with zeros

    /// <summary>Room for a matrix, all zeros.</summary>
    /// <param name="k">Its rows, 0 or more.</param>
    /// <param name="n">Its columns, 0 or more.</param>
    public PackedMatrix(int k, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        (Rows, Columns) = (k, n);
        _numbers = GC.AllocateArray<float>(checked((n + Strip - 1) / Strip * Strip * k), pinned: true);
    }

    /// <summary>k, the inputs.</summary>
    public int Rows { get; }

    /// <summary>n, the outputs.</summary>
    public int Columns { get; }

    /// <summary>Takes over the numbers of a matrix.</summary>
    /// <param name="numbers"><c>[k, n]</c>, row after row; or, transposed, <c>[n, k]</c>.</param>
    /// <param name="transposed">A column is stored as a row.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public void Set(ReadOnlySpan<float> numbers, bool transposed)
    {
        Lengths.CheckRows(numbers.Length, transposed ? Columns : Rows, transposed ? Rows : Columns, nameof(numbers));
        int toRow = transposed ? 1 : Columns, toColumn = transposed ? Rows : 1;
        for (int j = 0; j < Columns; j++)
            for (int p = 0, from = j * toColumn, to = j / Strip * Rows * Strip + j % Strip; p < Rows; p++, from += toRow, to += Strip)
                _numbers[to] = numbers[from];
    }

    /// <summary>y[i, j] = start[j] + Σₚ x[i, p] · w[p, j], with the bits of <see cref="RowProduct.Multiply"/>.</summary>
    /// <param name="x"><c>[rows, k]</c>.</param>
    /// <param name="start">What each chain begins with, <c>[n]</c>; empty for 0.</param>
    /// <param name="y"><c>[rows, n]</c>; overwritten.</param>
    /// <param name="rows">Rows of x and y.</param>
    /// <exception cref="ArgumentException">A span has another length, or y overlaps what is read.</exception>
    public void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> start, Span<float> y, int rows)
    {
        RowShape.CheckRows(x, start, y, rows, Rows, Columns);
        fixed (float* px = x, ps = start, pw = _numbers, py = y)
            RowProduct.Run<FloatWeight, float>(new RowOperands<float> { X = px, W = pw, Strip = Strip, Start = ps, Y = py, M = rows, K = Rows, N = Columns });
    }
}
