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
        // One matrix for all: the products are the rows of one large product.
        return b.Length == 2 ? RowsTimes("matmul", other, null) : MatricesTimes(other);
    }

    private Tensor MatricesTimes(Tensor other)
    {
        int m = _shape[^2], k = _shape[^1], n = other._shape[^1];
        int[] outer = Shapes.Broadcast(_shape[..^2], other._shape[..^2], "matmul"), numbers = Shapes.Padded(outer)[2..];
        int[] stepsA = Shapes.Steps(_shape[..^2]), stepsB = Shapes.Steps(other._shape[..^2]);
        Tensor y = UnsetResult("matmul", [.. outer, m, n], this, other);
        float[] left = Values, right = other.Values;
        for (int i = 0; i < numbers[0] * numbers[1]; i++)
        {
            (int atA, int atB) = Place(i);
            MatrixProduct.Multiply(left.AsSpan(atA, m * k), right.AsSpan(atB, k * n), y.Values.AsSpan(i * m * n, m * n), m, k, n);
            if (y.IsExact)
                PlainProduct(Exact.AsSpan(atA, m * k), other.Exact.AsSpan(atB, k * n), y.Exact.AsSpan(i * m * n, m * n), k, n);
        }
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

        // Where the matrices of product i begin. Steps are counted in matrices.
        (int A, int B) Place(int i)
        {
            (int outer, int inner) = Math.DivRem(i, numbers[1]);
            return ((outer * stepsA[2] + inner * stepsA[3]) * m * k, (outer * stepsB[2] + inner * stepsB[3]) * k * n);
        }
    }

    /// <summary>
    /// A linear layer: y = this · weight + bias, for each row of the last dimension. Each number is one chain that begins with the bias,
    /// to which the products are then added one after the other.
    /// </summary>
    /// <remarks>The gradients are dy · weightᵀ, thisᵀ · dy, and for the bias the sum of dy's rows, from the first to the last.</remarks>
    /// <param name="weight">[in, out], where this is [in] long in its last dimension.</param>
    /// <param name="bias">[out], or none.</param>
    /// <returns>[…, out].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor Affine(Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        int length = LastLength("affine");
        if (weight.Rank != 2 || weight._shape[0] != length)
            throw new ArgumentException($"affine: expected a weight [{length}, out] for {Shapes.Text(_shape)}, got {Shapes.Text(weight._shape)}{(weight.Rank == 2 && weight._shape[1] == length ? "; did you mean its Transpose()?" : "")}", nameof(weight));
        if (bias is not null && (bias.Rank != 1 || bias.Count != weight._shape[1]))
            throw new ArgumentException($"affine: expected a bias of shape [{weight._shape[1]}], as many as the weight {Shapes.Text(weight._shape)} has columns, got {Shapes.Text(bias._shape)}", nameof(bias));
        return RowsTimes("affine", weight, bias);
    }

    // With a transposed weight, [out, in], each product has its other form.
    private Tensor RowsTimes(string operation, Tensor weight, Tensor? bias, bool isTransposed = false)
    {
        int k = weight._shape[isTransposed ? 1 : 0], n = weight._shape[isTransposed ? 0 : 1], m = Count / k;
        int[] shape = [.. _shape.AsSpan(0, Rank - 1), n];
        Tensor y = bias is null ? UnsetResult(operation, shape, this, weight) : UnsetResult(operation, shape, this, weight, bias);
        if (bias is not null)
            Elementwise.Copy(Shapes.Walk(shape, bias._shape, shape), bias.Values, y.Values);
        if (isTransposed)
            MatrixProduct.MultiplyTransposedB(Values, weight.Values, y.Values, m, k, n, accumulate: bias is not null);
        else
            MatrixProduct.Multiply(Values, weight.Values, y.Values, m, k, n, accumulate: bias is not null);
        if (y.IsExact)
        {
            if (isTransposed)
                PlainProductTransposed(Exact, weight.Exact, y.Exact, k, n);
            else
                PlainProduct(Exact, weight.Exact, y.Exact, k, n);
            if (bias is not null)
                PlainCombine(Arithmetic.Add, shape, y, bias, y.Exact);
        }
        return y.WithGradient(() =>
        {
            float[] dy = y.GradientData;
            if (TakeGradient(out bool isFirst) is { } dx)
                if (isTransposed)
                    MatrixProduct.Multiply(dy, weight.Values, dx, m, n, k, accumulate: !isFirst);
                else
                    MatrixProduct.MultiplyTransposedB(dy, weight.Values, dx, m, n, k, accumulate: !isFirst);
            if (weight.TakeGradient(out isFirst) is { } dw)
                if (isTransposed)
                    MatrixProduct.MultiplyTransposedA(dy, Values, dw, n, m, k, accumulate: !isFirst);
                else
                    MatrixProduct.MultiplyTransposedA(Values, dy, dw, k, m, n, accumulate: !isFirst);
            if (bias is not null)
                AddToInput(bias, 1, dy, shape);
        });
    }

    /// <summary>
    /// A linear layer whose weight stands the other way round: y = this · weightᵀ + bias. So a table of token embeddings, one row a token, also
    /// gives the logits of the tokens: each is the dot product of this with the token's row.
    /// </summary>
    /// <remarks>The gradients are dy · weight, dyᵀ · this, and for the bias the sum of dy's rows. Each number is one chain, as in <see cref="Affine"/>.</remarks>
    /// <param name="weight">[out, in], where this is [in] long in its last dimension.</param>
    /// <param name="bias">[out], or none.</param>
    /// <returns>[…, out].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor AffineTransposed(Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        int k = LastLength("affine (transposed)");
        if (weight.Rank != 2 || weight._shape[1] != k)
            throw new ArgumentException($"affine (transposed): expected a weight [out, {k}] for {Shapes.Text(_shape)}, got {Shapes.Text(weight._shape)}{(weight.Rank == 2 && weight._shape[0] == k ? "; did you mean Affine?" : "")}", nameof(weight));
        int n = weight._shape[0];
        if (bias is not null && (bias.Rank != 1 || bias.Count != n))
            throw new ArgumentException($"affine (transposed): expected a bias of shape [{n}], as many as the weight {Shapes.Text(weight._shape)} has rows, got {Shapes.Text(bias._shape)}", nameof(bias));
        return RowsTimes("affine (transposed)", weight, bias, isTransposed: true);
    }

    private static void PlainProductTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y, int k, int n)
    {
        for (int place = 0; place < y.Length; place++)
        {
            (int row, int column) = Math.DivRem(place, n);
            for (int p = 0; p < k; p++)
                y[place] += a[row * k + p] * b[column * k + p];
        }
    }

    private static void PlainProduct(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y, int k, int n)
    {
        for (int place = 0; place < y.Length; place++)
        {
            (int row, int column) = Math.DivRem(place, n);
            for (int p = 0; p < k; p++)
                y[place] += a[row * k + p] * b[p * n + column];
        }
    }

    private static string MatMulHint(int[] a, int[] b) =>
        a[^1] == b[^1] ? "; did you mean the second one's Transpose()?" : a[^2] == b[^2] ? "; did you mean the first one's Transpose()?" : "";
}
