namespace LlmFromScratch.Kernels;

/// <summary>Softmax and cross-entropy as a textbook writes them, in float64: what to read, and what <see cref="Softmax"/> is held against.</summary>
public static class PlainSoftmax
{
    /// <summary>y[r, j] = exp(x[r, j]) / Σ exp(x[r, ·]). [0, ln 3] -> [0.25, 0.75].</summary>
    /// <param name="x">Logits, <c>[rows, columns]</c>.</param>
    /// <param name="y">Probabilities, <c>[rows, columns]</c>; overwritten.</param>
    /// <param name="columns">Columns.</param>
    public static void Apply(ReadOnlySpan<double> x, Span<double> y, int columns)
    {
        for (int row = 0; row < x.Length; row += columns)
        {
            double largest = Largest(x.Slice(row, columns)), sum = 0; // the largest goes to 0, so that exp cannot overflow
            for (int j = row; j < row + columns; j++)
                sum += y[j] = Math.Exp(x[j] - largest);
            for (int j = row; j < row + columns; j++)
                y[j] /= sum;
        }
    }

    /// <summary>dx[r, j] += y[r, j] (dy[r, j] - Σ dy[r, ·] y[r, ·]).</summary>
    /// <param name="y">Probabilities, <c>[rows, columns]</c>.</param>
    /// <param name="dy">Their gradient.</param>
    /// <param name="dx">The gradient of the logits; added to.</param>
    /// <param name="columns">Columns.</param>
    public static void AddGradient(ReadOnlySpan<double> y, ReadOnlySpan<double> dy, Span<double> dx, int columns)
    {
        for (int row = 0; row < y.Length; row += columns)
        {
            double dot = 0;
            for (int j = row; j < row + columns; j++)
                dot += dy[j] * y[j];
            for (int j = row; j < row + columns; j++)
                dx[j] += y[j] * (dy[j] - dot);
        }
    }

    /// <summary>The logarithm of <see cref="Apply"/>: y[r, j] = x[r, j] - ln Σ exp(x[r, ·]).</summary>
    /// <param name="x">Logits, <c>[rows, columns]</c>.</param>
    /// <param name="y">Their logarithms; overwritten.</param>
    /// <param name="columns">Columns.</param>
    public static void ApplyLog(ReadOnlySpan<double> x, Span<double> y, int columns)
    {
        for (int row = 0; row < x.Length; row += columns)
        {
            double largest = Largest(x.Slice(row, columns)), sum = 0;
            for (int j = row; j < row + columns; j++)
                sum += Math.Exp(x[j] - largest);
            for (int j = row; j < row + columns; j++)
                y[j] = x[j] - largest - Math.Log(sum);
        }
    }

    /// <summary>dx[r, j] += dy[r, j] - exp(y[r, j]) Σ dy[r, ·].</summary>
    /// <param name="y">What <see cref="ApplyLog"/> gave, <c>[rows, columns]</c>.</param>
    /// <param name="dy">Their gradient.</param>
    /// <param name="dx">The gradient of the logits; added to.</param>
    /// <param name="columns">Columns.</param>
    public static void AddLogGradient(ReadOnlySpan<double> y, ReadOnlySpan<double> dy, Span<double> dx, int columns)
    {
        for (int row = 0; row < y.Length; row += columns)
        {
            double sum = 0;
            for (int j = row; j < row + columns; j++)
                sum += dy[j];
            for (int j = row; j < row + columns; j++)
                dx[j] += dy[j] - Math.Exp(y[j]) * sum;
        }
    }

    /// <summary>losses[r] = -ln softmax(x[r, ·])[targets[r]], in nats; 0 where the target is <see cref="Softmax.Ignored"/>.</summary>
    /// <param name="x">Logits, <c>[rows, columns]</c>.</param>
    /// <param name="targets">The right column of each row.</param>
    /// <param name="losses">One a row; overwritten.</param>
    /// <param name="columns">Columns.</param>
    public static void CrossEntropy(ReadOnlySpan<double> x, ReadOnlySpan<int> targets, Span<double> losses, int columns)
    {
        var logs = new double[x.Length];
        ApplyLog(x, logs, columns);
        for (int row = 0; row < targets.Length; row++)
            losses[row] = targets[row] == Softmax.Ignored ? 0 : -logs[row * columns + targets[row]];
    }

    /// <summary>dx[r, j] += scale (probabilities[r, j] - [j is targets[r]]).</summary>
    /// <param name="probabilities">softmax of the logits, <c>[rows, columns]</c>.</param>
    /// <param name="targets">The right column of each row.</param>
    /// <param name="scale">The gradient of each loss.</param>
    /// <param name="dx">The gradient of the logits; added to.</param>
    /// <param name="columns">Columns.</param>
    public static void AddCrossEntropyGradient(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> targets, double scale, Span<double> dx, int columns)
    {
        for (int i = 0; i < probabilities.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, columns);
            if (targets[row] != Softmax.Ignored)
                dx[i] += scale * (probabilities[i] - (column == targets[row] ? 1 : 0));
        }
    }

    private static double Largest(ReadOnlySpan<double> numbers)
    {
        double largest = numbers[0];
        foreach (double number in numbers)
            largest = Math.Max(largest, number);
        return largest;
    }
}
