namespace LlmFromScratch.Plots.Terminal;

/// <summary>Draws <see cref="ArcChart"/>: where one word looks, a bar for each word that it looks at; where many do, a line for each of them.</summary>
internal static class TextArcs
{
    private const int MostWords = 100, MostBars = 24, MostNamed = 4;

    public static void Draw(TextPage page, ArcChart chart)
    {
        if (chart.From is int from)
        {
            string text = string.Join(' ', chart.Words.Take(MostWords).Select((word, w) => w == from ? $"[{word}]" : word)) + (chart.Words.Count > MostWords ? $" {page.CutMark}" : "");
            page.Note(text);
            page.Line("");
            Bars(page, chart);
            return;
        }
        string arrow = page.Ascii ? "->" : "→";
        int wide = Math.Min(page.Width / 3, chart.Words.Take(MostWords).Select(word => TextWidth.Of(TextPage.Clean(word))).DefaultIfEmpty(0).Max());
        for (int w = 0; w < Math.Min(MostWords, chart.Words.Count); w++)
        {
            string[] seen = [.. chart.Drawn.Where(arc => arc.From == w).Reverse().Take(MostNamed).Select(arc =>
                $"{(arc.To == w ? "itself" : chart.Words[arc.To])} {Numbers.Format(arc.Weight, "0.00")}{(chart.GroupCount > 1 && chart.NameOf(arc.Group).Length > 0 ? $" ({chart.NameOf(arc.Group)})" : "")}")];
            page.Line($"{TextWidth.PadLeft(page.Cut(chart.Words[w], wide), wide)} {page.Cut((seen.Length == 0 ? "" : arrow + " ") + string.Join(", ", seen), page.Width - wide - 1)}");
        }
        if (chart.Words.Count > MostWords)
            page.Note(FormattableString.Invariant($"and {chart.Words.Count - MostWords:N0} more words"));
    }

    /// <summary>The words that are looked at, in the order of the text.</summary>
    private static void Bars(TextPage page, ArcChart chart)
    {
        int[] seen = [.. chart.Drawn.Select(arc => arc.To).Reverse().Distinct().Take(MostBars).Order()];
        if (seen.Length == 0)
        {
            page.Note($"no {(chart.ValueAxis.Length > 0 ? chart.ValueAxis : "weight")} of {Numbers.Short(chart.Threshold)} or more");
            return;
        }
        Series[] series = [.. Enumerable.Range(0, chart.GroupCount).Select(group => new Series(chart.NameOf(group),
            [.. seen.Select(to => chart.Arcs.Where(arc => arc.To == to && arc.Group == group).Sum(arc => arc.Weight))]))];
        TextBars.Draw(page, new BarChart("", [.. seen.Select(to => chart.Words[to])], series) { ValueAxis = chart.ValueAxis, ValueFormat = "0.00", Maximum = 1 });
    }
}
