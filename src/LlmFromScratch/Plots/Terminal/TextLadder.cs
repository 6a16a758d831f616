namespace LlmFromScratch.Plots.Terminal;

/// <summary>Draws <see cref="LadderChart"/>: a dot for each model on one scale, "│" where the floor is.</summary>
internal static class TextLadder
{
    private const int MostRungs = 60;

    public static void Draw(TextPage page, LadderChart chart)
    {
        int rungs = Math.Min(MostRungs, chart.Rungs.Count);
        int labelWidth = Math.Min(page.Width * 2 / 5, chart.Rungs.Take(rungs).Select(rung => TextWidth.Of(TextPage.Clean(rung.Name))).DefaultIfEmpty(0).Max());
        int valueWidth = Math.Min(page.Width / 4, chart.Rungs.Take(rungs).Select(rung => Numbers.Format(rung.NatsPerToken, chart.ValueFormat).Length).DefaultIfEmpty(0).Max());
        int room = Math.Max(3, page.Width - labelWidth - valueWidth - 3);
        int Column(double score) => Numbers.Nearest((room - 1) * chart.Place(score));
        int? floor = chart.Floor is double value ? Column(value) : null;
        char wall = page.Ascii ? '|' : '│', ground = page.Ascii ? '.' : '░', rail = page.Ascii ? '-' : '─', dot = page.Ascii ? 'o' : '●';
        for (int i = 0; i < rungs; i++)
        {
            LadderRung rung = chart.Rungs[i];
            var cells = new char[room];
            Array.Fill(cells, ' ');
            int at = Column(rung.NatsPerToken);
            cells.AsSpan(0, floor ?? 0).Fill(ground);
            if (floor is int foot)
            {
                cells.AsSpan(Math.Min(at, foot), Math.Abs(at - foot)).Fill(rail);
                cells[foot] = wall;
            }
            cells[at] = dot;
            string line = new string(cells).TrimEnd(' ');
            page.Line($"{TextWidth.PadLeft(page.Cut(rung.Name, labelWidth), labelWidth)} {page.InSeriesColor(line, chart.GroupOf(rung))} {page.Cut(Numbers.Format(rung.NatsPerToken, chart.ValueFormat), valueWidth)}");
        }
        if (chart.Floor is double oracle)
            page.Note($"{wall} {chart.FloorName}: {Numbers.Format(oracle, chart.ValueFormat)}");
        page.Note(chart.ValueAxis);
        if (rungs < chart.Rungs.Count)
            page.Note(FormattableString.Invariant($"and {chart.Rungs.Count - rungs:N0} more"));
    }
}
