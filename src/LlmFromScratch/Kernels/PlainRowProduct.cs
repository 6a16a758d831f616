namespace LlmFromScratch.Kernels;

/// <summary>The product of a few rows with a matrix, as one would write it on paper; <see cref="RowProduct"/> and <see cref="QuantizedMatrix"/> give the same bits.</summary>
public static class PlainRowProduct
{
    /// <summary>y[i, j] = start[j] + Σₚ x[i, p] · w[p, j]. Worked example: 10 + [1 2]·[3; 4] = 21.</summary>
    /// <inheritdoc cref="RowProduct.Multiply"/>
    public static void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> start, Span<float> y, int rows, int k, int n, int stride = 0)
    {
        stride = stride == 0 ? n : stride;
        RowShape.Check(x, w, start, y, rows, k, n, stride);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < n; j++)
            {
                float sum = start.IsEmpty ? 0 : start[j];
                for (int p = 0; p < k; p++)
                    sum = MathF.FusedMultiplyAdd(x[i * k + p], w[p * stride + j], sum);
                y[i * n + j] = sum;
            }
    }

    /// <summary>y[i, j] = scale[j] · Σₚ x[i, p] · w[p, j] + start[j], the sum a chain that begins with 0: the weights are whole numbers of 8 bits.</summary>
    /// <param name="x"><c>[rows, k]</c>.</param>
    /// <param name="w">Whole numbers, <c>[k, n]</c>, row after row.</param>
    /// <param name="scales">What a whole number of each column stands for, <c>[n]</c>.</param>
    /// <param name="start">What is added, <c>[n]</c>; empty for 0.</param>
    /// <param name="y"><c>[rows, n]</c>; overwritten.</param>
    /// <param name="rows">Rows of x and y.</param>
    /// <param name="k">Columns of x, rows of W.</param>
    /// <param name="n">Columns of W and y.</param>
    /// <exception cref="ArgumentException">A span has another length, or y overlaps x or the start.</exception>
    public static void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<sbyte> w, ReadOnlySpan<float> scales, ReadOnlySpan<float> start, Span<float> y, int rows, int k, int n)
    {
        RowShape.CheckRows(x, start, y, rows, k, n);
        Lengths.CheckRows(w.Length, k, n, nameof(w));
        Lengths.CheckSame(n, scales.Length, nameof(scales));
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < n; j++)
            {
                float sum = 0;
                for (int p = 0; p < k; p++)
                    sum = MathF.FusedMultiplyAdd(x[i * k + p], w[p * n + j], sum);
                y[i * n + j] = MathF.FusedMultiplyAdd(scales[j], sum, start.IsEmpty ? 0 : start[j]);
            }
    }
}
