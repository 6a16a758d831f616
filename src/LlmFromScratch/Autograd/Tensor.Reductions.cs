using System.Numerics;

namespace LlmFromScratch.Autograd;

// Many numbers to one. The dimensions that are summed over disappear, or stay with length 1.
public sealed partial class Tensor
{
    /// <summary>The sum of all numbers.</summary>
    public Tensor Sum() => Sum([.. Enumerable.Range(0, Rank)]);

    /// <summary>The sum over some dimensions, in a fixed order.</summary>
    /// <param name="axes">Which; -1 is the last.</param>
    /// <param name="keepDimensions">Leave them there with length 1, so that the result can be broadcast against this.</param>
    /// <exception cref="ArgumentException">There is no such dimension, or it stands there twice.</exception>
    public Tensor Sum(int[] axes, bool keepDimensions = false)
    {
        (int[] shape, int[] steps) = Reduced(axes, "sum", keepDimensions);
        int[] lengths = Shapes.Padded(_shape);
        Tensor y = Result("sum", shape, this);
        Forward(Values, y.Values);
        if (IsExact)
            Forward(Exact, y.Exact);
        return y.WithGradient(() => // Each number has a slope of 1.
        {
            float[] dy = y.GradientData;
            if (WantedGradient is { } dx)
                Visit(lengths, steps, (to, from) => dx[from] += dy[to]);
        });

        void Forward<T>(T[] x, T[] y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            // Rows whose numbers all go to one sum are added up in lanes, which is more exact than one after the other.
            if (steps[3] == 0)
            {
                int row = 0;
                Visit([.. lengths[..3], 1], steps, (to, _) => y[to] += Elementary.Sum<T>(x.AsSpan(row++ * lengths[3], lengths[3])));
            }
            else
            {
                Visit(lengths, steps, (to, from) => y[to] += x[from]);
            }
        }
    }

    /// <summary>The mean of all numbers.</summary>
    public Tensor Mean() => Sum() / Count;

    /// <summary>The mean over some dimensions.</summary>
    /// <inheritdoc cref="Sum(int[], bool)"/>
    public Tensor Mean(int[] axes, bool keepDimensions = false)
    {
        Tensor sum = Sum(axes, keepDimensions);
        return sum / (Count / sum.Count);
    }

    /// <summary>The largest of all numbers. Where several are, the first gets the gradient.</summary>
    public Tensor Max() => Max([.. Enumerable.Range(0, Rank)]);

    /// <summary>The largest number over some dimensions. Where several are, the first gets the gradient.</summary>
    /// <inheritdoc cref="Sum(int[], bool)"/>
    public Tensor Max(int[] axes, bool keepDimensions = false)
    {
        (int[] shape, int[] steps) = Reduced(axes, "max", keepDimensions);
        Tensor y = Result("max", shape, this);
        var winners = new int[y.Count];
        Array.Fill(winners, -1);
        Visit(Shapes.Padded(_shape), steps, (to, from) =>
        {
            // Not-a-number wins, so that it is seen.
            if (winners[to] < 0 || Values[from] > Values[winners[to]] || (float.IsNaN(Values[from]) && !float.IsNaN(Values[winners[to]])))
                winners[to] = from;
        });
        for (int i = 0; i < winners.Length; i++)
        {
            y.Values[i] = Values[winners[i]];
            if (IsExact)
                y.Exact[i] = Exact[winners[i]];
        }
        return y.WithGradient(() =>
        {
            float[] dy = y.GradientData;
            if (WantedGradient is { } dx)
                for (int i = 0; i < winners.Length; i++)
                    dx[winners[i]] += dy[i];
        });
    }

    /// <summary>The shape of a result, and the steps in it for a step in this: 0 along the dimensions that disappear.</summary>
    private (int[] Shape, int[] Steps) Reduced(int[] axes, string operation, bool keepDimensions)
    {
        int[] places = Array.ConvertAll(axes, axis => Shapes.Axis(axis, _shape, operation));
        if (places.Distinct().Count() != places.Length)
            throw new ArgumentException($"{operation}: expected each axis once, got {Shapes.Text(axes)}", nameof(axes));
        int[] kept = [.. _shape.Select((length, axis) => places.Contains(axis) ? 1 : length)];
        int[] shape = keepDimensions ? kept : [.. _shape.Where((_, axis) => !places.Contains(axis))];
        return (shape, Shapes.Steps(kept));
    }
}
