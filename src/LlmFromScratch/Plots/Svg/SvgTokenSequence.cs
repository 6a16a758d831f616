namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws <see cref="TokenSequenceChart"/>: running text, each token in a box of its own colour, its id below it.</summary>
internal static class SvgTokenSequence
{
    /// <summary>Tokens drawn at most.</summary>
    public const int MostTokens = 2000;

    private const int Size = 16;

    /// <summary>Paler than series: the text on them is to be read. Neighbours differ in hue and in brightness.</summary>
    private static readonly (string Class, double Opacity)[] s_colors = [("c0", 0.22), ("c4", 0.3), ("c2", 0.22), ("c3", 0.26)];

    /// <summary>The colour of the token in a place.</summary>
    public static (string Class, double Opacity) Color(int place) => s_colors[place % s_colors.Length];

    public static double Draw(SvgCanvas canvas, TokenSequenceChart chart, double left, double top, double width)
    {
        double x = left, y = top, lineHeight = chart.DrawsIds ? 47 : 29;
        int drawn = Math.Min(MostTokens, chart.Tokens.Count);
        for (int t = 0; t < drawn; t++)
        {
            LabeledToken token = chart.Tokens[t];
            string id = FormattableString.Invariant($"{token.Id}"), label = SvgText.Truncate(token.Label, width - 8, Size);
            // Text is set to this width in whatever font there is, so the guess can be that of an ordinary one.
            double textWidth = 0.9 * SvgText.Width(label, Size), box = Math.Min(width, Math.Max(textWidth + 6, chart.DrawsIds ? 0.9 * SvgText.Width(id, 11) + 5 : 0));
            if (x > left && x + box > left + width)
                (x, y) = (left, y + lineHeight);
            (string cls, double opacity) = Color(t);
            canvas.Rect(x, y, box - 1, 24, cls, opacity, 3, $"{token.Label}: id {id}" + (token.PartOf is { Length: > 0 } whole ? $", part of {TokenLabel.Of(whole)}" : ""));
            canvas.Text(x + (box - 1 - textWidth) / 2, y + 17.5, label, label is "␣" or "⏎" ? "muted" : "", size: Size, length: textWidth);
            if (chart.DrawsIds)
                canvas.Text(x + (box - 1) / 2, y + 37, id, "muted", "middle", 11);
            x += box;
            if (token.EndsLine)
                (x, y) = (left, y + lineHeight);
        }
        y += x > left ? lineHeight : 0;
        if (drawn < chart.Tokens.Count)
            canvas.Text(left, (y += 20) - 4, FormattableString.Invariant($"and {chart.Tokens.Count - drawn:N0} more tokens, not drawn"), "muted", size: 12);
        return y;
    }
}
