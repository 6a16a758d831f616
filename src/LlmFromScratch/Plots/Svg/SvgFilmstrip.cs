using System.Globalization;
using System.Text;

namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws <see cref="FilmstripChart"/> as a picture that moves: bars over the pale bands of their true lengths, below them the way through the frames.</summary>
/// <remarks>
/// The elements themselves are the last frame; style rules move them, and only on screens of readers who have not asked for less motion. A round begins and
/// ends with the last frame, so that whoever takes a still of it has that one.
/// </remarks>
internal static class SvgFilmstrip
{
    public const double Band = 20, Bar = 12, Pitch = 30;

    private const int MostFrames = 60, MostRows = 30;
    private const double Gap = 10, Rewind = 0.7, AtStart = 0.6;

    public static double Draw(SvgCanvas canvas, FilmstripChart chart, double left, double top, double width)
    {
        int[] frames = chart.Spread(MostFrames);
        int rows = Math.Min(MostRows, chart.Labels.Count);
        double[] times = Times(chart, frames.Length);
        double labelWidth = Math.Min(width * 0.35, chart.Labels.Take(rows).Select(label => SvgText.Width(label, 14)).DefaultIfEmpty(0).Max());
        double valueWidth = chart.Frames.Select(frame => frame.Values).Append(chart.Truth ?? []).SelectMany(values => values.Take(rows))
            .Select(value => SvgText.Width(Numbers.Format(value, chart.ValueFormat), 13)).Append(44).Max();
        double start = left + labelWidth + Gap, right = left + width;
        double truthRight = right, valueRight = chart.Truth is null ? right : right - valueWidth - 8;
        double room = Math.Max(40, valueRight - valueWidth - 10 - start), largest = chart.Largest;
        double Length(double value) => largest > 0 ? room * Math.Clamp(value / largest, 0, 1) : 0;

        double caption = top + 20, y = caption + 32;
        canvas.Text(valueRight, y - 8, "model", "c0", "end", 12);
        if (chart.Truth is not null)
            canvas.Text(truthRight, y - 8, "truth", "muted", "end", 12);
        double firstY = y;
        for (int row = 0; row < rows; row++, y += Pitch)
        {
            string label = SvgText.Truncate(chart.Labels[row], labelWidth + 1, 14);
            bool other = row == chart.OtherIndex;
            canvas.Text(left + labelWidth, y + Band / 2 + 5, label, other ? "muted" : "", "end", 14, label == chart.Labels[row] ? null : chart.Labels[row]);
            if (chart.Truth is not null)
                Truth(canvas, start, y, Length(chart.Truth[row]), Band);
            canvas.Group($"m{row}");
            double end = Length(chart.Frames[^1].Values[row]);
            canvas.Rect(start, y + (Band - Bar) / 2, end, Bar, "c0", other ? 0.5 : 1, 2);
            canvas.EndGroup();
            if (chart.Truth is not null)
                canvas.Text(truthRight, y + Band / 2 + 4.5, Numbers.Format(chart.Truth[row], chart.ValueFormat), "muted", "end");
            Move(canvas, $"m{row}", "rect", frames, times, frame => FormattableString.Invariant($"width:{SvgCanvas.Number(Length(chart.Frames[frame].Values[row]))}px"));
        }
        canvas.Line(start, firstY - 4, start, y - (Pitch - Band) + 4, "ref");
        for (int i = 0; i < frames.Length; i++)
            Caption(canvas, chart, frames, times, i, rows, start, caption, right, firstY, valueRight);
        y = Timeline(canvas, chart, frames, times, start, y + 8, room);
        if (rows < chart.Labels.Count)
            canvas.Text(left, y += 18, FormattableString.Invariant($"and {chart.Labels.Count - rows:N0} more, not drawn"), "muted", size: 12);
        return y;
    }

    /// <summary>The band of a true length, with its end marked.</summary>
    public static void Truth(SvgCanvas canvas, double x, double y, double length, double height)
    {
        canvas.Rect(x, y, length, height, "ref", 0.28, 2);
        canvas.Line(x + length, y - 2, x + length, y + height + 2, "ref", " stroke-width=\"2.5\"");
    }

