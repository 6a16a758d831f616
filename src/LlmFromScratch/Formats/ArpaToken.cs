using System.Globalization;
using System.Text;

namespace LlmFromScratch.Formats;

/// <summary>Writes tokens that contain white space so that they can stand in a file whose fields white space parts: " " -> "\u0020".</summary>
internal static class ArpaToken
{
    public static string Escape(string token)
    {
        if (!token.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) && !token.Contains("\\u", StringComparison.Ordinal))
            return token;
        var text = new StringBuilder();
        for (int i = 0; i < token.Length; i++)
        {
            char c = token[i];
            bool looksEscaped = c == '\\' && i + 1 < token.Length && token[i + 1] == 'u';
            if (char.IsWhiteSpace(c) || char.IsControl(c) || looksEscaped)
                text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }
        return text.ToString();
    }

    public static string Unescape(string token)
    {
        if (!token.Contains("\\u", StringComparison.Ordinal))
            return token;
        var text = new StringBuilder();
        for (int i = 0; i < token.Length; i++)
        {
            if (token[i] == '\\' && i + 5 < token.Length && token[i + 1] == 'u'
                && ushort.TryParse(token.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                text.Append((char)code);
                i += 5;
            }
            else
            {
                text.Append(token[i]);
            }
        }
        return text.ToString();
    }
}
