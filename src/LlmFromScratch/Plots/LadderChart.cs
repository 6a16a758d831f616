namespace LlmFromScratch.Plots;

/// <summary>A model on the ladder.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="NatsPerToken">Its cross-entropy on the text that all are compared on; finite.</param>
/// <param name="Group">What kind it is, such as "counting" or "attention": one colour for each kind. Empty for none.</param>
public sealed record LadderRung(string Name, double NatsPerToken, string Group = "");

/// <summary>All models so far, from the worst down to the best, above the floor that none can go below: the entropy of the text itself.</summary>
public sealed record LadderChart : Chart
{
    /// <summary>Models above a floor.</summary>
    /// <param name="title">What is compared.</param>
    /// <param name="rungs">In any order.</param>
    /// <param name="floor">The oracle's score, in nats per token, 0 or more; null where nobody knows it.</param>
    /// <exception cref="ArgumentException">A score is not finite or below 0.</exception>
    public LadderChart(string title, IReadOnlyList<LadderRung> rungs, double? floor = null) : base(title)
    {
        ArgumentNullException.ThrowIfNull(rungs);
        foreach (LadderRung rung in rungs)
        {
            ArgumentNullException.ThrowIfNull(rung, nameof(rungs));
            ArgumentNullException.ThrowIfNull(rung.Name, nameof(rungs));
            ArgumentNullException.ThrowIfNull(rung.Group, nameof(rungs));
            if (!(rung.NatsPerToken >= 0) || !double.IsFinite(rung.NatsPerToken))
                throw new ArgumentException(FormattableString.Invariant($"expected finite scores of 0 or more, got {rung.NatsPerToken} for \"{rung.Name}\": a model that holds a token for impossible has no place on the ladder"), nameof(rungs));
        }
        if (floor is double value && !(value >= 0 && double.IsFinite(value)))
            throw new ArgumentException(FormattableString.Invariant($"expected a finite floor of 0 or more, got {value}"), nameof(floor));
        Rungs = [.. rungs.OrderByDescending(rung => rung.NatsPerToken)];
        Floor = floor;
    }

    /// <summary>The models, the worst first.</summary>
    public IReadOnlyList<LadderRung> Rungs { get; }

    /// <summary>The oracle's score, in nats per token, or null.</summary>
    public double? Floor { get; }

    /// <summary>What the floor is called.</summary>
    public string FloorName { get; init; } = "the oracle's floor";

    /// <summary>What the scores mean, with their unit.</summary>
    public string ValueAxis { get; init; } = "nats per token";

    /// <summary>A numeric format of the scores.</summary>
    public string ValueFormat { get; init; } = "0.000";

    /// <summary>The kinds, in the order in which they come.</summary>
    internal IReadOnlyList<string> Groups => [.. Rungs.Select(rung => rung.Group).Distinct()];

    internal int GroupOf(LadderRung rung) => Groups.ToList().IndexOf(rung.Group);

    /// <summary>Where a score is, from 0, a little below the floor or the best model, to 1, the worst.</summary>
    internal double Place(double score)
    {
        double low = Low, high = Rungs.Select(rung => rung.NatsPerToken).Append(Floor ?? 0).Max();
        return high > low ? Math.Clamp((score - low) / (high - low), 0, 1) : 0.5;
    }

    /// <summary>The left end: a tenth of the range below the lowest number, so that there is a floor to be seen.</summary>
    private double Low
    {
        get
        {
            IEnumerable<double> all = Rungs.Select(rung => rung.NatsPerToken).Concat(Floor is double floor ? [floor] : []).DefaultIfEmpty(0);
            return Math.Max(0, all.Min() - 0.12 * (all.Max() - all.Min()));
        }
    }

    /// <summary>"1.834, 0.120 above the floor".</summary>
    internal string Say(LadderRung rung) => Numbers.Format(rung.NatsPerToken, ValueFormat)
        + (Floor is double floor ? $", {Numbers.Format(Math.Abs(rung.NatsPerToken - floor), ValueFormat)} {(rung.NatsPerToken < floor ? "below" : "above")} the floor" : "");

    private protected override string Describe() => $"Ladder of models. {ChartData.Sentence(Title)}{char.ToUpperInvariant((ValueAxis + " ")[0])}{(ValueAxis + " ")[1..].TrimEnd()}: "
        + (Rungs.Count == 0 ? "no models" : string.Join(", ", Rungs.Take(30).Select(rung => $"{rung.Name} {Numbers.Format(rung.NatsPerToken, ValueFormat)}")))
        + (Floor is double floor ? $"; {FloorName} {Numbers.Format(floor, ValueFormat)}." : ".");
}
