using System.Globalization;
using System.Text;

namespace LlmFromScratch.Plots;

/// <summary>How a token is written in a chart: what cannot be seen is made visible, all else stays as it is.</summary>
public static class TokenLabel
{
    /// <summary>" the" -> "␣the", a line end -> "⏎", a tab -> "⇥", nothing -> "∅", a zero-width space -> "U+200B", a lone accent -> "◌́".</summary>
    /// <param name="token">The text of a token.</param>
    public static string Of(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length == 0)
            return "∅";
        var label = new StringBuilder(token.Length);
        foreach (Rune rune in token.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark && label.Length == 0)
                label.Append('◌');
            _ = rune.Value switch
            {
                ' ' => label.Append('␣'),
                '\n' => label.Append('⏎'),
                '\r' => label.Append('␍'),
                '\t' => label.Append('⇥'),
                0x200D => label.Append(rune.ToString()), // joins the parts of an emoji
                _ when category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned =>
                    label.Append("U+").Append(rune.Value.ToString("X4", CultureInfo.InvariantCulture)),
                _ => label.Append(rune.ToString()),
            };
        }
        return label.ToString();
    }
}
