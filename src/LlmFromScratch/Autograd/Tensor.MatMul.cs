using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

public sealed partial class Tensor
{
    /// <summary>The matrix product: y[i, j] = Σₖ this[i, k] · other[k, j].</summary>
    /// <remarks>
    /// Of tensors with more than two dimensions the last two are the matrices; those before them number the products and are broadcast:
    /// [batch, time, k] and [k, n] -> [batch, time, n]. The gradients are dy · otherᵀ and thisᵀ · dy.
    /// </remarks>
    /// <param name="other">[…, k, n], where this is [k] long in its last dimension.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or one has fewer than two dimensions.</exception>
    public Tensor MatMul(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        int[] a = _shape, b = other._shape;
        if (a.Length < 2 || b.Length < 2)
            throw new ArgumentException($"matmul: expected two tensors of two dimensions or more, got {Shapes.Text(a)} and {Shapes.Text(b)}; Reshape makes a matrix of a vector", nameof(other));
        if (a[^1] != b[^2])
            throw new ArgumentException($"matmul: expected [m, k] and [k, n], got {Shapes.Text(a)} and {Shapes.Text(b)}: {a[^1]} columns do not fit {b[^2]} rows{MatMulHint(a, b)}", nameof(other));
        int k = b[^2], n = b[^1];

        // One matrix for all: the products are the rows of one large product.
        bool single = b.Length == 2;
        int m = single ? Count / k : a[^2];
        int[] numbers = single ? [1, 1] : Shapes.Padded(Shapes.Broadcast(a[..^2], b[..^2], "matmul"))[2..];
        int[] stepsA = Shapes.Steps(a[..^2]), stepsB = Shapes.Steps(b[..^2]);
        int[] shape = single ? [.. a[..^1], n] : [.. Shapes.Broadcast(a[..^2], b[..^2], "matmul"), m, n];

        Tensor y = Result("matmul", shape, this, other);
        float[] left = Values, right = other.Values;
        for (int i = 0; i < numbers[0] * numbers[1]; i++)
        {
            (int atA, int atB) = Place(i);
            MatrixProduct.Multiply(left.AsSpan(atA, m * k), right.AsSpan(atB, k * n), y.Values.AsSpan(i * m * n, m * n), m, k, n);
        }
        if (y.IsExact)
            MultiplyExact(Exact, other.Exact, y.Exact);
        return y.WithGradient(() =>
        {
            float[]? da = WantedGradient, db = other.WantedGradient;
            float[] dy = y.GradientData;
            for (int i = 0; i < numbers[0] * numbers[1]; i++)
            {
                (int atA, int atB) = Place(i);
                ReadOnlySpan<float> part = dy.AsSpan(i * m * n, m * n);
                if (da is not null)
                    MatrixProduct.MultiplyTransposedB(part, right.AsSpan(atB, k * n), da.AsSpan(atA, m * k), m, n, k, accumulate: true);
                if (db is not null)
                    MatrixProduct.MultiplyTransposedA(left.AsSpan(atA, m * k), part, db.AsSpan(atB, k * n), k, m, n, accumulate: true);
            }
        });

        void MultiplyExact(double[] a, double[] b, double[] y)
        {
            for (int place = 0; place < y.Length; place++)
            {
                (int number, int rest) = Math.DivRem(place, m * n);
                (int row, int column) = Math.DivRem(rest, n);
                (int atA, int atB) = Place(number);
                for (int p = 0; p < k; p++)
                    y[place] += a[atA + row * k + p] * b[atB + p * n + column];
            }
        }

        // Where the matrices of product i begin. Steps are counted in matrices.
        (int A, int B) Place(int i)
        {
            (int outer, int inner) = Math.DivRem(i, numbers[1]);
            return ((outer * stepsA[2] + inner * stepsA[3]) * m * k, (outer * stepsB[2] + inner * stepsB[3]) * k * n);
        }
    }

    private static string MatMulHint(int[] a, int[] b) =>
        a[^1] == b[^1] ? "; did you mean the second one's Transpose()?" : a[^2] == b[^2] ? "; did you mean the first one's Transpose()?" : "";
}
