using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

// From logits to probabilities, and from these to a loss. All over the last dimension, row by row.
public sealed partial class Tensor
{
    /// <summary>Scores to probabilities over the last dimension: yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ). [0, ln 3] -> [0.25, 0.75].</summary>
    /// <remarks>The gradient: dxᵢ = yᵢ · (dyᵢ - Σⱼ dyⱼ yⱼ).</remarks>
    /// <exception cref="ArgumentException">It has no dimension.</exception>
    public Tensor Softmax()
    {
        int length = LastLength("softmax"), rows = Count / length;
        Tensor y = UnsetResult("softmax", _shape, this);
        Kernels.Softmax.Apply(Values, y.Values, rows, length);
        if (IsExact)
            PlainSoftmax.Apply(Exact, y.Exact, length);
        return y.WithGradient(() =>
        {
            if (WantedGradient is { } dx)
                Kernels.Softmax.AddGradient(y.Values, y.GradientData, dx, rows, length);
        });
    }

    /// <summary>The logarithm of <see cref="Softmax"/>, exact where the probability is too small for a number: yᵢ = xᵢ - log Σⱼ exp(xⱼ).</summary>
    /// <remarks>The gradient: dxᵢ = dyᵢ - exp(yᵢ) · Σⱼ dyⱼ.</remarks>
    /// <exception cref="ArgumentException">It has no dimension.</exception>
    public Tensor LogSoftmax()
    {
        int length = LastLength("log-softmax"), rows = Count / length;
        Tensor y = UnsetResult("log-softmax", _shape, this);
        Kernels.Softmax.ApplyLog(Values, y.Values, rows, length);
        if (IsExact)
            PlainSoftmax.ApplyLog(Exact, y.Exact, length);
        return y.WithGradient(() =>
        {
            if (WantedGradient is { } dx)
                Kernels.Softmax.AddLogGradient(y.Values, y.GradientData, dx, rows, length);
        });
    }

    /// <summary>
    /// The mean cross-entropy, in nats: how surprised a model with these logits is by the targets, -log softmax(x)[target] averaged over them.
    /// </summary>
    /// <remarks>The gradient: (softmax(x) - 1 at the target) / number of targets.</remarks>
    /// <param name="targets">The right class of each row, from 0 to the length of the last dimension; as many as there are rows.</param>
    /// <param name="ignoreIndex">A target that does not count, such as that of padding.</param>
    /// <exception cref="ArgumentException">Their number is not that of the rows, one is no class, or none counts.</exception>
    public Tensor CrossEntropy(ReadOnlySpan<int> targets, int ignoreIndex = -100)
    {
        int classes = LastLength("cross-entropy"), rows = Count / classes, counted = 0;
        if (targets.Length != rows)
            throw new ArgumentException($"cross-entropy: expected a target for each of the {rows} rows of the logits {Shapes.Text(_shape)}, got {targets.Length}", nameof(targets));
        int[] wanted = TensorPool.CopyOf(targets);
        for (int row = 0; row < rows; row++)
        {
            if (targets[row] == ignoreIndex)
            {
                wanted[row] = Kernels.Softmax.Ignored;
                continue;
            }
            if ((uint)targets[row] >= (uint)classes)
                throw new ArgumentOutOfRangeException(nameof(targets), targets[row], $"cross-entropy: expected targets from 0 to {classes - 1}, got {targets[row]} for row {row}");
            counted++;
        }
        if (counted == 0)
            throw new ArgumentException($"cross-entropy: expected at least one target that counts, got only the ignored {ignoreIndex}", nameof(targets));

        Tensor y = Result("cross-entropy", [], this);
        float[] probabilities = TensorPool.Unset(Count), losses = TensorPool.Unset(rows);
        Kernels.Softmax.CrossEntropy(Values, wanted, probabilities, losses, rows, classes);
        y.Values[0] = Vectors.Sum(losses) / counted;
        if (IsExact)
        {
            var exact = new double[rows];
            PlainSoftmax.CrossEntropy(Exact, wanted, exact, classes);
            y.Exact[0] = exact.Sum() / counted;
        }
        return y.WithGradient(() =>
        {
            if (TakeGradient(out bool isFirst) is { } dx)
                Kernels.Softmax.AddCrossEntropyGradient(probabilities, wanted, y.GradientData[0] / counted, dx, rows, classes, isFirst);
        });
    }

    private int LastLength(string operation) => Rank > 0 ? _shape[^1]
        : throw new ArgumentException($"{operation}: expected a tensor with at least one dimension, got a single number");
}
