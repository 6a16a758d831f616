namespace LlmFromScratch.Sampling;

/// <summary>How to change a distribution before drawing from it. The default changes nothing.</summary>
/// <remarks>
/// The steps are taken in this order: temperature, top-k, top-p, min-p. Each works on what the one before left over, rescaled to sum to 1.
/// At least the most likely token always stays. Tokens of equal probability are taken in order of their ids, so that results repeat.
/// </remarks>
public sealed record SamplingOptions
{
    /// <summary>The most likely token every time. Of equal ones, that with the lowest id.</summary>
    public static SamplingOptions Greedy { get; } = new() { Temperature = 0 };

    /// <summary>
    /// Below 1 makes likely tokens likelier, above 1 evens out; p becomes proportional to p^(1/temperature). 0 is greedy; infinity gives every
    /// possible token the same chance.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not a number.</exception>
    public double Temperature
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Temperature), value, "expected a temperature of 0 or more");
    } = 1;

    /// <summary>Keep only this many of the most likely tokens; null (the default) keeps all. Source: Fan, Lewis and Dauphin, 2018.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int? TopK
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(TopK), value, "expected 1 or more tokens to keep");
    }

    /// <summary>
    /// Keep the fewest most likely tokens that have this much probability together; 1 (the default) keeps all, 0 only the most likely one.
    /// Source: Holtzman et al., "The curious case of neural text degeneration", 2019.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in [0, 1].</exception>
    public double TopP
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(TopP), value, "expected a probability from 0 to 1");
    } = 1;

    /// <summary>
    /// Keep the tokens that have at least this fraction of the most likely one's probability; 0 (the default) keeps all.
    /// Source: Nguyen et al., "Min-p sampling", 2024.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in [0, 1].</exception>
    public double MinP
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MinP), value, "expected a fraction from 0 to 1");
    }
}
