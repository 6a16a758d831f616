using LlmFromScratch.Kernels;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;
using MathNet.Numerics.LinearAlgebra;

namespace LlmFromScratch.Networks;

/// <summary>
/// The smallest network that predicts: one matrix of weights. The token before chooses a row, and softmax makes probabilities of it.
/// </summary>
/// <remarks>
/// It can say what a bigram of counts can say and no more; but its numbers are learnt by going downhill. Trained to the end it
/// reaches the counted probabilities. Also known as softmax regression on one-hot inputs; as a log-linear bigram in Bengio and others, 2003.
/// Left out: batches, momentum, a bias (a row of weights holds it already).
/// </remarks>
public sealed class BigramNetwork : ILanguageModel
{
    private readonly Matrix<double> _probabilities;

    /// <summary>A network with given weights.</summary>
    /// <param name="vocabulary">The tokens, with the start of a sentence.</param>
    /// <param name="weights">[token before, token after], finite.</param>
    /// <exception cref="ArgumentException">The vocabulary has no start of a sentence, the shape is another, or a weight is not finite.</exception>
    public BigramNetwork(Vocabulary vocabulary, Matrix<double> weights)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(weights);
        if (vocabulary.StartId is null)
            throw new ArgumentException($"expected a vocabulary with {Vocabulary.SentenceStart}, which stands before the first token, got one without", nameof(vocabulary));
        if (weights.RowCount != vocabulary.Count || weights.ColumnCount != vocabulary.Count)
            throw new ArgumentException($"expected weights [{vocabulary.Count}, {vocabulary.Count}], one row and one column for each token, got [{weights.RowCount}, {weights.ColumnCount}]", nameof(weights));
        if (weights.Exists(weight => !double.IsFinite(weight)))
            throw new ArgumentException("expected finite weights, got one that is not: a smaller learning rate may help", nameof(weights));
        Vocabulary = vocabulary;
        Weights = weights.Clone();
        _probabilities = Softmax(vocabulary, weights);
    }

    /// <inheritdoc/>
    public string Name => "bigram network";

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>It looks at the token before and at nothing else.</summary>
    public int ContextLength => 1;

    /// <summary>What was learnt. [token before, token after]</summary>
    public Matrix<double> Weights { get; }

    /// <summary>How often each pair stands in a text. [token before, token after]; the start of a sentence is only ever before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public static Matrix<double> Pairs(Vocabulary vocabulary, ReadOnlySpan<int> ids)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Matrix<double> pairs = Matrix<double>.Build.Dense(vocabulary.Count, vocabulary.Count);
        for (int t = 0; t < ids.Length; t++)
        {
            _ = vocabulary[ids[t]]; // refuses what is no token
            if (t > 0 && ids[t] != vocabulary.StartId)
                pairs[ids[t - 1], ids[t]]++;
        }
        return pairs;
    }

    /// <summary>Each row of weights as probabilities. The start of a sentence, which never comes next, has 0.</summary>
    public static Matrix<double> Softmax(Vocabulary vocabulary, Matrix<double> weights)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(weights);
        int never = vocabulary.StartId ?? -1;
        Matrix<double> probabilities = Matrix<double>.Build.Dense(weights.RowCount, weights.ColumnCount);
        for (int row = 0; row < weights.RowCount; row++)
        {
            // The largest weight is taken off first: e to the power of a large number would be infinite.
            double largest = double.NegativeInfinity, sum = 0;
            for (int column = 0; column < weights.ColumnCount; column++)
                if (column != never)
                    largest = Math.Max(largest, weights[row, column]);
            for (int column = 0; column < weights.ColumnCount; column++)
                if (column != never)
                    sum += probabilities[row, column] = Elementary.Exp(weights[row, column] - largest);
            for (int column = 0; column < weights.ColumnCount; column++)
                probabilities[row, column] /= sum;
        }
        return probabilities;
    }

    /// <summary>The mean surprisal of all pairs, in nats per token.</summary>
    /// <param name="probabilities">[token before, token after], rows that sum to 1.</param>
    /// <param name="pairs">How often each pair occurs.</param>
    public static double Loss(Matrix<double> probabilities, Matrix<double> pairs)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(pairs);
        double nats = 0, total = 0;
        foreach ((int before, int after, double count) in pairs.EnumerateIndexed(Zeros.AllowSkip))
            if (count > 0)
            {
                nats -= count * Elementary.Log(probabilities[before, after]);
                total += count;
            }
        return nats / total;
    }

    /// <summary>The slope of the loss for each weight: (what is predicted - what came) / all pairs. [token before, token after]</summary>
    /// <remarks>For one pair it is p - 1 at the token that came and p at all others; a row is visited as often as its token occurs.</remarks>
    public static Matrix<double> Gradient(Matrix<double> probabilities, Matrix<double> pairs)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(pairs);
        Vector<double> visits = pairs.RowSums();
        double total = visits.Sum();
        return probabilities.MapIndexed((before, after, p) => (visits[before] * p - pairs[before, after]) / total, Zeros.Include);
    }

    /// <summary>Trains a network on all pairs at once, from weights of 0, down the gradient.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="ids">The text, each sentence opened by its start.</param>
    /// <param name="steps">How many steps; 0 or more.</param>
    /// <param name="learningRate">How far a step goes, as a multiple of the gradient; above 0. What is too far depends on the text: at most about twice the number of pairs divided by those of the most frequent token.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The network, and the loss before each step, in nats per token.</returns>
    /// <exception cref="ArgumentException">The text has no pairs.</exception>
    public static (BigramNetwork Network, IReadOnlyList<double> Losses) Train(Vocabulary vocabulary, ReadOnlySpan<int> ids, int steps, double learningRate,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(learningRate);
        Matrix<double> pairs = Pairs(vocabulary, ids);
        if (pairs.RowSums().Sum() == 0)
            throw new ArgumentException("expected a text with at least one pair of tokens, got none", nameof(ids));
        Matrix<double> weights = Matrix<double>.Build.Dense(vocabulary.Count, vocabulary.Count);
        var losses = new List<double>(steps);
        for (int step = 0; step < steps; step++)
        {
            cancellation.ThrowIfStopRequested();
            Matrix<double> probabilities = Softmax(vocabulary, weights);
            losses.Add(Loss(probabilities, pairs));
            weights -= learningRate * Gradient(probabilities, pairs);
            progress?.Report(new WorkProgress("going downhill", step + 1, steps, "steps"));
        }
        return (new BigramNetwork(vocabulary, weights), losses);
    }

    /// <inheritdoc/>
    public ILanguageModelSession Start() => new Session(this, Vocabulary.StartId!.Value);

    private sealed class Session(BigramNetwork network, int before) : ILanguageModelSession
    {
        private int _before = before;

        public void Append(int token)
        {
            _ = network.Vocabulary[token];
            _before = token;
        }

        public void Probabilities(Span<double> destination)
        {
            if (destination.Length != network.Vocabulary.Count)
                throw new ArgumentException($"expected room for {network.Vocabulary.Count} probabilities, got {destination.Length}", nameof(destination));
            for (int token = 0; token < destination.Length; token++)
                destination[token] = network._probabilities[_before, token];
        }

        public double Probability(int token)
        {
            _ = network.Vocabulary[token];
            return network._probabilities[_before, token];
        }

        public ILanguageModelSession Fork() => new Session(network, _before);
    }
}
