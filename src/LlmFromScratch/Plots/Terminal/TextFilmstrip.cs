namespace LlmFromScratch.Plots.Terminal;

/// <summary>Draws <see cref="FilmstripChart"/> as a table: a column for each of as many frames as fit, the truth at the end.</summary>
internal static class TextFilmstrip
{
    private const int MostRows = 60, Gap = 2;

    public static void Draw(TextPage page, FilmstripChart chart)
    {
        int rows = Math.Min(MostRows, chart.Labels.Count);
        string[] ends = chart.Truth is null ? [] : ["truth"];
        int cell = chart.Frames.Select(frame => TextWidth.Of(TextPage.Clean(frame.Label))).Concat(chart.Frames.Select(frame => frame.Values).Append(chart.Truth ?? [])
            .SelectMany(values => values.Take(rows)).Select(value => Numbers.Format(value, chart.ValueFormat).Length)).Append(5).Max();
        cell = Math.Min(cell, Math.Max(5, page.Width / 4));
        int labelWidth = Math.Min(page.Width / 4, chart.Labels.Take(rows).Select(label => TextWidth.Of(TextPage.Clean(label))).DefaultIfEmpty(0).Max());
        int[] frames = chart.Spread(Math.Max(1, (page.Width - labelWidth) / (cell + Gap) - ends.Length));

        Row("", [.. frames.Select(frame => chart.Frames[frame].Label), .. ends], page.Muted);
        for (int row = 0; row < rows; row++)
            Row(chart.Labels[row], [.. frames.Select(frame => chart.Frames[frame].Values[row]).Concat(chart.Truth is null ? [] : [chart.Truth[row]])
                .Select(value => Numbers.Format(value, chart.ValueFormat))], line => line);
        if (frames.Any(frame => chart.Frames[frame].Note.Length > 0) && chart.Frames[^1].Note is { Length: > 0 } note)
            page.Note($"{chart.Frames[^1].Label}: {note}");
        if (frames.Length < chart.Frames.Count)
            page.Note(FormattableString.Invariant($"{frames.Length} of {chart.Frames.Count:N0} frames"));
        if (rows < chart.Labels.Count)
            page.Note(FormattableString.Invariant($"and {chart.Labels.Count - rows:N0} more"));

        void Row(string label, string[] cells, Func<string, string> paint) => page.Line(paint((TextWidth.PadRight(page.Cut(label, labelWidth), labelWidth)
            + string.Concat(cells.Select(text => new string(' ', Gap) + TextWidth.PadLeft(page.Cut(text, cell), cell)))).TrimEnd(' ')));
    }
}
