namespace LlmFromScratch.Training;

/// <summary>The same learning rate at every step.</summary>
/// <param name="Rate">The rate, above 0.</param>
public sealed record ConstantSchedule(double Rate) : Schedule
{
    /// <inheritdoc/>
    public override double RateAt(long step, long steps) => Rate;
}
