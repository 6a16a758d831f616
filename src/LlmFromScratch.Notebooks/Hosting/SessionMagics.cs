using System.Globalization;
using System.Net;
using System.Text;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Engine;
using Microsoft.CodeAnalysis.Scripting;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>The magic lines that ask about the session: <c>#!who</c>, <c>#!whos</c>, <c>#!lsmagic</c>.</summary>
internal static class SessionMagics
{
    private const int LongestValue = 80;

    /// <summary>The magic lines, with what each does.</summary>
    public static readonly (string Magic, string What)[] Known =
    [
        ("#!csharp", "the lines that follow are C#"),
        ("#!html", "the lines that follow are shown as HTML"),
        ("#!javascript", "the lines that follow run in the page"),
        ("#!lsmagic", "this list"),
        ("#!markdown", "the lines that follow are shown as Markdown"),
        ("#!mermaid", "the lines that follow are shown as a diagram"),
        ("#!set", "makes a variable: #!set --name x --value 3, or --value @input:\"Your name\""),
        ("#!time", "says how long the cell took"),
        ("#!who", "names the variables"),
        ("#!whos", "names the variables with their types and values"),
    ];

    public static CellError? Run(string magic, CSharpSession session, OutputSink sink)
    {
        switch (magic)
        {
            case "who":
                Show(sink, ["Variable"], session.Variables.Select(variable => new[] { variable.Name }));
                return null;
            case "whos":
                Show(sink, ["Variable", "Type", "Value"], session.Variables.Select(variable => new[] { variable.Name, TypeNames.Of(variable.Type), Value(variable) }));
                return null;
            default:
                Show(sink, ["Magic", "What it does"], Known.Select(one => new[] { one.Magic, one.What }));
                return null;
        }
    }

    private static string Value(ScriptVariable variable)
    {
        string text;
        try
        {
            text = variable.Value switch
            {
                null => "null",
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                var value => value.ToString() ?? "",
            };
        }
        catch (Exception e) // of the reader's own ToString
        {
            text = $"({e.GetType().Name})";
        }

        text = text.ReplaceLineEndings(" ");
        return text.Length <= LongestValue ? text : text[..LongestValue] + "…";
    }

    private static void Show(OutputSink sink, string[] header, IEnumerable<string[]> rows)
    {
        var all = rows.Prepend(header).ToList();
        var widths = header.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        var text = string.Join('\n', all.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
        var html = new StringBuilder("<table>");
        foreach (var row in all)
        {
            var tag = row == header ? "th" : "td";
            html.Append("<tr>").AppendJoin("", row.Select(cell => $"<{tag} style=\"text-align:left\">{WebUtility.HtmlEncode(cell)}</{tag}>")).Append("</tr>");
        }

        sink.Display(new Dictionary<string, string> { [MimeTypes.Html] = html.Append("</table>").ToString(), [MimeTypes.PlainText] = text }, isResult: false);
    }
}
