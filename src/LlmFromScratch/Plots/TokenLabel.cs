using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LlmFromScratch.Plots;

/// <summary>How a token is written in a chart: what cannot be seen is made visible, all else stays as it is.</summary>
public static partial class TokenLabel
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

    /// <summary>The bytes of a token: E8 8B B9 -> "苹", 20 74 -> "␣t"; those that are no whole character in hexadecimal, 20 E8 8B -> "␣‹E8 8B›".</summary>
    /// <param name="bytes">UTF-8, whole or cut anywhere.</param>
    public static string OfBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
            return Of("");
        var label = new StringBuilder();
        while (bytes.Length > 0)
        {
            int whole = 0, broken = 0;
            while (whole < bytes.Length && Rune.DecodeFromUtf8(bytes[whole..], out _, out int length) == OperationStatus.Done)
                whole += length;
            if (whole > 0)
                label.Append(Of(Encoding.UTF8.GetString(bytes[..whole])));
            bytes = bytes[whole..];
            while (broken < bytes.Length && Rune.DecodeFromUtf8(bytes[broken..], out _, out int length) != OperationStatus.Done)
                broken += length;
            if (broken > 0)
                label.Append(Hexadecimal(bytes[..broken]));
            bytes = bytes[broken..];
        }
        return label.ToString();
    }

    /// <summary>A token by the name that it has in a vocabulary of bytes: "&lt;0xE8&gt;&lt;0x8B&gt;" -> "‹E8 8B›".</summary>
    internal static string OfName(string name) => BytesInName().Replace(Of(name), match =>
        Hexadecimal([.. match.Groups[1].Captures.Select(digits => Convert.ToByte(digits.Value, 16))]));

    private static string Hexadecimal(ReadOnlySpan<byte> bytes)
    {
        var digits = new StringBuilder("‹");
        foreach (byte value in bytes)
            digits.Append(digits.Length > 1 ? " " : "").Append(value.ToString("X2", CultureInfo.InvariantCulture));
        return digits.Append('›').ToString();
    }

    [GeneratedRegex("(?:<0x([0-9A-F]{2})>)+")]
    private static partial Regex BytesInName();
}
