using LlmFromScratch.Predictions;

namespace LlmFromScratch.Counts;

/// <summary>Jelinek-Mercer smoothing: a fixed mixture of what each length of context says.</summary>
/// <remarks>
/// p(w | context) = λ · count(context w) / count(context) + (1 - λ) · p(w | shorter context), one λ for each length.
/// Source: Jelinek and Mercer, "Interpolated estimation of Markov source parameters from sparse data", 1980.
/// </remarks>
public sealed record JelinekMercer : ISmoothing
{
    /// <summary>The same λ for every length.</summary>
    /// <param name="lambda">From 0 (trust nothing but single words' uniform start) to 1 (no smoothing).</param>
    public JelinekMercer(double lambda) : this([lambda])
    {
    }

    /// <summary>A λ for each length.</summary>
    /// <param name="lambdas">First that of single words, then that of pairs, and so on; the last one serves all longer n-grams. Each in [0, 1].</param>
    /// <exception cref="ArgumentException">There is none, or one is not in [0, 1].</exception>
    public JelinekMercer(IReadOnlyList<double> lambdas)
    {
        ArgumentNullException.ThrowIfNull(lambdas);
        if (lambdas.Count == 0 || lambdas.Any(lambda => !(lambda is >= 0 and <= 1)))
            throw new ArgumentException($"expected one weight or more, each from 0 to 1, got [{string.Join(", ", lambdas.Select(l => l.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]", nameof(lambdas));
        Lambdas = [.. lambdas];
    }

    /// <summary>The weights, for single words first.</summary>
    public IReadOnlyList<double> Lambdas { get; }

    /// <inheritdoc/>
    public string Name => "jelinek-mercer";

    /// <inheritdoc/>
    public ILanguageModel Train(NGramCounts counts) => Smoothing.Model(this, counts, (length, counts, shares) =>
    {
        double lambda = Lambdas[Math.Min(length, Lambdas.Count) - 1], total = Smoothing.Sum(counts);
        for (int i = 0; i < counts.Length; i++)
            shares[i] = lambda * counts[i] / total;
        return 1 - lambda;
    }, Leftover.Interpolate);

    /// <summary>
    /// Finds the weights that predict a held-out text best, by expectation maximization: each word of it is credited to the lengths of context
    /// in proportion to what they contributed, and the credits become the new weights.
    /// </summary>
    /// <param name="counts">Counts of the training text.</param>
    /// <param name="heldOut">Token ids that were not counted, with the start of each sentence where there are sentences.</param>
    /// <param name="rounds">How often to repeat; 20 is enough for three digits.</param>
    /// <exception cref="ArgumentException">The held-out text is empty.</exception>
    public static JelinekMercer Fit(NGramCounts counts, ReadOnlySpan<int> heldOut, int rounds = 20)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (heldOut.IsEmpty)
            throw new ArgumentException("expected a held-out text to choose the weights by, got an empty one", nameof(heldOut));
        double[][] evidence = Evidence(counts, heldOut);
        var lambdas = Enumerable.Repeat(0.5, counts.Order).ToArray();
        for (int round = 0; round < rounds; round++)
        {
            double[] own = new double[counts.Order], handedOn = new double[counts.Order];
            foreach (double[] ratios in evidence)
            {
                // What each length contributes to p, from the longest down; the last entry is the uniform distribution's part.
                double p = 0, remaining = 1;
                var parts = new double[ratios.Length];
                for (int length = ratios.Length - 1; length >= 0; length--)
                {
                    double lambda = length == 0 ? 1 : lambdas[length - 1];
                    parts[length] = remaining * lambda * ratios[length];
                    p += parts[length];
                    remaining *= 1 - lambda;
                }
                double below = 0;
                for (int length = 0; length < ratios.Length; length++)
                {
                    if (length > 0)
                    {
                        own[length - 1] += parts[length] / p;
                        handedOn[length - 1] += below / p;
                    }
                    below += parts[length];
                }
            }
            for (int i = 0; i < lambdas.Length; i++)
                if (own[i] + handedOn[i] > 0)
                    lambdas[i] = own[i] / (own[i] + handedOn[i]);
        }
        return new JelinekMercer(lambdas);
    }

    /// <summary>For each held-out word: the uniform probability, then count(context word) / count(context) for each seen length of context.</summary>
    private static double[][] Evidence(NGramCounts counts, ReadOnlySpan<int> heldOut)
    {
        int? start = counts.Vocabulary.StartId;
        double uniform = 1.0 / (counts.Vocabulary.Count - (start is null ? 0 : 1));
        var evidence = new List<double[]>();
        for (int t = 0, sentence = 0; t < heldOut.Length; t++)
        {
            if (heldOut[t] == start)
            {
                sentence = t;
                continue;
            }
            var ratios = new List<double> { uniform };
            for (int length = 1; length <= counts.Order && t - length + 1 >= sentence; length++)
            {
                int context = counts.Trie.Find(heldOut.Slice(t - length + 1, length - 1));
                double total = context < 0 ? 0 : counts.TotalAfter(length, context);
                if (total == 0)
                    break;
                ratios.Add(counts.Count(heldOut.Slice(t - length + 1, length)) / total);
            }
            evidence.Add([.. ratios]);
        }
        return [.. evidence];
    }
}
