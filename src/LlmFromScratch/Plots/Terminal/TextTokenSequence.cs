using System.Text;

namespace LlmFromScratch.Plots.Terminal;

/// <summary>Draws <see cref="TokenSequenceChart"/>: tokens on grounds of different colours, or parted by lines where there are none; ids below.</summary>
internal static class TextTokenSequence
{
    private const int MostTokens = 2000;

    // Pale grounds of the 256 ANSI colours, black text on them.
    private static readonly int[] s_grounds = [153, 229, 157, 225];

    public static void Draw(TextPage page, TokenSequenceChart chart)
    {
        var upper = new StringBuilder();
        var lower = new StringBuilder();
        string separator = page.Ascii ? "|" : "│";
        int used = 0, drawn = Math.Min(MostTokens, chart.Tokens.Count);
        for (int t = 0; t < drawn; t++)
        {
            LabeledToken token = chart.Tokens[t];
            string id = chart.DrawsIds ? FormattableString.Invariant($"{token.Id}") : "";
            string label = page.Cut(token.Label, page.Width - 1);
            // One column after each token: for the line, or so that ids do not meet.
            int gap = page.Color && !chart.DrawsIds ? 0 : 1, cell = Math.Max(TextWidth.Of(label), id.Length);
            if (used > 0 && used + cell + gap > page.Width)
                EndLine();
            string padded = TextWidth.PadRight(label, cell);
            upper.Append(page.Color ? OnGround(padded, t) + new string(' ', gap) : padded + separator);
            lower.Append(id.PadRight(cell + gap));
            used += cell + gap;
            if (token.EndsLine)
                EndLine();
        }
        if (used > 0)
            EndLine();
        if (drawn < chart.Tokens.Count)
            page.Note(FormattableString.Invariant($"and {chart.Tokens.Count - drawn:N0} more tokens"));

        void EndLine()
        {
            page.Line(upper.ToString());
            if (chart.DrawsIds)
                page.Line(page.Muted(lower.ToString().TrimEnd(' ')));
            upper.Clear();
            lower.Clear();
            used = 0;
        }
    }

    /// <summary>Text on the colour of the token in a place.</summary>
    public static string OnGround(string text, int place) => $"\e[38;5;16;48;5;{s_grounds[place % s_grounds.Length]}m{text}\e[0m";
}
