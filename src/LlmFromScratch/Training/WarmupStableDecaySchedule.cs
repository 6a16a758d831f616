namespace LlmFromScratch.Training;

/// <summary>
/// Rises in a line from near 0, stays, and in the last part of the training falls in a line: the shape of a trapezoid. A training can be prolonged
/// while the rate is still constant, without having been planned so.
/// Source: S. Hu and others, "MiniCPM: unveiling the potential of small language models with scalable training strategies" (2024).
/// </summary>
/// <param name="Rate">The largest rate, above 0.</param>
/// <param name="Warmup">Steps of the rise, 0 or more.</param>
/// <param name="Decay">The part of all steps in which the rate falls, from 0 (it never does) to 1 (from the end of the rise on).</param>
/// <param name="Floor">Where it ends, as a part of <paramref name="Rate"/>, from 0 to 1.</param>
public sealed record WarmupStableDecaySchedule(double Rate, long Warmup = 100, double Decay = 0.4, double Floor = 0) : Schedule
{
    /// <inheritdoc/>
    public override double RateAt(long step, long steps)
    {
        if (step < Warmup)
            return Rate * (step + 1) / Warmup;
        double falling = Math.Min(Decay * steps, steps - Warmup), left = Math.Max(0, steps - step); // steps; the last one has 1 left, so its rate is above the floor
        return left >= falling ? Rate : Rate * (Floor + (1 - Floor) * left / falling);
    }

    internal override void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Warmup);
        if (Decay is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(Decay), Decay, "expected a part of the steps from 0 to 1 in which the rate falls");
        if (Floor is not (>= 0 and <= 1)) // below 0 the last steps would go uphill
            throw new ArgumentOutOfRangeException(nameof(Floor), Floor, "expected a floor from 0 to 1, a part of the largest rate");
    }
}
