namespace LlmFromScratch.Training;

/// <summary>
/// Rises in a line from near 0, then falls along half a wave of the cosine: at first the gradients say little, and at the end large steps would miss the bottom.
/// Source: I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017), without the restarts.
/// </summary>
/// <param name="Rate">The largest rate, above 0.</param>
/// <param name="Warmup">Steps of the rise, 0 or more.</param>
/// <param name="Floor">Where it ends, as a part of <paramref name="Rate"/>, from 0 to 1.</param>
public sealed record WarmupCosineSchedule(double Rate, long Warmup = 100, double Floor = 0.1) : Schedule
{
    /// <inheritdoc/>
    public override double RateAt(long step, long steps)
    {
        if (step < Warmup)
            return Rate * (step + 1) / Warmup;
        double part = steps <= Warmup ? 1 : Math.Min(1, (step - Warmup) / (double)(steps - Warmup));
        return Rate * (Floor + (1 - Floor) * 0.5 * (1 + CosineOfTurn(part)));
    }

    internal override void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Warmup);
        if (Floor is not (>= 0 and <= 1)) // below 0 the last steps would go uphill
            throw new ArgumentOutOfRangeException(nameof(Floor), Floor, "expected a floor from 0 to 1, a part of the largest rate");
    }

    /// <summary>cos(π x) for x from 0 to 1, by Taylor's series around the middle: exact operations only, so that it is the same on every machine.</summary>
    private static double CosineOfTurn(double x)
    {
        double angle = Math.PI * (0.5 - x), square = angle * angle, sine = 0; // cos(π x) = sin(π/2 - π x)
        for (int i = 21; i >= 3; i -= 2)
            sine = (1 + sine) * -square / (i * (i - 1));
        return angle * (1 + sine);
    }
}
