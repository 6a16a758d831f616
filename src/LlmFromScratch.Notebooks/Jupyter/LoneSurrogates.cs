using System.Globalization;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>A browser can send half of an emoji: JSON text with \ud83d and no second half, which is no character and which .NET's reader
/// refuses. It is read as U+FFFD, the replacement character.</summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>{"a":"\ud83d"} -> {"a":"\ufffd"}. The same array if there is nothing to replace.</summary>
    public static byte[] Replace(byte[] json)
    {
        if (json.AsSpan().IndexOf(@"\ud"u8) < 0 && json.AsSpan().IndexOf(@"\uD"u8) < 0)
            return json;

        byte[]? mended = null;
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] != '\\')
                continue;
            var unit = UnitAt(json, at);
            if (unit is { } high && char.IsHighSurrogate(high) && UnitAt(json, at + EscapeLength) is { } low && char.IsLowSurrogate(low))
            {
                at += (2 * EscapeLength) - 1;
            }
            else if (unit is { } lone && char.IsSurrogate(lone))
            {
                mended ??= [.. json];
                @"\ufffd"u8.CopyTo(mended.AsSpan(at));
                at += EscapeLength - 1;
            }
            else
            {
                at++; // the escaped character, which may be a backslash
            }
        }

        return mended ?? json;
    }

    /// <summary>The UTF-16 unit of the escape at a place; null if none stands there.</summary>
    private static char? UnitAt(ReadOnlySpan<byte> json, int at)
    {
        if (at + EscapeLength > json.Length || json[at] != '\\' || json[at + 1] != 'u')
            return null;
        return ushort.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : null;
    }
}
