namespace LlmFromScratch.Predictions;

/// <summary>A score for each outcome, any real number: what a network puts out before <see cref="Softmax"/> makes probabilities of it.</summary>
/// <remarks>
/// Only differences count: adding 1000 to all changes nothing. Negative infinity is an impossible outcome. Positive infinity is
/// a certain one; where several are, they share the probability equally. Not-a-number is refused.
/// </remarks>
public sealed class Logits
{
    private readonly double[] _values;

    /// <summary>Takes a copy of the scores.</summary>
    /// <param name="values">One for each outcome; at least one above negative infinity.</param>
    /// <exception cref="ArgumentException">There are none, one is not a number, or all are negative infinity.</exception>
    public Logits(ReadOnlySpan<double> values)
    {
        bool anyPossible = false;
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
                throw new ArgumentException($"expected numbers, got not-a-number as the logit of outcome {i}", nameof(values));
            anyPossible |= values[i] > double.NegativeInfinity;
        }
        if (!anyPossible)
            throw new ArgumentException($"expected at least one possible outcome, got {values.Length} logits of negative infinity", nameof(values));
        _values = values.ToArray();
    }

    /// <summary>The number of outcomes.</summary>
    public int Count => _values.Length;

    /// <summary>The score of one outcome.</summary>
    public double this[int outcome] => _values[outcome];

    /// <summary>All of them, in the order of the outcomes.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>
    /// Scores to probabilities: exp(logit / temperature), divided by the sum of these. [0, ln 3] -> [0.25, 0.75].
    /// </summary>
    /// <param name="temperature">
    /// Above 0. Below 1 sharpens, above 1 flattens. At 0 the largest takes all; equal largest ones share. At infinity all possible outcomes are equal.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is negative or not a number.</exception>
    public Probabilities Softmax(double temperature = 1)
    {
        if (!(temperature >= 0))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "expected a temperature of 0 or more");
        double largest = _values.Max();
        var weights = new double[_values.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            // The largest goes to 0 first, so that exp cannot overflow. Where it is infinite, or the temperature 0, only the largest count.
            double below = _values[i] == largest ? 0 : double.IsPositiveInfinity(largest) || temperature == 0 ? double.NegativeInfinity : _values[i] - largest;
            weights[i] = below == 0 ? 1 : double.IsNegativeInfinity(below) ? 0 : Math.Exp(below / temperature);
        }
        return Probabilities.FromWeights(weights);
    }
}
