using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>How a network is trained. As they stand, they suit the small networks of the course.</summary>
public sealed record TrainingOptions
{
    /// <summary>How many steps; 0 or more.</summary>
    public long Steps { get; init; } = 1000;

    /// <summary>Rows of a batch; 1 or more.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Tokens of a row, for networks that read windows of the text; 1 or more.</summary>
    public int Window { get; init; } = 64;

    /// <summary>How gradients become steps.</summary>
    public OptimizerOptions Optimizer { get; init; } = new AdamWOptions();

    /// <summary>The learning rate at each step.</summary>
    public Schedule Schedule { get; init; } = new WarmupCosineSchedule(3e-3);

    /// <summary>The gradient is made no longer than this; 0 leaves it as it is.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>After how many steps the whole validation text is scored; 0: only at the end.</summary>
    public long EvaluateEvery { get; init; }

    /// <summary>After how many evaluations without a better one training stops, and the best weights are taken up again; 0: never.</summary>
    public int Patience { get; init; }

    /// <summary>After how many steps a checkpoint is written, where there is a folder for it; 0: only at the end.</summary>
    public long SaveEvery { get; init; }

    /// <summary>Decides the order of the text. That of the weights and of dropout is the model's own.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The batches of a text that these options say.</summary>
    internal Batches BatchesFor(NeuralLanguageModel model, int[] tokens)
    {
        Check();
        return Batches.For(model, tokens, BatchSize, Window, Seed);
    }

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Steps);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Window, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(EvaluateEvery);
        ArgumentOutOfRangeException.ThrowIfNegative(Patience);
        ArgumentOutOfRangeException.ThrowIfNegative(SaveEvery);
        ArgumentNullException.ThrowIfNull(Optimizer);
        ArgumentNullException.ThrowIfNull(Schedule);
        if (!(ClipNorm >= 0) || !double.IsFinite(ClipNorm))
            throw new ArgumentOutOfRangeException(nameof(ClipNorm), ClipNorm, "expected a length of 0 or more, finite; 0 leaves the gradient as it is");
        Schedule.Check();
        if (!(Schedule.RateAt(0, Steps) > 0) || !double.IsFinite(Schedule.RateAt(0, Steps)))
            throw new ArgumentOutOfRangeException(nameof(Schedule), Schedule.RateAt(0, Steps), "expected a learning rate above 0");
        if (Patience > 0 && EvaluateEvery == 0)
            throw new ArgumentOutOfRangeException(nameof(Patience), Patience, "to stop early one must look: expected EvaluateEvery above 0, too");
    }
}
