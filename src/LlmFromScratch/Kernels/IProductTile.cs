namespace LlmFromScratch.Kernels;

/// <summary>The innermost loop of the matrix product: a small tile of C, held in registers while k runs.</summary>
internal unsafe interface IProductTile
{
    /// <summary>Rows of the tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of the tile.</summary>
    static abstract int Columns { get; }

    /// <summary>Columns of the narrowest tile that holds so many, 1 to <see cref="Columns"/>: at the right edge a narrower one computes less that is thrown away.</summary>
    static abstract int ColumnsFor(int width);

    /// <summary>C[r, j] (+)= sum over p of A[r, p] B[p, j], for a tile of <see cref="Rows"/> × <paramref name="columns"/>, p ascending.</summary>
    /// <param name="columns">One of the answers of <see cref="ColumnsFor"/>.</param>
    /// <param name="a">A's first row of the tile.</param>
    /// <param name="aRowStride">From a row of A to the next.</param>
    /// <param name="aStride">From an element of A to the next along k.</param>
    /// <param name="rows">Rows of A that are there, 1 to <see cref="Rows"/>; the others are not read, their results are of no use.</param>
    /// <param name="b">B's first row of the strip; <paramref name="columns"/> numbers of each row are read.</param>
    /// <param name="bStride">From a row of B to the next.</param>
    /// <param name="c">The tile of C: all of it is written.</param>
    /// <param name="cStride">From a row of C to the next.</param>
    /// <param name="k">How many products.</param>
    /// <param name="accumulate">Go on from what is in C instead of from 0.</param>
    static abstract void Multiply(int columns, float* a, nint aRowStride, nint aStride, int rows, float* b, nint bStride, float* c, nint cStride, int k, bool accumulate);
}
