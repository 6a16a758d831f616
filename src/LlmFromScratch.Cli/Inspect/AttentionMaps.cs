using LlmFromScratch.Plots;

namespace LlmFromScratch.Cli.Inspect;

/// <summary>The maps of attention that were asked for, and their charts.</summary>
/// <param name="reading">What was read.</param>
/// <param name="layer">From 0; null for all.</param>
/// <param name="head">From 0; null for all of the layer.</param>
internal sealed class AttentionMaps(Reading reading, int? layer, int? head)
{
    /// <summary>One head's map.</summary>
    /// <param name="Layer">From 0.</param>
    /// <param name="Head">From 0.</param>
    /// <param name="Weights"><c>[time, time]</c></param>
    public sealed record Map(int Layer, int Head, double[,] Weights)
    {
        public string Name => FormattableString.Invariant($"layer {Layer + 1}, head {Head + 1}");
    }

    /// <summary>The maps, layer by layer.</summary>
    public IReadOnlyList<Map> Chosen { get; } =
    [
        .. from l in layer is { } only ? [only] : Enumerable.Range(0, reading.Trace.Layers)
           from h in head is { } one ? [one] : Enumerable.Range(0, reading.Trace.Heads)
           select new Map(l, h, Doubles(reading.Trace.Attention(l, h))),
    ];

    /// <summary>For the terminal: one head large, with its strongest arcs in words; or all small, with what the last token looks at.</summary>
    public IReadOnlyList<Chart> Charts => head is not null
        ? [AttentionChart.Map(reading.Words, Chosen[0].Weights, Chosen[0].Name) with { Subtitle = reading.Model.Name }, AttentionChart.Arcs(reading.Words, Chosen[0].Weights)]
        : [Grid, AttentionChart.Arcs(reading.Words, Strongest, reading.Words.Count - 1, $"What the last token, “{reading.Words[^1]}”, looks at")];

    /// <summary>For a page: what each head is for, and each map large.</summary>
    public IReadOnlyList<Chart> InDetail => head is not null ? [] : [HeadTable.Of([AttentionExample.Of(reading.Trace)]), .. Chosen.Select(map => AttentionChart.Map(reading.Words, map.Weights, map.Name))];

    /// <summary>How to see more.</summary>
    public string? Hint => head is null ? "One head large, with its numbers: --layer N --head N. All of them on a page: --out attention.html" : null;

    private HeatmapGridChart Grid => AttentionChart.Grid(reading.Words,
        [.. Chosen.GroupBy(map => map.Layer).Select(one => (IReadOnlyList<double[,]>)[.. one.Select(map => map.Weights)])], firstLayer: layer ?? 0);

    /// <summary>The heads whose last token looks most at one other: they say most in words.</summary>
    private IReadOnlyList<(string Name, double[,] Weights)> Strongest => [.. Chosen
        .OrderByDescending(map => Enumerable.Range(0, reading.Words.Count - 1).Select(to => map.Weights[reading.Words.Count - 1, to]).DefaultIfEmpty(0).Max())
        .Take(3).OrderBy(map => map.Layer).ThenBy(map => map.Head).Select(map => (map.Name, map.Weights))];

    private static double[,] Doubles(float[,] weights)
    {
        var doubles = new double[weights.GetLength(0), weights.GetLength(1)];
        for (int row = 0; row < weights.GetLength(0); row++)
            for (int column = 0; column < weights.GetLength(1); column++)
                doubles[row, column] = weights[row, column];
        return doubles;
    }
}
