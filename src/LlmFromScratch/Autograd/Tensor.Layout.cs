using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

// The same numbers in another shape or order.
public sealed partial class Tensor
{
    /// <summary>The same numbers in the same order under another shape. The array is shared.</summary>
    /// <param name="shape">The new shape; one length may be -1, to be worked out from the others.</param>
    /// <exception cref="ArgumentException">It has another number of elements.</exception>
    public Tensor Reshape(params int[] shape)
    {
        int[] full = [.. shape];
        int open = Array.IndexOf(full, -1);
        if (open >= 0)
        {
            full[open] = 1;
            full[open] = Math.Max(1, Count / Shapes.Count(full));
        }
        if (Shapes.Count(full) != Count)
            throw new ArgumentException($"reshape: {Shapes.Text(_shape)} has {Count} numbers, which do not fit the shape {Shapes.Text(shape)}", nameof(shape));
        Tensor y = Result("reshape", _storage, full, [this]);
        return y.WithGradient(() =>
        {
            if (TakeGradient(out bool isFirst) is { } dx)
                Vectors.Add(y.GradientData, dx, 1, isFirst);
        });
    }

    /// <summary>Swaps the last two dimensions: rows become columns.</summary>
    /// <exception cref="ArgumentException">It has fewer than two dimensions.</exception>
    public Tensor Transpose()
    {
        if (Rank < 2)
            throw new ArgumentException($"transpose: expected two dimensions or more, got the shape {Shapes.Text(_shape)}");
        int[] axes = [.. Enumerable.Range(0, Rank)];
        (axes[^1], axes[^2]) = (axes[^2], axes[^1]);
        return Permute(axes);
    }

    /// <summary>Puts the dimensions into another order. Permute(1, 0, 2) of [batch, time, channels] is [time, batch, channels].</summary>
    /// <param name="axes">For each dimension of the result, which one of this it is.</param>
    /// <exception cref="ArgumentException">Not each dimension stands there once.</exception>
    public Tensor Permute(params int[] axes)
    {
        if (!axes.Order().SequenceEqual(Enumerable.Range(0, Rank)))
            throw new ArgumentException($"permute: expected each of the axes 0 to {Rank - 1} of the shape {Shapes.Text(_shape)} once, got {Shapes.Text(axes)}", nameof(axes));
        int[] shape = Array.ConvertAll(axes, axis => _shape[axis]), steps = Shapes.Steps(_shape)[^Rank..], permuted = Array.ConvertAll(axes, axis => steps[axis]);
        Tensor y = UnsetResult("permute", shape, this);
        Elementwise.Copy(new PairWalk(shape, permuted, Shapes.Steps(shape)[^Rank..]), Values, y.Values);
        if (IsExact)
            PlainPermute(Exact, shape, permuted, y.Exact);
        return y.WithGradient(() =>
        {
            if (WantedGradient is { } dx)
                Elementwise.Add(new PairWalk(shape, Shapes.Steps(shape)[^Rank..], permuted), 1, y.GradientData, dx);
        });
    }

