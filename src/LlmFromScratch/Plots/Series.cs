namespace LlmFromScratch.Plots;

/// <summary>Numbers with a name: the bars of one model.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Values">One number for each label, all finite.</param>
/// <param name="IsReference">What the others are measured by, such as the truth: drawn in grey.</param>
public sealed record Series(string Name, IReadOnlyList<double> Values, bool IsReference = false);
