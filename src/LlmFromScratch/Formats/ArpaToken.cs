using System.Globalization;
using System.Text;

namespace LlmFromScratch.Formats;

/// <summary>Writes tokens that could not stand in a file whose fields white space parts: " " -> "\u0020", and reads them back.</summary>
/// <remarks>
/// Escaped is what KenLM takes for white space, half of a surrogate pair (which UTF-8 cannot hold), a backslash before a u, and the word &lt;UNK&gt;,
/// which others write for the unknown token. Everything else, a no-break space too, stands as it is.
/// </remarks>
internal static class ArpaToken
{
    /// <summary>Another spelling of the unknown token, which some programs write.</summary>
    public const string UpperCaseUnknown = "<UNK>";

    public static string Escape(string token)
    {
        StringBuilder? text = null;
        for (int i = 0; i < token.Length; i++)
        {
            if (MustBeEscaped(token, i))
            {
                text ??= new StringBuilder(token, 0, i, token.Length + 16);
                text.Append("\\u").Append(((int)token[i]).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                text?.Append(token[i]);
            }
        }
        return text?.ToString() ?? token;
    }

    private static bool MustBeEscaped(string token, int i) => token[i] switch
    {
        ' ' or '\0' or (>= '\t' and <= '\r') => true,
        '\\' => i + 1 < token.Length && token[i + 1] == 'u',
        '<' => token == UpperCaseUnknown,
        char c when char.IsHighSurrogate(c) => i + 1 == token.Length || !char.IsLowSurrogate(token[i + 1]),
        char c when char.IsLowSurrogate(c) => i == 0 || !char.IsHighSurrogate(token[i - 1]),
        _ => false,
    };

    /// <summary>The token that stands in a file as these bytes.</summary>
    public static string Decode(ReadOnlySpan<byte> word)
    {
        string token = Encoding.UTF8.GetString(word);
        return token == UpperCaseUnknown ? Tokens.Vocabulary.Unknown : Unescape(token);
    }

    private static string Unescape(string token)
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
