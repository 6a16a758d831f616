using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmFromScratch.Notebooks.Engine;

/// <summary><c>#!set --name x --value 3</c>: a variable from a text, from an expression (<c>@csharp:y</c>), or from a question to the reader
/// (<c>@input:Your name</c>, <c>@password:…</c>).</summary>
internal static partial class SetMagic
{
    private const string Example = "expected #!set --name x --value 3, or --value @csharp:y, or --value @input:\"Your name\"";

    /// <summary>The C# that does it.</summary>
    /// <returns>What is wrong with the line; null if nothing is.</returns>
    public static string? ToCode(string line, out string code)
    {
        code = "";
        string? name = null, value = null;
        var rest = Option().Replace(line, match =>
        {
            if (match.Groups["option"].Value == "name")
                name = Unquote(match.Groups["value"].Value);
            else
                value = match.Groups["value"].Value;
            return "";
        });
        if (name is null || value is null || !string.IsNullOrWhiteSpace(rest))
            return $"#!set{line}: {Example}";
        if (!SyntaxFacts.IsValidIdentifier(name))
            return $"#!set: {name} cannot be the name of a variable; {Example}";

        var source = Source().Match(value);
        code = $"var {name} = " + (source.Success ? source.Groups["kind"].Value switch
        {
            "input" => $"await GetInputAsync({Literal(source.Groups["text"].Value)});",
            "password" => $"await GetPasswordAsync({Literal(source.Groups["text"].Value)});",
            _ => $"{Unquote(source.Groups["text"].Value)};",
        } : $"{Literal(value)};");
        return null;
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(Unquote(text), quote: true);

    private static string Unquote(string text) => text.Length > 1 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;

    [GeneratedRegex("""--(?<option>name|value)[ \t]+(?<value>@(?:csharp|input|password):(?:"[^"]*"|\S+)|"[^"]*"|\S+)""")]
    private static partial Regex Option();

    [GeneratedRegex("^@(?<kind>csharp|input|password):(?<text>.+)$")]
    private static partial Regex Source();
}
