namespace LlmFromScratch.Training;

/// <summary>The same weights as different programs lay them out.</summary>
internal static class WeightLayout
{
    /// <summary>Rows become columns: <c>[rows, columns]</c> -> <c>[columns, rows]</c>. A layer here is [in, out], in PyTorch and llama2.c it is [out, in].</summary>
    public static void Transpose(ReadOnlySpan<float> source, Span<float> target, int rows, int columns)
    {
        const int Block = 32; // a square of this side stays in the nearest cache
        for (int top = 0; top < rows; top += Block)
            for (int left = 0; left < columns; left += Block)
                for (int row = top; row < Math.Min(rows, top + Block); row++)
                    for (int column = left; column < Math.Min(columns, left + Block); column++)
                        target[column * rows + row] = source[row * columns + column];
    }

    /// <summary>Some columns of a wider matrix: <c>[rows, width]</c> -> <c>[rows, count]</c>, from one on.</summary>
    public static void TakeColumns(ReadOnlySpan<float> source, int width, int first, Span<float> target, int count)
    {
        for (int row = 0; row * count < target.Length; row++)
            source.Slice(row * width + first, count).CopyTo(target[(row * count)..]);
    }

    /// <summary>The other way: <c>[rows, count]</c> into columns of <c>[rows, width]</c>.</summary>
    public static void PutColumns(ReadOnlySpan<float> source, int count, Span<float> target, int width, int first)
    {
        for (int row = 0; row * count < source.Length; row++)
            source.Slice(row * count, count).CopyTo(target[(row * width + first)..]);
    }

    /// <summary>
    /// llama2.c turns the numbers 2i and 2i + 1 of a head together, this library and Hugging Face's i and i + d/2. Queries and keys are compared number by
    /// number, so if both are put in another order, nothing else changes.
    /// </summary>
    /// <param name="pairs">The rows of queries or keys as llama2.c has them, <c>[heads · head size, width]</c>.</param>
    /// <param name="halves">The same rows in the order of this library.</param>
    /// <param name="headSize">Numbers of a head, even.</param>
    /// <param name="width">Numbers in a row.</param>
    public static void PairsToHalves(ReadOnlySpan<float> pairs, Span<float> halves, int headSize, int width)
    {
        for (int row = 0; row * width < pairs.Length; row++)
            pairs.Slice(row * width, width).CopyTo(halves[(HalvesRow(row, headSize) * width)..]);
    }

    /// <summary>The other way.</summary>
    /// <inheritdoc cref="PairsToHalves"/>
    public static void HalvesToPairs(ReadOnlySpan<float> halves, Span<float> pairs, int headSize, int width)
    {
        for (int row = 0; row * width < pairs.Length; row++)
            halves.Slice(HalvesRow(row, headSize) * width, width).CopyTo(pairs[(row * width)..]);
    }

    /// <summary>Heads of 4: 0 1 2 3 -> 0 2 1 3.</summary>
    private static int HalvesRow(int row, int headSize)
    {
        int head = row / headSize, number = row % headSize;
        return head * headSize + number / 2 + number % 2 * (headSize / 2);
    }
}
