namespace LlmFromScratch.Kernels;

/// <summary>Checks of array lengths, with what was expected and what came.</summary>
internal static class Lengths
{
    public static void CheckSame(int expected, int actual, string parameter)
    {
        if (expected != actual)
            throw new ArgumentException($"expected {expected} numbers in {parameter}, as many as in the others, got {actual}", parameter);
    }

    public static void CheckRows(int length, int rows, int columns, string parameter)
    {
        if (length != (long)rows * columns)
            throw new ArgumentException($"expected [{rows}, {columns}], {(long)rows * columns} numbers, in {parameter}, got {length}", parameter);
    }

    public static void CheckIndices(ReadOnlySpan<int> indices, int count, int limit, string parameter, int lowest = 0)
    {
        CheckSame(count, indices.Length, parameter);
        foreach (int index in indices)
            if (index < lowest || index >= limit)
                throw new ArgumentException($"expected numbers from {lowest} to {limit - 1} in {parameter}, got {index}", parameter);
    }
}
