using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

// Many numbers to one. The dimensions that are summed over disappear, or stay with length 1.
public sealed partial class Tensor
{
    private static readonly int[] AllAxes = [0, 1, 2, 3];

    /// <summary>The sum of all numbers.</summary>
    public Tensor Sum() => Sum(AllAxes[..Rank]);

    /// <summary>The sum over some dimensions, in a fixed order.</summary>
    /// <param name="axes">Which; -1 is the last.</param>
    /// <param name="keepDimensions">Leave them there with length 1, so that the result can be broadcast against this.</param>
    /// <exception cref="ArgumentException">There is no such dimension, or it stands there twice.</exception>
    public Tensor Sum(int[] axes, bool keepDimensions = false)
    {
        (int[] shape, int[] kept) = Reduced(axes, "sum", keepDimensions);
        Tensor y = Result("sum", shape, this);
        Elementwise.Add(Shapes.Walk(_shape, _shape, kept), 1, Values, y.Values);
        if (IsExact)
            PlainSum(Exact, Shapes.Padded(_shape), Shapes.Steps(kept), y.Exact);
        return y.WithGradient(() => // Each number has a slope of 1.
        {
            if (WantedGradient is { } dx)
                Elementwise.Add(Shapes.Walk(_shape, kept, _shape), 1, y.GradientData, dx);
        });
    }

    private static void PlainSum(double[] x, int[] lengths, int[] steps, double[] y)
    {
        int at = 0;
        for (int i = 0; i < lengths[0]; i++)
            for (int j = 0; j < lengths[1]; j++)
                for (int k = 0; k < lengths[2]; k++)
                    for (int l = 0; l < lengths[3]; l++)
                        y[i * steps[0] + j * steps[1] + k * steps[2] + l * steps[3]] += x[at++];
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
    public Tensor Max() => Max(AllAxes[..Rank]);

    /// <summary>The largest number over some dimensions. Where several are, the first gets the gradient.</summary>
    /// <inheritdoc cref="Sum(int[], bool)"/>
    public Tensor Max(int[] axes, bool keepDimensions = false)
    {
        (int[] shape, int[] kept) = Reduced(axes, "max", keepDimensions);
        Tensor y = Result("max", shape, this);
        int[] winners = Winners(Values, Shapes.Padded(_shape), Shapes.Steps(kept), y.Count);
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

    /// <summary>For each result the place of the largest number that goes to it.</summary>
    private static int[] Winners(float[] x, int[] lengths, int[] steps, int count)
    {
        var winners = new int[count];
        Array.Fill(winners, -1);
        int from = 0;
        for (int i = 0; i < lengths[0]; i++)
            for (int j = 0; j < lengths[1]; j++)
                for (int k = 0; k < lengths[2]; k++)
                    for (int l = 0; l < lengths[3]; l++, from++)
                    {
                        ref int winner = ref winners[i * steps[0] + j * steps[1] + k * steps[2] + l * steps[3]];
                        // Not-a-number wins, so that it is seen.
                        if (winner < 0 || x[from] > x[winner] || (float.IsNaN(x[from]) && !float.IsNaN(x[winner])))
                            winner = from;
                    }
        return winners;
    }

    /// <summary>The shape of a result, and the same with the dimensions that disappear kept as 1.</summary>
    private (int[] Shape, int[] Kept) Reduced(int[] axes, string operation, bool keepDimensions)
    {
        int[] kept = [.. _shape];
        foreach (int axis in axes)
        {
            ref int length = ref kept[Shapes.Axis(axis, _shape, operation)];
            if (length == 0)
                throw new ArgumentException($"{operation}: expected each axis once, got {Shapes.Text(axes)}", nameof(axes));
            length = 0; // marks it
        }
        int[] shape = keepDimensions ? kept : [.. kept.Where(length => length != 0)];
        for (int i = 0; i < kept.Length; i++)
            kept[i] = Math.Max(kept[i], 1);
        return (shape, kept);
    }
}
