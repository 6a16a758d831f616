namespace LlmFromScratch.Predictions;

/// <summary>A probability for each outcome: none negative, together 1. Immutable.</summary>
public sealed class Probabilities
{
    /// <summary>How far from 1 the sum may be: rounding, not a mistake.</summary>
    public const double Tolerance = 1e-6;

    private readonly double[] _values;

    /// <summary>Takes a copy of the values after checking them.</summary>
    /// <param name="values">One for each outcome; each in [0, 1], their sum within <see cref="Tolerance"/> of 1.</param>
    /// <exception cref="ArgumentException">There are none, one is negative or not a number, or the sum is not 1.</exception>
    public Probabilities(ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= 0)) // also catches not-a-number
                throw new ArgumentException(FormattableString.Invariant($"expected probabilities of 0 or more, got {values[i]} for outcome {i}"), nameof(values));
            sum += values[i];
        }
        if (!(Math.Abs(sum - 1) <= Tolerance))
            throw new ArgumentException(FormattableString.Invariant($"expected probabilities that sum to 1, got a sum of {sum} over {values.Length} outcomes"), nameof(values));
        _values = values.ToArray();
    }

    /// <summary>The number of outcomes.</summary>
    public int Count => _values.Length;

    /// <summary>The probability of one outcome.</summary>
    public double this[int outcome] => _values[outcome];

    /// <summary>All of them, in the order of the outcomes.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Divides each weight by their sum: [3, 1] -> [0.75, 0.25].</summary>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or all are 0.</exception>
    public static Probabilities FromWeights(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0) || double.IsInfinity(weights[i]))
                throw new ArgumentException(FormattableString.Invariant($"expected finite weights of 0 or more, got {weights[i]} for outcome {i}"), nameof(weights));
            sum += weights[i];
        }
        if (!(sum > 0) || double.IsInfinity(sum))
            throw new ArgumentException(FormattableString.Invariant($"expected weights with a positive, finite sum, got {sum}: nothing to choose from"), nameof(weights));
        var values = new double[weights.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = weights[i] / sum;
        return new Probabilities(values);
    }

    /// <summary>The outcomes in order of falling probability; equal ones in order of their number.</summary>
    /// <param name="count">How many at most; all if it is larger than <see cref="Count"/>.</param>
    public int[] Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return [.. Enumerable.Range(0, Count).OrderByDescending(i => _values[i]).ThenBy(i => i).Take(count)];
    }

    /// <summary>The logits that lead back here by softmax: ln p, negative infinity for 0.</summary>
    public Logits ToLogits() => new(Array.ConvertAll(_values, Math.Log));

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Count} probabilities, largest {(Count > 0 ? _values.Max() : 0):0.###}, entropy {Information.Entropy(this):0.###} nats");
}
