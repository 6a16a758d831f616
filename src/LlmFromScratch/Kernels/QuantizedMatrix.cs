namespace LlmFromScratch.Kernels;

/// <summary>
/// A matrix of weights in 8 bits each, a quarter of the memory: w[p, j] ≈ scale[j] · q[p, j] with whole numbers q from -127 to 127. Each column, the
/// weights of one output, has a scale of its own, its largest size / 127, so that no weight is off by more than half a scale.
/// </summary>
/// <remarks>
/// The inputs stay float32, and so do the sums. The numbers are stored in strips of 64 columns, a cache line wide, so that a product reads them in one stream.
/// Source: "absmax" quantization by rows, in T. Dettmers and others, "LLM.int8()" (2022); q8_0 of llama2.c has a scale for each 64 weights instead.
/// </remarks>
public sealed unsafe class QuantizedMatrix
{
    private const int Strip = 64;

    private readonly sbyte[] _numbers; // [strips, k, Strip], the last strip filled up with zeros
    private readonly float[] _scales; // [strips · Strip]

    private QuantizedMatrix(int k, int n)
    {
        (Rows, Columns) = (k, n);
        int strips = (n + Strip - 1) / Strip;
        _numbers = GC.AllocateArray<sbyte>(checked(strips * Strip * k), pinned: true);
        _scales = GC.AllocateArray<float>(strips * Strip, pinned: true);
    }

    /// <summary>k, the inputs.</summary>
    public int Rows { get; }

    /// <summary>n, the outputs.</summary>
    public int Columns { get; }

    /// <summary>What a whole number of each column stands for, <c>[n]</c>; 0 for a column of zeros.</summary>
    public ReadOnlySpan<float> Scales => _scales.AsSpan(0, Columns);

    /// <summary>The whole number of one weight, -127 to 127.</summary>
    /// <param name="row">From 0 to <see cref="Rows"/> - 1.</param>
    /// <param name="column">From 0 to <see cref="Columns"/> - 1.</param>
    public sbyte this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            return _numbers[Place(row, column)];
        }
    }

    /// <summary>Rounds weights to 8 bits.</summary>
    /// <param name="weights"><c>[k, n]</c>, row after row; or, transposed, <c>[n, k]</c>.</param>
    /// <param name="k">Inputs.</param>
    /// <param name="n">Outputs.</param>
    /// <param name="transposed">The weights of an output are a row, as in a table of embeddings.</param>
    /// <exception cref="ArgumentException">The length is another, or a weight is not finite.</exception>
    public static QuantizedMatrix Of(ReadOnlySpan<float> weights, int k, int n, bool transposed = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        Lengths.CheckRows(weights.Length, transposed ? n : k, transposed ? k : n, nameof(weights));
        var matrix = new QuantizedMatrix(k, n);
        int toRow = transposed ? 1 : n, toColumn = transposed ? k : 1;
        for (int j = 0; j < n; j++)
        {
            float largest = 0;
            for (int p = 0; p < k; p++)
            {
                float size = MathF.Abs(weights[p * toRow + j * toColumn]);
                if (!float.IsFinite(size))
                    throw new ArgumentException(FormattableString.Invariant($"expected finite weights, got {weights[p * toRow + j * toColumn]} in row {p}, column {j}"), nameof(weights));
                largest = MathF.Max(largest, size);
            }
            // In float64, so that the scale of the smallest numbers does not become 0.
            double scale = largest / 127.0;
            matrix._scales[j] = (float)scale;
            for (int p = 0; p < k && (float)scale > 0; p++)
                matrix._numbers[matrix.Place(p, j)] = (sbyte)Math.Round(weights[p * toRow + j * toColumn] / scale);
        }
        return matrix;
    }

    /// <summary>y[i, j] = scale[j] · Σₚ x[i, p] · q[p, j] + start[j], the sum a chain over p in ascending order: the same bits for every width and any threads.</summary>
    /// <param name="x"><c>[rows, k]</c>.</param>
    /// <param name="start">What is added, such as a bias, <c>[n]</c>; empty for 0.</param>
    /// <param name="y"><c>[rows, n]</c>; overwritten.</param>
    /// <param name="rows">Rows of x and y.</param>
    /// <exception cref="ArgumentException">A span has another length, or y overlaps what is read.</exception>
    public void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> start, Span<float> y, int rows)
    {
        RowShape.CheckRows(x, start, y, rows, Rows, Columns);
        fixed (float* px = x, ps = start, pc = _scales, py = y)
        fixed (sbyte* pw = _numbers)
            RowProduct.Run<ByteWeight, sbyte>(new RowOperands<sbyte> { X = px, W = pw, Strip = Strip, Start = ps, Scale = pc, Y = py, M = rows, K = Rows, N = Columns });
    }

    /// <summary>The weights of one output, as floats: y[p] = scale · q[p].</summary>
    /// <param name="column">From 0 to <see cref="Columns"/> - 1.</param>
    /// <param name="y"><c>[k]</c>; overwritten.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public void CopyColumn(int column, Span<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
        Lengths.CheckSame(Rows, y.Length, nameof(y));
        int at = Place(0, column);
        for (int p = 0; p < y.Length; p++, at += Strip)
            y[p] = _scales[column] * _numbers[at];
    }

    private int Place(int row, int column) => (column / Strip * Rows + row) * Strip + column % Strip;
}
