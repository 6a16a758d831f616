using System.Numerics;

namespace LlmFromScratch.Autograd;

/// <summary>
/// The plain matrix product in the three layouts that training needs. Every element of C is one chain of fused multiply-adds over k, ascending.
/// </summary>
internal static class Products
{
    /// <summary>C += A·B; A [m, k], B [k, n], C [m, n].</summary>
    public static void Add<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int m, int k, int n) where T : IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < m; i++)
            for (int p = 0; p < k; p++)
                for (int j = 0; j < n; j++)
                    c[i * n + j] = T.FusedMultiplyAdd(a[i * k + p], b[p * n + j], c[i * n + j]);
    }

    /// <summary>C += Aᵀ·B; A [k, m], B [k, n], C [m, n].</summary>
    public static void AddTransposedA(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n)
    {
        for (int p = 0; p < k; p++)
            for (int i = 0; i < m; i++)
                for (int j = 0; j < n; j++)
                    c[i * n + j] = MathF.FusedMultiplyAdd(a[p * m + i], b[p * n + j], c[i * n + j]);
    }

    /// <summary>C += A·Bᵀ; A [m, k], B [n, k], C [m, n].</summary>
    public static void AddTransposedB(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n)
    {
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
            {
                float sum = c[i * n + j];
                for (int p = 0; p < k; p++)
                    sum = MathF.FusedMultiplyAdd(a[i * k + p], b[j * k + p], sum);
                c[i * n + j] = sum;
            }
    }
}
