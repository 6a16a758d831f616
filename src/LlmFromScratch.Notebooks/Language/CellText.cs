using System.Text.RegularExpressions;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Engine;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>A cell as the compiler may see it: what is not C# (magic lines, packages, parts in other languages) is blank, and everything
/// else stays at its place.</summary>
internal sealed partial class CellText
{
    private readonly List<(int Start, int End)> blank = [];

    private CellText(string code) => Code = code;

    /// <summary>As long as the cell's text.</summary>
    public string Code { get; private set; }

    public static CellText Read(string text)
    {
        if (!text.Contains('#'))
            return new CellText(text);

        var cell = new CellText(text);
        var code = text.ToCharArray();
        var language = CellLanguage.CSharp;
        for (var start = 0; start < text.Length;)
        {
            var newLine = text.IndexOf('\n', start);
            var next = newLine < 0 ? text.Length : newLine + 1;
            var end = newLine < 0 ? text.Length : newLine > start && text[newLine - 1] == '\r' ? newLine - 1 : newLine;
            var line = text[start..end];
            if (Magic().Match(line) is { Success: true } magic)
            {
                var name = CellLanguage.Normalize(magic.Groups["name"].Value);
                if (name is CellLanguage.CSharp or CellLanguage.Html or CellLanguage.JavaScript or CellLanguage.Markdown or CellLanguage.Mermaid)
                    language = name;
                cell.Blank(code, start, end);
                if (name == "set")
                    Declare(magic.Groups["rest"].Value, line.Length).CopyTo(0, code, start, line.Length);
            }
            else if (language != CellLanguage.CSharp || Package().IsMatch(line))
            {
                cell.Blank(code, start, end);
            }

            start = next;
        }

        cell.Code = new string(code);
        return cell;
    }

    /// <summary>Whether C# can stand here.</summary>
    public bool IsCode(int position) => !blank.Exists(line => position >= line.Start && position <= line.End);

    private void Blank(char[] code, int start, int end)
    {
        Array.Fill(code, ' ', start, end - start);
        blank.Add((start, end));
    }

    // The variable must be known to the code that follows, with its type.
    private static string Declare(string line, int width)
    {
        if (SetMagic.ToCode(line, out var code) is not null)
            return new string(' ', width);
        if (code.Length > width)
            code = code[..code.IndexOf('=', StringComparison.Ordinal)] + "= \"\";";
        return code.Length > width ? new string(' ', width) : code.PadRight(width);
    }

    [GeneratedRegex(@"^[ \t]*#!(?<name>[\w#.-]+)(?<rest>.*)$")]
    private static partial Regex Magic();

    [GeneratedRegex("""^[ \t]*#[ri][ \t]*"nuget:""")]
    private static partial Regex Package();
}