    private static void PlainPermute(double[] x, int[] shape, int[] steps, double[] y)
    {
        for (int to = 0; to < y.Length; to++)
        {
            int from = 0, rest = to;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += rest % shape[axis] * steps[axis];
                rest /= shape[axis];
            }
            y[to] = x[from];
        }
    }

    /// <summary>A part along one dimension: those from <paramref name="start"/> on, <paramref name="length"/> of them.</summary>
    /// <param name="axis">The dimension; -1 is the last.</param>
    /// <param name="start">The first, 0 or more.</param>
    /// <param name="length">How many, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public Tensor Slice(int axis, int start, int length)
    {
        axis = Shapes.Axis(axis, _shape, "slice");
        if (start < 0 || length < 1 || length > _shape[axis] - start)
            throw new ArgumentOutOfRangeException(nameof(start), $"slice: axis {axis} of {Shapes.Text(_shape)} has no {length} places from {start} on");
        int[] shape = [.. _shape];
        shape[axis] = length;
        Tensor y = UnsetResult("slice", shape, this);
        int inner = InnerCount(axis), width = length * inner, stride = _shape[axis] * inner, offset = start * inner;
        CopyRows<float>(Values.AsSpan(offset), stride, y.Values, width, width, y.Count / width);
        if (IsExact)
            CopyRows<double>(Exact.AsSpan(offset), stride, y.Exact, width, width, y.Count / width);
        return y.WithGradient(() =>
        {
            if (WantedGradient is { } dx)
                Elementwise.Add(new PairWalk([y.Count / width, width], [width, 1], [stride, 1]), 1, y.GradientData, dx.AsSpan(offset));
        });
    }

    /// <summary>Copies rows of a width; the next row begins a stride further on.</summary>
    private static void CopyRows<T>(ReadOnlySpan<T> from, int strideFrom, Span<T> to, int strideTo, int width, int rows)
    {
        for (int row = 0; row < rows; row++)
            from.Slice(row * strideFrom, width).CopyTo(to[(row * strideTo)..]);
    }

    /// <summary>Puts tensors one after the other along a dimension that they have. [2, 3] and [2, 1] along axis 1 -> [2, 4].</summary>
    /// <param name="axis">The dimension; -1 is the last.</param>
    /// <param name="tensors">One or more, whose other dimensions are equal.</param>
    /// <exception cref="ArgumentException">Other dimensions than that one differ, or there are none.</exception>
    public static Tensor Concatenate(int axis, params Tensor[] tensors)
    {
        if (tensors.Length == 0)
            throw new ArgumentException("concatenate: expected at least one tensor, got none", nameof(tensors));
        tensors = [.. tensors]; // the caller may put others into the array before the way back
        int[] shape = [.. tensors[0]._shape];
        axis = Shapes.Axis(axis, shape, "concatenate");
        shape[axis] = 0;
        foreach (Tensor x in tensors)
        {
            if (x.Rank != shape.Length || x._shape.Where((length, i) => i != axis && length != shape[i]).Any())
                throw new ArgumentException($"concatenate along axis {axis}: expected shapes that are equal but for that axis, got {Shapes.Text(tensors[0]._shape)} and {Shapes.Text(x._shape)}", nameof(tensors));
            shape[axis] += x._shape[axis];
        }
        Tensor y = UnsetResult("concatenate", shape, tensors);
        int stride = shape[axis] * y.InnerCount(axis), offset = 0;
        var offsets = new int[tensors.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            Tensor x = tensors[i];
            int width = x._shape[axis] * x.InnerCount(axis);
            CopyRows<float>(x.Values, width, y.Values.AsSpan(offset), stride, width, x.Count / width);
            if (y.IsExact)
                CopyRows<double>(x.Exact, width, y.Exact.AsSpan(offset), stride, width, x.Count / width);
            offsets[i] = offset;
            offset += width;
        }
        return y.WithGradient(() =>
        {
            float[] dy = y.GradientData;
            for (int t = 0; t < tensors.Length; t++)
            {
                int width = tensors[t]._shape[axis] * y.InnerCount(axis);
                if (tensors[t].WantedGradient is { } dx)
                    Elementwise.Add(new PairWalk([dx.Length / width, width], [stride, 1], [width, 1]), 1, dy.AsSpan(offsets[t]), dx);
            }
        });
    }

    /// <summary>Puts tensors of one shape together along a new dimension. Three of [2, 4] along axis 0 -> [3, 2, 4].</summary>
    /// <param name="axis">Where the new dimension stands in the result.</param>
    /// <param name="tensors">One or more of equal shapes, of three dimensions at most.</param>
    /// <exception cref="ArgumentException">The shapes differ, or there are none.</exception>
    public static Tensor Stack(int axis, params Tensor[] tensors)
    {
        if (tensors.Length == 0)
            throw new ArgumentException("stack: expected at least one tensor, got none", nameof(tensors));
        int[] first = tensors[0]._shape;
        if (tensors.FirstOrDefault(x => !x._shape.SequenceEqual(first)) is { } other)
            throw new ArgumentException($"stack: expected equal shapes, got {Shapes.Text(first)} and {Shapes.Text(other._shape)}", nameof(tensors));
        axis = Shapes.Axis(axis, new int[first.Length + 1], "stack");
        int[] shape = [.. first[..axis], 1, .. first[axis..]];
        return Concatenate(axis, [.. tensors.Select(x => x.Reshape(shape))]);
    }

    /// <summary>How many numbers belong to one place of an axis: the product of the lengths after it.</summary>
    private int InnerCount(int axis)
    {
        int count = 1;
        foreach (int length in _shape.AsSpan(axis + 1))
            count *= length;
        return count;
    }
}
