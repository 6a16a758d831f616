using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

/// <summary>Arithmetic of shapes. A shape is the length of each dimension, the outermost first: [batch, time, channels].</summary>
internal static class Shapes
{
    /// <summary>The most dimensions that a tensor has.</summary>
    public const int MaximumRank = 4;

    /// <summary>"[2, 3]".</summary>
    public static string Text(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray())}]";

    /// <summary>The number of elements; 1 for the empty shape of a single number.</summary>
    /// <exception cref="ArgumentException">More than four dimensions, one below 1, or more elements than an array can have.</exception>
    public static int Count(ReadOnlySpan<int> shape)
    {
        if (shape.Length > MaximumRank)
            throw new ArgumentException($"expected a shape of at most {MaximumRank} dimensions, got {Text(shape)}");
        long count = 1;
        foreach (int length in shape)
        {
            if (length < 1)
                throw new ArgumentException($"expected every dimension to be 1 or more, got {Text(shape)}");
            count *= length; // below 2⁶² as it is checked each time
            if (count > Array.MaxLength)
                throw new ArgumentException($"expected at most {Array.MaxLength} numbers, got the shape {Text(shape)}");
        }
        return (int)count;
    }

    /// <summary>The place of an axis, counted from the end if it is negative: -1 is the last.</summary>
    public static int Axis(int axis, ReadOnlySpan<int> shape, string operation) =>
        axis >= -shape.Length && axis < shape.Length ? (axis + shape.Length) % shape.Length
            : throw new ArgumentOutOfRangeException(nameof(axis), axis, $"{operation}: a tensor of shape {Text(shape)} has the axes 0 to {shape.Length - 1}");

    /// <summary>
    /// The shape of a result under NumPy's rules: shapes are aligned at their ends; two lengths fit if they are equal or one is 1.
    /// [4, 1, 3] and [2, 3] -> [4, 2, 3].
    /// </summary>
    public static int[] Broadcast(int[] a, int[] b, string operation)
    {
        if (a.AsSpan().SequenceEqual(b))
            return a;
        var shape = new int[Math.Max(a.Length, b.Length)];
        for (int i = 1; i <= shape.Length; i++)
        {
            int lengthA = i <= a.Length ? a[^i] : 1, lengthB = i <= b.Length ? b[^i] : 1;
            if (lengthA != lengthB && lengthA != 1 && lengthB != 1)
                throw new ArgumentException($"{operation}: shapes {Text(a)} and {Text(b)} do not fit: aligned at their ends, lengths must be equal or 1, got {lengthA} and {lengthB}{Hint(a, b)}");
            shape[^i] = lengthA == 1 ? lengthB : lengthA;
        }
        return shape;
    }

    /// <summary>A shape with 1s in front, so that it has four dimensions.</summary>
    public static int[] Padded(int[] shape)
    {
        int[] padded = [1, 1, 1, 1];
        shape.CopyTo(padded, MaximumRank - shape.Length);
        return padded;
    }

    /// <summary>
    /// For each of four dimensions of the result how far to go in an operand of the given shape for one step: 0 where its length is 1
    /// and it is repeated. [3] -> [0, 0, 0, 1]; [2, 1] -> [0, 0, 1, 0].
    /// </summary>
    public static int[] Steps(ReadOnlySpan<int> shape)
    {
        var steps = new int[MaximumRank];
        Steps(shape, steps);
        return steps;
    }

    private static void Steps(ReadOnlySpan<int> shape, Span<int> steps)
    {
        int step = 1;
        steps.Clear();
        for (int i = 1; i <= shape.Length; i++)
        {
            steps[^i] = shape[^i] == 1 ? 0 : step;
            step *= shape[^i];
        }
    }

    /// <summary>A walk through all places of a shape, in two operands that are broadcast to it.</summary>
    public static PairWalk Walk(int[] shape, int[] a, int[] b)
    {
        Span<int> lengths = [1, 1, 1, 1], stepsA = stackalloc int[MaximumRank], stepsB = stackalloc int[MaximumRank];
        shape.CopyTo(lengths[^shape.Length..]);
        Steps(a, stepsA);
        Steps(b, stepsB);
        return new PairWalk(lengths, stepsA, stepsB);
    }

    /// <summary>What to try, where one thing is likely.</summary>
    public static string Hint(int[] a, int[] b) =>
        a.Length == 2 && b.Length == 2 && a[0] == b[1] && a[1] == b[0] ? "; did you mean the second one's Transpose()?" : "";
}
