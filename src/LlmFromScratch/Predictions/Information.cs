namespace LlmFromScratch.Predictions;

/// <summary>The few formulas that measure predictions. Logarithms are natural, so the unit is the nat; a bit is ln 2 nats.</summary>
/// <remarks>Source: Shannon, "A mathematical theory of communication", 1948; Kullback and Leibler, 1951.</remarks>
public static class Information
{
    /// <summary>Nats to bits: divided by ln 2.</summary>
    public static double ToBits(double nats) => nats / Math.Log(2);

    /// <summary>How surprising an event of this probability is, -ln p: 0 nats for a certain one, infinite for an impossible one.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a probability.</exception>
    public static double Surprisal(double probability) => probability is >= 0 and <= 1 ? -Math.Log(probability) + 0.0
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, "expected a probability from 0 to 1");

    /// <summary>The average surprisal of a distribution that is known, -Σ p ln p, in nats: from 0 to ln(number of outcomes).</summary>
    public static double Entropy(Probabilities p)
    {
        ArgumentNullException.ThrowIfNull(p);
        double sum = 0;
        foreach (double value in p.Values)
            if (value > 0) // p ln p goes to 0 with p
                sum -= value * Math.Log(value);
        return sum;
    }

    /// <summary>The average surprisal of one who believes <paramref name="q"/> where <paramref name="p"/> is true, -Σ p ln q, in nats.</summary>
    /// <returns>At least the entropy of p; infinite where q rules out what p allows.</returns>
    /// <exception cref="ArgumentException">The numbers of outcomes differ.</exception>
    public static double CrossEntropy(Probabilities p, Probabilities q)
    {
        RequireSameCount(p, q);
        double sum = 0;
        for (int i = 0; i < p.Count; i++)
            if (p[i] > 0)
                sum -= p[i] * Math.Log(q[i]);
        return sum;
    }

    /// <summary>What believing <paramref name="q"/> costs where <paramref name="p"/> is true, Σ p ln(p / q), in nats: 0 only where they are equal.</summary>
    /// <exception cref="ArgumentException">The numbers of outcomes differ.</exception>
    public static double KullbackLeibler(Probabilities p, Probabilities q)
    {
        RequireSameCount(p, q);
        double sum = 0;
        for (int i = 0; i < p.Count; i++)
            if (p[i] > 0)
                sum += p[i] * (Math.Log(p[i]) - Math.Log(q[i])); // p / q could overflow
        return Math.Max(0, sum); // Nearly equal ones could come out below 0 by rounding.
    }

    /// <summary>The number of equally likely choices that would be as surprising as this average: e to the power of the cross-entropy.</summary>
    /// <param name="natsPerToken">Cross-entropy in nats per token; 0 or more.</param>
    public static double Perplexity(double natsPerToken) => Math.Exp(natsPerToken);

    private static void RequireSameCount(Probabilities p, Probabilities q)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        if (p.Count != q.Count)
            throw new ArgumentException($"expected two distributions over the same outcomes, got {p.Count} and {q.Count} of them: do the models share a vocabulary?");
    }
}
