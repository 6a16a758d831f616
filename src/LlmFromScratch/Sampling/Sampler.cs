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
        double[] p = options.Temperature == 1 ? probabilities.Values.ToArray() : WithTemperature(probabilities, options.Temperature);
        if (options.TopK is null && options.TopP == 1 && options.MinP == 0)
            return new Probabilities(p);

        int[] byProbability = [.. Enumerable.Range(0, p.Length).OrderByDescending(i => p[i]).ThenBy(i => i)];
        int keep = Math.Min(options.TopK ?? p.Length, p.Length);
        keep = CountForTopP(p, byProbability.AsSpan(0, keep), options.TopP);
        double least = options.MinP * p[byProbability[0]] * (1 - 1e-12); // 0.1 times 0.1 is not quite 0.01
        while (keep > 1 && p[byProbability[keep - 1]] < least)
            keep--;
        foreach (int dropped in byProbability.AsSpan(keep))
            p[dropped] = 0;
        return Probabilities.FromWeights(p);
    }

    /// <summary>Draws one outcome with the chances given.</summary>
    /// <param name="probabilities">The chances.</param>
    /// <param name="random">Moves on by one draw.</param>
    /// <returns>The index of an outcome whose probability is above 0.</returns>
    public static int Draw(Probabilities probabilities, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(random);
        double at = random.NextDouble();
        int last = -1;
        for (int i = 0; i < probabilities.Count; i++)
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

    private static double[] WithTemperature(Probabilities probabilities, double temperature)
    {
        if (temperature > 0)
            return probabilities.ToLogits().Softmax(temperature).Values.ToArray();
        var p = new double[probabilities.Count];
        p[probabilities.Top(1)[0]] = 1; // Softmax at temperature 0 shares among equal largest ones; greedy takes the first.
        return p;
    }

    private static int CountForTopP(double[] p, ReadOnlySpan<int> byProbability, double topP)
    {
        if (topP == 1)
            return byProbability.Length;
        double all = 0, sum = 0;
        foreach (int id in byProbability)
            all += p[id];
        for (int count = 0; count < byProbability.Length; count++)
        {
            sum += p[byProbability[count]];
            if (sum >= topP * all - 1e-12) // 0.1 + 0.2 is not quite 0.3
                return count + 1;
        }
        return byProbability.Length;
    }
}
