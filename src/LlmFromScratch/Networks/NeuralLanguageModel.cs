using System.Globalization;
using LlmFromScratch.Autograd;
using LlmFromScratch.Kernels;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Networks;

/// <summary>A language model that is a network: it has parameters, and a loss that tells them where to go.</summary>
/// <remarks>While it is trained it belongs to the thread that trains it; after that it may be used from several.</remarks>
public abstract class NeuralLanguageModel : ILanguageModel, IModule
{
    /// <summary>The bias of the start of a sentence, which never comes next: e to the power of it is 0, and so is its gradient, so that it stays there.</summary>
    internal const float Never = -10_000;

    private const long MostParameters = 1_000_000_000;

    /// <summary>A model of a vocabulary.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="options">The sizes.</param>
    /// <param name="seed">What its random weights and dropout are drawn from.</param>
    /// <exception cref="ArgumentException">The sizes make a network that is too large.</exception>
    protected NeuralLanguageModel(Vocabulary vocabulary, NetworkOptions options, long seed)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(options);
        if (options.CountParameters(vocabulary.Count) is var count && count > MostParameters)
            throw new ArgumentOutOfRangeException(nameof(options), string.Create(CultureInfo.InvariantCulture, $"expected sizes for at most {MostParameters:N0} numbers, got sizes for {count:N0}: make the network smaller"));
        (Vocabulary, Options, Seed) = (vocabulary, options, seed);
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <inheritdoc/>
    public abstract int ContextLength { get; }

    /// <summary>The sizes it was made with.</summary>
    public NetworkOptions Options { get; }

    /// <summary>What its random weights and dropout are drawn from.</summary>
    public long Seed { get; }

    /// <summary>What it learns from.</summary>
    public abstract BatchKind Batches { get; }

    /// <inheritdoc/>
    public abstract IEnumerable<Parameter> Parameters { get; }

    /// <summary>What is carried from one batch to the next and is not learnt, such as the memory of a recurrent network; to be saved with a training that goes on.</summary>
    public virtual IReadOnlyList<Parameter> Carried => [];

    /// <summary>Takes up what was carried, as it was saved.</summary>
    /// <exception cref="ArgumentException">This network carries nothing of the kind.</exception>
    public virtual void Carry(IReadOnlyList<Parameter> carried)
    {
        ArgumentNullException.ThrowIfNull(carried);
        if (carried.Count > 0)
            throw new ArgumentException($"{Name} carries nothing from batch to batch, got {carried[0]}", nameof(carried));
    }

    /// <summary>The mean surprisal of the targets of a batch, in nats: what training makes small.</summary>
    /// <param name="batch">Of the kind that <see cref="Batches"/> says.</param>
    /// <param name="step">The step of training, from 0; null when nothing is learnt from it.</param>
    /// <exception cref="ArgumentException">The batch is of another kind, or an id is not in the vocabulary.</exception>
    public abstract Tensor Loss(TokenBatch batch, long? step = null);

    /// <inheritdoc/>
    public abstract ILanguageModelSession Start();

    /// <inheritdoc/>
    public abstract void Score(ReadOnlySpan<int> tokens, Span<double> logProbabilities);

    /// <summary>The last layer: a logit for each token. Its bias holds the start of a sentence for impossible.</summary>
    protected static Linear NewOutput(Vocabulary vocabulary, int inputs, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        var output = new Linear(inputs, vocabulary.Count, random);
        if (vocabulary.StartId is { } start)
            output.Bias!.Edit()[start] = Never;
        return output;
    }

    /// <summary>Refuses ids that the vocabulary lacks, and an answer of another length.</summary>
    protected void Check(ReadOnlySpan<int> tokens, Span<double> logProbabilities)
    {
        if (tokens.Length != logProbabilities.Length)
            throw new ArgumentException($"expected room for {tokens.Length} log probabilities, got {logProbabilities.Length}", nameof(logProbabilities));
        foreach (int token in tokens)
            _ = Vocabulary[token];
    }

    /// <summary>The log probabilities of some tokens, one for each row of logits. A start of a sentence has 0.</summary>
    /// <param name="logits"><c>[rows, vocabulary]</c>.</param>
    /// <param name="targets"><c>[rows]</c>.</param>
    /// <param name="logProbabilities"><c>[rows]</c>, overwritten.</param>
    protected void LogProbabilities(Tensor logits, ReadOnlySpan<int> targets, Span<double> logProbabilities)
    {
        ArgumentNullException.ThrowIfNull(logits);
        var probabilities = new float[logits.Count];
        var losses = new float[targets.Length];
        Softmax.CrossEntropy(logits.Data, targets, probabilities, losses, targets.Length, Vocabulary.Count);
        for (int row = 0; row < targets.Length; row++)
            logProbabilities[row] = targets[row] == Vocabulary.StartId ? 0 : -losses[row];
    }

    /// <summary>One row of logits as probabilities.</summary>
    protected void ToProbabilities(ReadOnlySpan<float> logits, Span<double> destination)
    {
        if (destination.Length != Vocabulary.Count)
            throw new ArgumentException($"expected room for {Vocabulary.Count} probabilities, got {destination.Length}", nameof(destination));
        var probabilities = new float[logits.Length];
        Softmax.Apply(logits, probabilities, 1, logits.Length);
        double sum = 0;
        foreach (float p in probabilities)
            sum += p;
        for (int token = 0; token < destination.Length; token++)
            destination[token] = probabilities[token] / sum; // float32 rounds; now they sum to 1
    }
}
