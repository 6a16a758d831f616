using System.Globalization;

namespace LlmFromScratch.Plots.Svg;

/// <summary>How wide text will be, guessed without a font: generously, so that labels do not meet in a wide one.</summary>
internal static class SvgText
{
    /// <summary>The width in pixels at a font size, about that of DejaVu Sans, which is wider than most.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        double ems = 0;
        for (int at = 0; at < text.Length; at += StringInfo.GetNextTextElementLength(text, at))
            ems += Ems(text, at);
        return ems * size * (bold ? 1.08 : 1);
    }

    /// <summary>Cuts what is too wide and ends it with "…".</summary>
    public static string Truncate(string text, double pixels, double size)
    {
        if (Width(text, size) <= pixels)
            return text;
        double used = size; // of the mark
        int at = 0;
        while (at < text.Length && used + Ems(text, at) * size <= pixels)
        {
            used += Ems(text, at) * size;
            at += StringInfo.GetNextTextElementLength(text, at);
        }
        return text[..at] + "…";
    }

    /// <summary>Cuts text into lines at spaces, or between Chinese characters.</summary>
    public static IEnumerable<string> Wrap(string text, double pixels, double size, bool bold, int maximumLines)
    {
        if (text.Length == 0)
            return [];
        // Two columns are about as wide as one em.
        int columns = Math.Max(4, (int)(pixels / size / (bold ? 1.08 : 1) / 0.58));
        IReadOnlyList<string> lines = TextWidth.Wrap(text.ReplaceLineEndings(" "), columns);
        return lines.Count <= maximumLines ? lines : [.. lines.Take(maximumLines - 1), TextWidth.Truncate(lines[maximumLines - 1] + " ", columns - 1).TrimEnd('…', ' ') + "…"];
    }

    private static double Ems(string text, int at)
    {
        char c = text[at];
        return c switch
        {
            'i' or 'j' or 'l' or '|' or '\'' => 0.3,
            ' ' or '.' or ',' or ':' or ';' or '!' or 'I' or 'f' or 't' or 'r' or '(' or ')' or '-' or '‹' or '›' => 0.41,
            'm' or 'M' or 'w' or 'W' or '@' or '%' or '…' or '⏎' or '␣' => 1,
            >= 'A' and <= 'Z' => 0.75,
            < '\u0300' => 0.64,
            _ => TextWidth.Of(text.Substring(at, StringInfo.GetNextTextElementLength(text, at))) >= 2 ? 1.02 : 0.75,
        };
    }
}
