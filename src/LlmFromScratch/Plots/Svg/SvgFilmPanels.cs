namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws <see cref="FilmstripChart"/> as it stands still: some of its frames side by side, their bars on one scale.</summary>
internal static class SvgFilmPanels
{
    private const int MostPanels = 8, MostRows = 20;
    private const double Band = 15, Bar = 9, Pitch = 21, Gap = 14, NarrowestPanel = 90;

    public static double Draw(SvgCanvas canvas, FilmstripChart chart, double left, double top, double width)
    {
        int[] frames = chart.Spread(MostPanels);
        int rows = Math.Min(MostRows, chart.Labels.Count);
        double labelWidth = Math.Min(width * 0.3, chart.Labels.Take(rows).Select(label => SvgText.Width(label, 13)).DefaultIfEmpty(0).Max());
        double start = left + labelWidth + 8, room = left + width - start;
        int perLine = Math.Clamp((int)((room + Gap) / (NarrowestPanel + Gap)), 1, Math.Min(4, frames.Length));
        double panel = (room + Gap) / perLine - Gap, largest = chart.Largest, y = top;
        double Length(double value) => largest > 0 ? (panel - 2) * Math.Clamp(value / largest, 0, 1) : 0;
        if (chart.Truth is not null)
            y = SvgLegend.Names(canvas, [("model", "c0", null), ("truth", "ref", null)], left, y, width);

        for (int first = 0; first < frames.Length; first += perLine)
        {
            int end = Math.Min(frames.Length, first + perLine);
            bool notes = frames[first..end].Any(frame => chart.Frames[frame].Note.Length > 0);
            double bars = y + (notes ? 36 : 20);
            for (int row = 0; row < rows; row++)
            {
                string label = SvgText.Truncate(chart.Labels[row], labelWidth + 1, 13);
                canvas.Text(left + labelWidth, bars + row * Pitch + Band / 2 + 4.5, label, row == chart.OtherIndex ? "muted" : "", "end", tooltip: label == chart.Labels[row] ? null : chart.Labels[row]);
            }
            for (int i = first; i < end; i++)
            {
                FilmstripFrame frame = chart.Frames[frames[i]];
                double x = start + (i - first) * (panel + Gap);
                canvas.Text(x, y + 11, SvgText.Truncate(frame.Label, panel, 13));
                canvas.Text(x, y + 27, SvgText.Truncate(frame.Note, panel, 11), "muted", size: 11);
                for (int row = 0; row < rows; row++)
                {
                    double at = bars + row * Pitch;
                    if (chart.Truth is not null)
                        SvgFilmstrip.Truth(canvas, x, at, Length(chart.Truth[row]), Band);
                    canvas.Rect(x, at + (Band - Bar) / 2, Length(frame.Values[row]), Bar, "c0", row == chart.OtherIndex ? 0.5 : 1, 1.5,
                        $"{frame.Label}, {chart.Labels[row]}: {Numbers.Format(frame.Values[row], chart.ValueFormat)}");
                }
                canvas.Line(x, bars - 3, x, bars + rows * Pitch - (Pitch - Band) + 3, "ref");
            }
            y = bars + rows * Pitch + 16;
        }
        y -= 16;
        if (rows < chart.Labels.Count)
            canvas.Text(left, y += 18, FormattableString.Invariant($"and {chart.Labels.Count - rows:N0} more, not drawn"), "muted", size: 12);
        return y;
    }
}
