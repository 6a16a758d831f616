using System.Globalization;
using System.Text;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>How a model answered some probes.</summary>
/// <param name="Kind">The kind of all of them.</param>
/// <param name="Distance">The distances that belong here, one of <see cref="ProbeReport.Distances"/>; "all" for all of the kind.</param>
/// <param name="Count">How many probes, 1 or more.</param>
/// <param name="Probability">The probability of the right option among the options, on average, in [0, 1].</param>
/// <param name="Share">The share of probes where the right option was the most probable, in [0, 1]; of k equally probable ones each counts as 1/k.</param>
/// <param name="Chance">What guessing gives for both, on average.</param>
public sealed record ProbeRow(string Kind, string Distance, int Count, double Probability, double Share, double Chance);

/// <summary>What a model understood, by kind of dependency and by distance.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Kinds">A row for each kind, in the order of the probes.</param>
/// <param name="ByDistance">A row for each kind and each of <see cref="Distances"/> that occurs.</param>
public sealed record ProbeReport(string Model, IReadOnlyList<ProbeRow> Kinds, IReadOnlyList<ProbeRow> ByDistance)
{
    private static readonly int[] Ends = [8, 32, 64];

    /// <summary>The ranges of distances, in words and marks.</summary>
    public static IReadOnlyList<string> Distances { get; } = ["up to 8", "9–32", "33–64", "65+"];

    /// <summary>The range that a distance belongs to.</summary>
    /// <param name="distance">0 or more.</param>
    public static string DistanceOf(int distance) => Distances[Array.FindIndex(Ends, end => distance <= end) is >= 0 and int i ? i : Ends.Length];

    /// <summary>The row of a kind.</summary>
    /// <param name="kind">One that occurs.</param>
    /// <param name="distance">One of <see cref="Distances"/>, or "all".</param>
    /// <exception cref="ArgumentException">There were no such probes.</exception>
    public ProbeRow this[string kind, string distance = "all"] => Kinds.Concat(ByDistance).FirstOrDefault(row => row.Kind == kind && row.Distance == distance)
        ?? throw new ArgumentException($"there were no probes of kind \"{kind}\" at distance \"{distance}\"; expected one of {string.Join(", ", Kinds.Select(row => row.Kind))}", nameof(kind));

    /// <summary>A table: a line for each kind, with its distances below it where there are several.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{"kind",-18} {"distance",-8} {"probes",6} {"P(right)",8} {"share",6} {"chance",6}\n");
        foreach (ProbeRow kind in Kinds)
        {
            Write(kind);
            ProbeRow[] distances = [.. ByDistance.Where(row => row.Kind == kind.Kind)];
            foreach (ProbeRow row in distances.Where(_ => distances.Length > 1))
                Write(row with { Kind = "" });
        }
        return text.ToString();

        void Write(ProbeRow row) => text.Append(CultureInfo.InvariantCulture,
            $"{row.Kind,-18} {row.Distance,-8} {row.Count,6} {row.Probability,8:F3} {row.Share,6:F3} {row.Chance,6:F3}\n");
    }
}
