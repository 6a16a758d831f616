namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws <see cref="TokenTextChart"/>: running text, each token on its shade, its value below it where they are few.</summary>
internal static class SvgTokenText
{
    private const int MostTokens = 2000, FewTokens = 60;
    private const int Size = 16;

    public static double Draw(SvgCanvas canvas, TokenTextChart chart, double left, double top, double width)
    {
        bool values = chart.ShowValues ?? chart.Tokens.Count <= FewTokens;
        double x = left, y = top, lineHeight = values ? 46 : 28;
        int textAt = 0, drawn = Math.Min(MostTokens, chart.Tokens.Count);
        for (int t = 0; t < drawn; t++)
        {
            ValuedToken token = chart.Tokens[t];
            Between(chart.Text[textAt..token.Start]);
            textAt = token.End;
            string full = chart.LabelOf(token), value = chart.ValueOf(token);
            string label = SvgText.Truncate(full, width - 8, Size);
            double textWidth = FixedWidth(label), box = Math.Max(textWidth + 4, values ? SvgText.Width(value, 12) + 4 : 0);
            if (full != "⏎") // a line end stays on its line, in the margin if need be
                NewLineUnlessFits(box);
            if (chart.Shade(token) is double shade)
                canvas.Rect(x, y, box - 1, 23, "warm", Math.Max(0.06, shade), 3, $"{full}: {value}");
            canvas.Text(x + (box - 1 - textWidth) / 2, y + 17, label, full is "␣" or "⏎" ? "muted" : "", size: Size, length: textWidth);
            if (values)
                canvas.Text(x + (box - 1) / 2, y + 37, value, "muted", "middle", 12);
            x += box;
            if (chart.Text.AsSpan(token.Start, token.Length).Contains('\n'))
                (x, y) = (left, y + lineHeight);
        }
        if (drawn == chart.Tokens.Count)
            Between(chart.Text[textAt..].TrimEnd());
        y += x > left || chart.Tokens.Count == 0 ? lineHeight : 0;
        if (drawn < chart.Tokens.Count)
            canvas.Text(left, (y += 20) - 4, FormattableString.Invariant($"and {chart.Tokens.Count - drawn:N0} more tokens, not drawn"), "muted", size: 12);
        return SvgLegend.Shades(canvas, chart.ValueAxis, "0", Numbers.Format(chart.ScaleEnd, chart.ValueFormat), "warm", left, y + 8, left + width);

        // Text is set to this width in whatever font there is, so the guess can be that of an ordinary one.
        static double FixedWidth(string text) => 0.9 * SvgText.Width(text, Size);

        void NewLineUnlessFits(double needed)
        {
            if (x > left && x + needed > left + width)
                (x, y) = (left, y + lineHeight);
        }

        // White space moves on, a line end starts a line; characters that no token covers stand there plainly.
        void Between(string text)
        {
            foreach (string line in text.Split('\n').SkipLast(1))
            {
                Plain(line);
                (x, y) = (left, y + lineHeight);
            }
            Plain(text.Split('\n')[^1]);
        }

        void Plain(string text)
        {
            foreach (string word in text.Split(' '))
            {
                if (word.Trim().Length > 0)
                {
                    string label = SvgText.Truncate(TokenLabel.Of(word), width, Size);
                    double wide = FixedWidth(label);
                    NewLineUnlessFits(wide);
                    canvas.Text(x, y + 17, label, "muted", size: Size, length: wide);
                    x += wide + 1;
                }
                else if (x > left && text.Length > 0)
                {
                    x += 3;
                }
            }
        }
    }
}
