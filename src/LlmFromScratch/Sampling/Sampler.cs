using System.Numerics.Tensors;
using LlmFromScratch.Predictions;

namespace LlmFromScratch.Sampling;

/// <summary>From a distribution to one token: change it as the options say, then draw.</summary>
public static class Sampler
{
    /// <summary>The distribution that is really drawn from: what temperature, top-k, top-p and min-p make of the model's.</summary>
    /// <param name="probabilities">What the model says.</param>
    /// <param name="options">How to change it.</param>
    public static Probabilities Apply(Probabilities probabilities, SamplingOptions options)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(options);
        double[] p = probabilities.Values.ToArray();
        Apply(p, options, new MostLikelyTokens());
        return new Probabilities(p);
    }

    /// <summary>Draws one outcome with the chances given.</summary>
    /// <param name="probabilities">The chances.</param>
    /// <param name="random">Moves on by one draw.</param>
    /// <returns>The index of an outcome whose probability is above 0.</returns>
    public static int Draw(Probabilities probabilities, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        return Draw(probabilities.Values, random);
    }

    /// <summary>The same in place.</summary>
    /// <param name="p">Probabilities, changed.</param>
    /// <param name="options">How to change them.</param>
    /// <param name="mostLikely">Memory to be used again.</param>
    internal static void Apply(Span<double> p, SamplingOptions options, MostLikelyTokens mostLikely)
    {
        if (options.Temperature == 0)
            TakeLargest(p);
        else if (options.Temperature != 1)
            ChangeTemperature(p, options.Temperature);
        if (options.TopK is null && options.TopP == 1 && options.MinP == 0)
            return;
        mostLikely.Keep(p, options);
        Normalize(p);
    }

    /// <summary>Draws one outcome.</summary>
    internal static int Draw(ReadOnlySpan<double> probabilities, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double at = random.NextDouble();
        int last = -1;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] == 0)
                continue;
            last = i;
            at -= probabilities[i];
            if (at < 0)
                return i;
        }
        return last; // The sum was a rounding error below 1.
    }

    /// <summary>Divides weights by their sum, as <see cref="Probabilities.FromWeights"/> does.</summary>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or all are 0.</exception>
    internal static void Normalize(Span<double> weights)
    {
        double sum = 0;
        bool anyNegative = false;
        foreach (double weight in weights)
        {
            anyNegative |= !(weight >= 0); // also not-a-number
            sum += weight;
        }
        if (anyNegative || !(sum > 0) || double.IsInfinity(sum))
            _ = Probabilities.FromWeights(weights); // says what is wrong
        TensorPrimitives.Divide(weights, sum, weights);
    }

    // Softmax at temperature 0 shares among equal largest ones; greedy takes the first.
    private static void TakeLargest(Span<double> p)
    {
        int largest = TensorPrimitives.IndexOfMax<double>(p);
        p.Clear();
        p[largest] = 1;
    }

    // What Logits.Softmax does with ln p.
    private static void ChangeTemperature(Span<double> p, double temperature)
    {
        double largest = double.NegativeInfinity;
        foreach (ref double one in p)
        {
            one = one == 0 ? double.NegativeInfinity : Math.Log(one);
            largest = Math.Max(largest, one);
        }
        foreach (ref double one in p)
            one = one == largest ? 1 : double.IsNegativeInfinity(one) ? 0 : Math.Exp((one - largest) / temperature);
        Normalize(p);
    }
}
