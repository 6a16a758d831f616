namespace LlmFromScratch.Plots.Terminal;

/// <summary>Draws <see cref="BarChart"/>: "apple ██████▍ 0.375". Several series stand below each other with their names.</summary>
internal static class TextBars
{
    private const int MostRows = 200;

    public static void Draw(TextPage page, BarChart chart)
    {
        int series = chart.Series.Count, rows = Math.Min(chart.Labels.Count, Math.Max(1, MostRows / series));
        int Widest(IEnumerable<string> texts, double share) =>
            Math.Min((int)(page.Width * share), texts.Select(text => TextWidth.Of(TextPage.Clean(text))).DefaultIfEmpty(0).Max());
        int labelWidth = Widest(chart.Labels.Take(rows), series > 1 ? 0.25 : 0.4);
        int nameWidth = series > 1 ? Widest(chart.Series.Select(one => one.Name), 0.3) + 1 : 0;
        int valueWidth = Math.Min(page.Width / 4, chart.Series.SelectMany(one => one.Values.Take(rows)).Select(value => Numbers.Format(value, chart.ValueFormat).Length).DefaultIfEmpty(0).Max());
        int room = Math.Max(1, page.Width - labelWidth - nameWidth - valueWidth - 2);

        double low = chart.Smallest, high = chart.Largest;
        double Columns(double part) => high > low ? Math.Min(room, room * (part / (high - low))) : 0;
        int left = Numbers.Nearest(Columns(-low)); // columns for what is below zero

        for (int row = 0; row < rows; row++)
        {
            bool pale = row == chart.OtherIndex;
            for (int s = 0; s < series; s++)
            {
                Series one = chart.Series[s];
                double value = one.Values[row];
                string label = s > 0 ? "" : page.Cut(chart.Labels[row], labelWidth);
                string name = series == 1 ? "" : " " + page.Cut(one.Name, nameWidth - 1);
                string bar = value >= 0
                    ? new string(' ', left) + page.Bar(Math.Min(Columns(value), room - left), pale)
                    : TextWidth.PadLeft(page.Bar(Numbers.Nearest(Columns(-value)), pale), left);
                string start = series == 1 ? TextWidth.PadLeft(label, labelWidth) : TextWidth.PadRight(label, labelWidth) + TextWidth.PadRight(name, nameWidth);
                page.Line($"{start} {page.InSeriesColor(bar, s, one.IsReference)} {page.Cut(Numbers.Format(value, chart.ValueFormat), valueWidth)}");
            }
            if (series > 1 && row < rows - 1)
                page.Line("");
        }
        if (chart.ValueAxis.Length > 0)
            page.Line(new string(' ', labelWidth + nameWidth + 1) + page.Muted(page.Cut(chart.ValueAxis, room)));
        if (rows < chart.Labels.Count)
            page.Note(FormattableString.Invariant($"and {chart.Labels.Count - rows:N0} more"));
    }
}
