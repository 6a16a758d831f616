using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>Puts probes to any model of the course.</summary>
public static class ProbeSuite
{
    /// <summary>Asks a model all probes.</summary>
    /// <param name="model">Any; it may be as sure as it likes that something is impossible.</param>
    /// <param name="tokenizer">The one the model was trained with: words, characters, anything that cuts at spaces.</param>
    /// <param name="probes">The probes; each is read once.</param>
    /// <param name="progress">Told after every 100 probes.</param>
    /// <param name="cancellation">Stops between two probes.</param>
    /// <exception cref="ArgumentException">The model has another vocabulary than the tokenizer; or it refuses a context.</exception>
    /// <exception cref="KeyNotFoundException">The vocabulary lacks a word of a probe and has no unknown token.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ProbeReport Run(ILanguageModel model, ITokenizer tokenizer, IEnumerable<StoryProbe> probes,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(probes);
        if (!model.Vocabulary.Equals(tokenizer.Vocabulary))
            throw new ArgumentException($"expected the tokenizer of the model, with {model.Vocabulary}; got one with {tokenizer.Vocabulary}", nameof(tokenizer));
        var kinds = new List<(string Kind, List<Answer> Answers)>();
        long done = 0;
        foreach (StoryProbe probe in probes)
        {
            cancellation.ThrowIfStopRequested();
            List<Answer>? answers = kinds.Find(known => known.Kind == probe.Kind).Answers;
            if (answers is null)
                kinds.Add((probe.Kind, answers = []));
            answers.Add(Judge(probe, Options(model, tokenizer, probe)));
            if (++done % 100 == 0)
                progress?.Report(new WorkProgress("asking probes", done, null, "probes"));
        }
        return new ProbeReport(model.Name,
            [.. kinds.Select(kind => Row(kind.Kind, "all", kind.Answers))],
            [.. from kind in kinds
                from distance in ProbeReport.Distances
                let answers = kind.Answers.FindAll(answer => answer.Distance == distance)
                where answers.Count > 0
                select Row(kind.Kind, distance, answers)]);
    }

    /// <summary>The probability of each option of a probe among its options, the right one first; together 1.</summary>
    /// <remarks>If the model holds all for impossible, it has no opinion, and each gets the same.</remarks>
    /// <inheritdoc cref="Run"/>
    public static double[] Options(ILanguageModel model, ITokenizer tokenizer, StoryProbe probe)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(probe);
        ILanguageModelSession context = model.Start();
        if (tokenizer.Vocabulary.StartId is int start)
            context.Append(start);
        foreach (int token in tokenizer.Encode(probe.Context))
            context.Append(token);
        double[] options = [LogProbability(context, tokenizer.Encode(probe.Right)), .. probe.Wrong.Select(wrong => LogProbability(context, tokenizer.Encode(wrong)))];
        double highest = options.Max();
        if (double.IsNegativeInfinity(highest))
            return [.. options.Select(_ => 1.0 / options.Length)];
        // The softmax of the sums; taking the highest away first keeps small probabilities from vanishing all together.
        double[] weights = [.. options.Select(option => Math.Exp(option - highest))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    /// <summary>The log probability of tokens in a row. After one with probability 0 the model is not asked to go on.</summary>
    private static double LogProbability(ILanguageModelSession context, int[] tokens)
    {
        ILanguageModelSession session = context.Fork();
        double sum = 0;
        if (tokens.Length == 0)
            throw new ArgumentException("an option of a probe has no tokens in this tokenizer, so it cannot be judged", nameof(tokens));
        for (int t = 0; t < tokens.Length; t++)
        {
            double probability = session.Probability(tokens[t]);
            if (double.IsNaN(probability))
                throw new InvalidOperationException("the model gives a probability that is not a number");
            if (probability <= 0)
                return double.NegativeInfinity;
            sum += Math.Log(probability);
            if (t + 1 < tokens.Length)
                session.Append(tokens[t]);
        }
        return sum;
    }

    private static Answer Judge(StoryProbe probe, double[] options)
    {
        double best = options.Max();
        // Equal up to rounding is equal: otherwise the order of additions would decide.
        int ties = options.Count(option => best - option <= 1e-9);
        return new Answer(ProbeReport.DistanceOf(probe.Distance), options[0], best - options[0] <= 1e-9 ? 1.0 / ties : 0, probe.Chance);
    }

    private static ProbeRow Row(string kind, string distance, List<Answer> answers) => new(kind, distance, answers.Count,
        answers.Average(answer => answer.Probability), answers.Average(answer => answer.Share), answers.Average(answer => answer.Chance));

    private readonly record struct Answer(string Distance, double Probability, double Share, double Chance);
}
