namespace LlmFromScratch.Kernels;

/// <summary>
/// The matrix product as one would write it on paper, in the three layouts that training needs: C = A·B in the forward pass,
/// and for its gradients dA = dC·Bᵀ and dB = Aᵀ·dC. All matrices are row-major float32. Every element of C is one chain of fused
/// multiply-adds (the product is not rounded before it is added) over k in ascending order; <see cref="MatrixProduct"/> keeps
/// that order and so gives the same bits.
/// </summary>
public static class PlainMatrixProduct
{
    /// <summary>C = A·B, or C += A·B. Worked example: [1 2]·[3; 4] = [11].</summary>
    /// <param name="a">A, <c>[m, k]</c>.</param>
    /// <param name="b">B, <c>[k, n]</c>.</param>
    /// <param name="c">C, <c>[m, n]</c>; overwritten or added to.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="accumulate">Add to what is in C.</param>
    /// <exception cref="ArgumentException">A span has another length, or C overlaps A or B.</exception>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n, bool accumulate = false)
    {
        ProductShape.Check(a, b, c, m, k, n);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
            {
                float sum = accumulate ? c[i * n + j] : 0;
                for (int p = 0; p < k; p++)
                    sum = MathF.FusedMultiplyAdd(a[i * k + p], b[p * n + j], sum);
                c[i * n + j] = sum;
            }
    }

    /// <summary>C = Aᵀ·B, or C += Aᵀ·B.</summary>
    /// <param name="a">A, <c>[k, m]</c>.</param>
    /// <param name="b">B, <c>[k, n]</c>.</param>
    /// <param name="c">C, <c>[m, n]</c>; overwritten or added to.</param>
    /// <param name="m">Columns of A, rows of C.</param>
    /// <param name="k">Rows of A and B.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="accumulate">Add to what is in C.</param>
    /// <exception cref="ArgumentException">A span has another length, or C overlaps A or B.</exception>
    public static void MultiplyTransposedA(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n, bool accumulate = false)
    {
        ProductShape.Check(a, b, c, m, k, n);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
            {
                float sum = accumulate ? c[i * n + j] : 0;
                for (int p = 0; p < k; p++)
                    sum = MathF.FusedMultiplyAdd(a[p * m + i], b[p * n + j], sum);
                c[i * n + j] = sum;
            }
    }

    /// <summary>C = A·Bᵀ, or C += A·Bᵀ.</summary>
    /// <param name="a">A, <c>[m, k]</c>.</param>
    /// <param name="b">B, <c>[n, k]</c>.</param>
    /// <param name="c">C, <c>[m, n]</c>; overwritten or added to.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="k">Columns of A and B.</param>
    /// <param name="n">Rows of B, columns of C.</param>
    /// <param name="accumulate">Add to what is in C.</param>
    /// <exception cref="ArgumentException">A span has another length, or C overlaps A or B.</exception>
    public static void MultiplyTransposedB(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n, bool accumulate = false)
    {
        ProductShape.Check(a, b, c, m, k, n);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
            {
                float sum = accumulate ? c[i * n + j] : 0;
                for (int p = 0; p < k; p++)
                    sum = MathF.FusedMultiplyAdd(a[i * k + p], b[j * k + p], sum);
                c[i * n + j] = sum;
            }
    }
}
