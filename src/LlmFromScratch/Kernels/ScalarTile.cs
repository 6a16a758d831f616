namespace LlmFromScratch.Kernels;

/// <summary>One element of C, without vectors: for processors that have none, and for tests that hold the others against it.</summary>
internal readonly unsafe struct ScalarTile : IProductTile
{
    public static int Rows => 1;

    public static int Columns => 1;

    public static int ColumnsFor(int width) => 1;

    /// <inheritdoc/>
    public static void Multiply(int columns, float* a, nint aRowStride, nint aStride, int rows, float* b, nint bStride, float* c, nint cStride, int k, bool accumulate)
    {
        float sum = accumulate ? *c : 0;
        for (int p = 0; p < k; p++)
            sum = MathF.FusedMultiplyAdd(a[p * aStride], b[p * bStride], sum);
        *c = sum;
    }
}
