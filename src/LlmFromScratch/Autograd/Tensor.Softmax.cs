using System.Numerics;

namespace LlmFromScratch.Autograd;

// From logits to probabilities, and from these to a loss. All over the last dimension, row by row.
public sealed partial class Tensor
{
    /// <summary>Scores to probabilities over the last dimension: yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ). [0, ln 3] -> [0.25, 0.75].</summary>
    /// <remarks>The gradient: dxᵢ = yᵢ · (dyᵢ - Σⱼ dyⱼ yⱼ).</remarks>
    /// <exception cref="ArgumentException">It has no dimension.</exception>
    public Tensor Softmax()
    {
        int length = LastLength("softmax");
        Tensor y = Result("softmax", _shape, this);
        Forward(Values, y.Values, length);
        if (IsExact)
            Forward(Exact, y.Exact, length);
        return y.WithGradient(() =>
        {
            if (WantedGradient is not { } dx)
                return;
            float[] dy = y.GradientData, probabilities = y.Values;
            float[] weighted = TensorPool.Zeros(length);
            for (int row = 0; row < dx.Length; row += length)
            {
                for (int i = 0; i < length; i++)
                    weighted[i] = dy[row + i] * probabilities[row + i];
                float mean = Elementary.Sum<float>(weighted);
                for (int i = 0; i < length; i++)
                    dx[row + i] += probabilities[row + i] * (dy[row + i] - mean);
            }
        });

        static void Forward<T>(T[] x, T[] y, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            for (int row = 0; row < x.Length; row += length)
            {
                Span<T> result = y.AsSpan(row, length);
                T largest = Largest<T>(x.AsSpan(row, length)); // goes to 0, so that exp cannot overflow
                for (int i = 0; i < length; i++)
                    result[i] = Elementary.Exp(x[row + i] - largest);
                T sum = Elementary.Sum<T>(result);
                for (int i = 0; i < length; i++)
                    result[i] /= sum;
            }
        }
    }

    /// <summary>The logarithm of <see cref="Softmax"/>, exact where the probability is too small for a number: yᵢ = xᵢ - log Σⱼ exp(xⱼ).</summary>
    /// <remarks>The gradient: dxᵢ = dyᵢ - exp(yᵢ) · Σⱼ dyⱼ.</remarks>
    /// <exception cref="ArgumentException">It has no dimension.</exception>
    public Tensor LogSoftmax()
    {
        int length = LastLength("log-softmax");
        Tensor y = Result("log-softmax", _shape, this);
        LogSoftmax(Values, y.Values, length);
        if (IsExact)
            LogSoftmax(Exact, y.Exact, length);
        return y.WithGradient(() =>
        {
            if (WantedGradient is not { } dx)
                return;
            float[] dy = y.GradientData, logs = y.Values;
            for (int row = 0; row < dx.Length; row += length)
            {
                float sum = Elementary.Sum<float>(dy.AsSpan(row, length));
                for (int i = row; i < row + length; i++)
                    dx[i] += dy[i] - Elementary.Exp(logs[i]) * sum;
            }
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
        for (int row = 0; row < rows; row++)
        {
            if (targets[row] == ignoreIndex)
                continue;
            if ((uint)targets[row] >= (uint)classes)
                throw new ArgumentOutOfRangeException(nameof(targets), targets[row], $"cross-entropy: expected targets from 0 to {classes - 1}, got {targets[row]} for row {row}");
            counted++;
        }
        if (counted == 0)
            throw new ArgumentException($"cross-entropy: expected at least one target that counts, got only the ignored {ignoreIndex}", nameof(targets));

        int[] wanted = targets.ToArray();
        Tensor y = Result("cross-entropy", [], this);
        float[] logProbabilities = TensorPool.Zeros(Count);
        y.Values[0] = Forward(Values, logProbabilities);
        if (IsExact)
            y.Exact[0] = Forward(Exact, new double[Count]);
        return y.WithGradient(() =>
        {
            if (WantedGradient is not { } dx)
                return;
            float each = y.GradientData[0] / counted;
            for (int row = 0; row < rows; row++)
            {
                if (wanted[row] == ignoreIndex)
                    continue;
                for (int i = row * classes; i < (row + 1) * classes; i++)
                    dx[i] += each * (Elementary.Exp(logProbabilities[i]) - (i - row * classes == wanted[row] ? 1 : 0));
            }
        });

        T Forward<T>(T[] x, T[] logs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            LogSoftmax(x, logs, classes);
            var surprises = new T[rows];
            for (int row = 0; row < rows; row++)
                surprises[row] = wanted[row] == ignoreIndex ? T.Zero : -logs[row * classes + wanted[row]];
            return Elementary.Sum<T>(surprises) / T.CreateTruncating(counted);
        }
    }

    private static void LogSoftmax<T>(T[] x, T[] y, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < x.Length; row += length)
        {
            Span<T> result = y.AsSpan(row, length);
            T largest = Largest<T>(x.AsSpan(row, length));
            for (int i = 0; i < length; i++)
                result[i] = Elementary.Exp(x[row + i] - largest);
            T logSum = Elementary.Log(Elementary.Sum<T>(result));
            for (int i = 0; i < length; i++)
                result[i] = x[row + i] - largest - logSum;
        }
    }

    private static T Largest<T>(ReadOnlySpan<T> numbers) where T : IBinaryFloatingPointIeee754<T>
    {
        T largest = numbers[0];
        foreach (T number in numbers)
            largest = T.Max(largest, number);
        return largest;
    }

    private int LastLength(string operation) => Rank > 0 ? _shape[^1]
        : throw new ArgumentException($"{operation}: expected a tensor with at least one dimension, got a single number");
}
