using System.Text;

namespace LlmFromScratch.Plots.Terminal;

/// <summary>Draws <see cref="TokenTextChart"/>: with colours on shades, without as text above a row of blocks that rise with the value.</summary>
internal static class TextTokens
{
    private const int MostTokens = 2000;
    private const string Blocks = "▁▂▃▄▅▆▇█";

    public static void Draw(TextPage page, TokenTextChart chart)
    {
        var upper = new StringBuilder();
        var lower = new StringBuilder();
        int used = 0, at = 0, drawn = Math.Min(MostTokens, chart.Tokens.Count);
        for (int t = 0; t < drawn; t++)
        {
            ValuedToken token = chart.Tokens[t];
            Between(chart.Text[at..token.Start]);
            at = token.End;
            Add(page.Cut(chart.LabelOf(token), page.Width), chart.Shade(token), double.IsInfinity(token.Value));
            if (chart.Text.AsSpan(token.Start, token.Length).Contains('\n'))
                EndLine();
        }
        if (drawn == chart.Tokens.Count)
            Between(chart.Text[at..].TrimEnd());
        if (used > 0)
            EndLine();
        if (drawn < chart.Tokens.Count)
            page.Note(FormattableString.Invariant($"and {chart.Tokens.Count - drawn:N0} more tokens"));
        string high = Numbers.Format(chart.ScaleEnd, chart.ValueFormat);
        page.Note((page.Color ? $"0 to {high}, deeper is more: {chart.ValueAxis}" : $"0 {(page.Ascii ? "0123456789" : Blocks)} {high} {chart.ValueAxis}").TrimEnd());

        void Add(string label, double? shade, bool infinite)
        {
            int columns = TextWidth.Of(label);
            if (used + columns > page.Width)
                EndLine();
            used += columns;
            upper.Append(page.Color && shade is double deep ? TextPage.OnShade(label, deep, warm: true) : label);
            char mark = shade is not double level ? ' ' : infinite ? (page.Ascii ? '*' : '∞')
                : page.Ascii ? (char)('0' + Numbers.Nearest(level * 9)) : Blocks[Numbers.Nearest(level * 7)];
            lower.Append(mark, columns);
        }

        void EndLine()
        {
            page.Line(upper.ToString());
            if (!page.Color)
                page.Line(lower.ToString());
            upper.Clear();
            lower.Clear();
            used = 0;
        }

        // White space between tokens: one space, none at the start of a line; line ends end the line.
        void Between(string text)
        {
            string[] lines = text.Split('\n');
            for (int line = 0; line < lines.Length; line++)
            {
                if (line > 0 && (used > 0 || line < lines.Length - 1))
                    EndLine();
                string plain = lines[line].Trim();
                if (used > 0 && used < page.Width && lines[line].Length > 0)
                    Add(" ", null, false);
                if (plain.Length > 0)
                    Add(page.Cut(plain, page.Width), null, false);
            }
        }
    }
}