    /// <summary>What is written in one frame: its name, and the values of its bars. All but those of the last frame are hidden until their time comes.</summary>
    private static void Caption(SvgCanvas canvas, FilmstripChart chart, int[] frames, double[] times, int i, int rows, double start, double y, double right, double firstY, double valueRight)
    {
        FilmstripFrame frame = chart.Frames[frames[i]];
        bool last = i == frames.Length - 1;
        canvas.Group($"f{i}", hidden: !last);
        canvas.Text(start, y, SvgText.Truncate(frame.Label, (right - start) * 0.6, 20), size: 20);
        canvas.Text(right, y, SvgText.Truncate(frame.Note, (right - start) * 0.4, 13), "muted", "end");
        for (int row = 0; row < rows; row++)
            canvas.Text(valueRight, firstY + row * Pitch + Band / 2 + 4.5, Numbers.Format(frame.Values[row], chart.ValueFormat), anchor: "end");
        canvas.EndGroup();
        if (frames.Length == 1)
            return;
        // A caption changes halfway between two frames.
        double total = times[^1], from = i == 0 ? chart.SecondsAtEnd + Rewind / 2 : (times[i - 1] + times[i]) / 2;
        string rule = last
            ? $"0%{{opacity:1}}{Percent(chart.SecondsAtEnd + Rewind / 2, total)}{{opacity:0}}{Percent(from, total)}{{opacity:1}}to{{opacity:1}}"
            : $"0%{{opacity:0}}{Percent(from, total)}{{opacity:1}}{Percent((times[i] + times[i + 1]) / 2, total)}{{opacity:0}}to{{opacity:0}}";
        Animate(canvas, $"f{i}", "", rule, total, "step-end");
    }

    /// <summary>A line with a dot for each frame, and one that runs along it.</summary>
    private static double Timeline(SvgCanvas canvas, FilmstripChart chart, int[] frames, double[] times, double x, double y, double width)
    {
        if (frames.Length < 2)
            return y;
        double Place(int i) => x + width * i / (frames.Length - 1);
        canvas.Line(x, y + 6, x + width, y + 6, "hair", " stroke-width=\"2\"");
        for (int i = 0; i < frames.Length; i++)
            canvas.Dot(Place(i), y + 6, frames.Length > 30 ? 1.5 : 2.5, "ref");
        canvas.Group("t");
        canvas.Dot(x + width, y + 6, 5.5, "c0");
        canvas.EndGroup();
        int[] places = [.. frames.Select((_, i) => i)];
        Move(canvas, "t", "circle", places, times, i => FormattableString.Invariant($"transform:translateX({SvgCanvas.Number(Place(i) - x - width)}px)"));
        canvas.Text(x, y + 25, SvgText.Truncate(chart.Frames[0].Label, width / 2 - 8, 11), "muted", size: 11);
        canvas.Text(x + width, y + 25, SvgText.Truncate(chart.Frames[^1].Label, width / 2 - 8, 11), "muted", "end", 11);
        return y + 26;
    }

    /// <summary>When each frame is reached, in seconds. A round: the last frame stays, then the first comes back, and so on to the last, where the round ends.</summary>
    private static double[] Times(FilmstripChart chart, int frames) =>
        [.. Enumerable.Range(0, frames).Select(i => chart.SecondsAtEnd + Rewind + AtStart + i * chart.SecondsPerFrame)];

    private static void Move(SvgCanvas canvas, string cls, string element, int[] frames, double[] times, Func<int, string> state)
    {
        if (frames.Length < 2)
            return;
        double total = times[^1], atFirst = times[0] - AtStart;
        var rule = new StringBuilder($"0%,{Percent(atFirst - Rewind, total)},to{{{state(frames[^1])}}}{Percent(atFirst, total)}{{{state(frames[0])}}}");
        for (int i = 0; i < frames.Length - 1; i++)
            rule.Append($"{Percent(times[i], total)}{{{state(frames[i])}}}");
        Animate(canvas, cls, " " + element, rule.ToString(), total, "ease-in-out");
    }

    private static void Animate(SvgCanvas canvas, string cls, string element, string rule, double seconds, string timing) => canvas.Rule(
        $"@keyframes {canvas.Id}-{cls}{{{rule}}}@media screen and (prefers-reduced-motion:no-preference){{#{canvas.Id} .{cls}{element}{{animation:{canvas.Id}-{cls} {seconds.ToString("0.##", CultureInfo.InvariantCulture)}s {timing} infinite}}}}");

    private static string Percent(double time, double total) => (100 * time / total).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
