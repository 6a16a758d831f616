using System.Globalization;
using System.Text;

namespace LlmFromScratch.Plots;

/// <summary>How many columns text takes in a terminal: "abc" 3, "苹果" 4, "é" 1 however it is composed, "👍🏽" 2.</summary>
/// <remarks>
/// Wide are the characters whose East Asian Width is Wide or Fullwidth (Unicode Standard Annex 11), emoji among them; the width is that
/// of user-perceived characters. Ambiguous ones, such as "…", are taken for narrow, as terminals do by default.
/// </remarks>
public static class TextWidth
{
    // The blocks of Wide and Fullwidth characters (EastAsianWidth.txt, Unicode 16), unassigned code points in between taken in.
    private static readonly (int First, int Last)[] s_wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3), (0x25FD, 0x25FE),
        (0x2614, 0x2615), (0x2630, 0x2637), (0x2648, 0x2653), (0x267F, 0x267F), (0x268A, 0x268F), (0x2693, 0x2693), (0x26A1, 0x26A1),
        (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3),
        (0x26F5, 0x26F5), (0x26FA, 0x26FA), (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C),
        (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757), (0x2795, 0x2797), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C),
        (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
        (0xFE10, 0xFE19), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x18DFF), (0x1AFF0, 0x1B2FF), (0x1D300, 0x1D37F),
        (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F200, 0x1F320), (0x1F32D, 0x1F335),
        (0x1F337, 0x1F37C), (0x1F37E, 0x1F393), (0x1F3A0, 0x1F3CA), (0x1F3CF, 0x1F3D3), (0x1F3E0, 0x1F3F0), (0x1F3F4, 0x1F3F4),
        (0x1F3F8, 0x1F43E), (0x1F440, 0x1F440), (0x1F442, 0x1F4FC), (0x1F4FF, 0x1F53D), (0x1F54B, 0x1F54E), (0x1F550, 0x1F567),
        (0x1F57A, 0x1F57A), (0x1F595, 0x1F596), (0x1F5A4, 0x1F5A4), (0x1F5FB, 0x1F64F), (0x1F680, 0x1F6C5), (0x1F6CC, 0x1F6CC),
        (0x1F6D0, 0x1F6D2), (0x1F6D5, 0x1F6D7), (0x1F6DC, 0x1F6DF), (0x1F6EB, 0x1F6EC), (0x1F6F4, 0x1F6FC), (0x1F7E0, 0x1F7EB),
        (0x1F7F0, 0x1F7F0), (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945), (0x1F947, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>The columns of a text on one line. Control characters take none.</summary>
    public static int Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int width = 0;
        for (int at = 0; at < text.Length; at += StringInfo.GetNextTextElementLength(text, at))
            width += OfElement(text.AsSpan(at));
        return width;
    }

    /// <summary>The number of user-perceived characters.</summary>
    internal static int ElementCount(string text)
    {
        int count = 0;
        for (int at = 0; at < text.Length; at += StringInfo.GetNextTextElementLength(text, at))
            count++;
        return count;
    }

    /// <summary>Cuts text that is too wide and ends it with a mark: ("breakfast", 6) -> "break…", 6 columns.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Columns there are; 0 or more.</param>
    /// <param name="mark">What stands for the rest.</param>
    public static string Truncate(string text, int width, string mark = "…")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(mark);
        if (Of(text) <= width)
            return text;
        int room = width - Of(mark), used = 0, at = 0;
        if (room < 0)
            return "";
        while (at < text.Length)
        {
            int next = OfElement(text.AsSpan(at));
            if (used + next > room)
                break;
            used += next;
            at += StringInfo.GetNextTextElementLength(text, at);
        }
        return text[..at] + mark;
    }

    /// <summary>Adds spaces on the right until the text has the width given.</summary>
    public static string PadRight(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));

    /// <summary>Adds spaces on the left until the text has the width given.</summary>
    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Of(text))) + text;

    /// <summary>Cuts text into lines at spaces; a word that is too wide is cut anywhere, Chinese between any two characters.</summary>
    /// <param name="text">The text; line ends in it are kept.</param>
    /// <param name="width">Columns there are; 2 or more.</param>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        var lines = new List<string>();
        foreach (string paragraph in text.Split('\n'))
        {
            var line = new StringBuilder();
            int used = 0, lastSpace = -1;
            for (int at = 0; at < paragraph.Length;)
            {
                int length = StringInfo.GetNextTextElementLength(paragraph, at);
                int columns = OfElement(paragraph.AsSpan(at));
                if (used + columns > width)
                {
                    int cut = paragraph[at] == ' ' ? line.Length : lastSpace > 0 && columns < 2 ? lastSpace : line.Length;
                    lines.Add(line.ToString(0, cut).TrimEnd(' '));
                    string rest = line.ToString(cut, line.Length - cut).TrimStart(' ');
                    line.Clear().Append(rest);
                    (used, lastSpace) = (Of(rest), -1);
                    if (paragraph[at] == ' ')
                    {
                        at += length;
                        continue;
                    }
                }
                if (paragraph[at] == ' ')
                    lastSpace = line.Length;
                line.Append(paragraph, at, length);
                used += columns;
                at += length;
            }
            lines.Add(line.ToString());
        }
        return lines;
    }

    private static int OfElement(ReadOnlySpan<char> text)
    {
        int length = StringInfo.GetNextTextElementLength(text), width = 0;
        foreach (Rune rune in text[..length].EnumerateRunes())
            width = Math.Max(width, rune.Value == 0xFE0F ? 2 : OfRune(rune)); // the variation selector asks for an emoji
        return width;
    }

    private static int OfRune(Rune rune)
    {
        if (rune.Value is >= ' ' and < 0x7F)
            return 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            return 0;
        int low = 0, high = s_wide.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (rune.Value < s_wide[middle].First)
                high = middle - 1;
            else if (rune.Value > s_wide[middle].Last)
                low = middle + 1;
            else
                return 2;
        }
        return 1;
    }
}
