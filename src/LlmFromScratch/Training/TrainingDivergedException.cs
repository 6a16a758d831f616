namespace LlmFromScratch.Training;

/// <summary>The loss or a gradient is no longer a finite number: the weights have run away, and no further step can mend them.</summary>
/// <param name="step">The step, from 0.</param>
/// <param name="place">Where a number that is not finite appeared first.</param>
/// <param name="message">All of it, and what to do.</param>
public sealed class TrainingDivergedException(long step, string place, string message) : Exception(message)
{
    /// <summary>The step in which it was noticed, from 0.</summary>
    public long Step { get; } = step;

    /// <summary>Where a number that is not finite appeared first: "tanh, after hidden.bias".</summary>
    public string Place { get; } = place;
}
