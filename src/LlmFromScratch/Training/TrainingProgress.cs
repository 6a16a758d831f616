namespace LlmFromScratch.Training;

/// <summary>How far a training has come.</summary>
/// <param name="Done">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Loss">The mean loss of the latest steps, in nats per token.</param>
/// <param name="Validation">The latest score on the validation text, in nats per token; null before there is one.</param>
/// <param name="TokensPerSecond">Predictions learnt from, a second.</param>
/// <param name="TimeLeft">At this speed.</param>
/// <param name="History">All of it so far.</param>
public sealed record TrainingProgress(long Done, long Steps, double Loss, double? Validation, double TokensPerSecond, TimeSpan TimeLeft, TrainingHistory History)
{
    /// <summary>Is this the last report? Then the training has ended, at its last step or early, and the last score is in the history.</summary>
    public bool IsOver { get; init; }
}
