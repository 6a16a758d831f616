using LlmFromScratch.Corpora.Stories;

namespace LlmFromScratch.Plots;

/// <summary>How far back models remember: the share of questions that they answer rightly, by how far away the words are on which the answer depends.</summary>
public static class DistanceChart
{
    /// <summary>Several models side by side, and guessing in grey.</summary>
    /// <param name="reports">How each answered the same probes; at least one.</param>
    /// <param name="kinds">Which kinds of questions count, as in <see cref="StoryProbes.Kinds"/>; all if none is given.</param>
    /// <exception cref="ArgumentException">There is no report, or no probe of these kinds.</exception>
    public static BarChart Of(IReadOnlyList<ProbeReport> reports, params IReadOnlyList<string> kinds)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(kinds);
        if (reports.Count == 0)
            throw new ArgumentException("expected at least one report, got none", nameof(reports));
        bool Counts(ProbeRow row) => kinds.Count == 0 || kinds.Contains(row.Kind);
        string[] distances = [.. ProbeReport.Distances.Where(distance => reports.Any(report => report.ByDistance.Any(row => row.Distance == distance && Counts(row))))];
        if (distances.Length == 0)
            throw new ArgumentException($"expected kinds of questions that were asked, got {string.Join(", ", kinds)}", nameof(kinds));
        double Mean(ProbeReport report, string distance, Func<ProbeRow, double> value)
        {
            ProbeRow[] rows = [.. report.ByDistance.Where(row => row.Distance == distance && Counts(row))];
            long probes = rows.Sum(row => (long)row.Count);
            return probes == 0 ? 0 : rows.Sum(row => row.Count * value(row)) / probes;
        }
        return new BarChart("What is remembered, by distance", [.. distances.Select(distance => distance + " words")],
        [
            new Series("guessing", [.. distances.Select(distance => Mean(reports[0], distance, row => row.Chance))], IsReference: true),
            .. reports.Select(report => new Series(report.Model, [.. distances.Select(distance => Mean(report, distance, row => row.Share))])),
        ])
        {
            ValueAxis = "share of questions answered rightly",
            ValueFormat = "0.00",
            Maximum = 1,
        };
    }
}
