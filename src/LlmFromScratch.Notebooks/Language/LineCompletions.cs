using System.Text.RegularExpressions;
using LlmFromScratch.Notebooks.Engine;
using LlmFromScratch.Notebooks.Hosting;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>What can stand in the lines that begin with <c>#</c>: magics, and the files that <c>#r</c> and <c>#load</c> name.</summary>
internal static partial class LineCompletions
{
    private const int MostFiles = 300;

    private static readonly string[] Directives = ["#load", "#r", "#nullable", "#region", "#endregion", "#pragma", "#if", "#else", "#endif"];

    /// <summary>The completions, if the cursor is in such a line; else null.</summary>
    public static Completions? At(string code, int cursor, string folder)
    {
        var lineStart = cursor == 0 ? 0 : code.LastIndexOf('\n', cursor - 1) + 1;
        var line = code[lineStart..cursor];
        if (File().Match(line) is { Success: true } file)
        {
            var typed = file.Groups["path"].Value;
            return typed.StartsWith("nuget:", StringComparison.Ordinal) ? new Completions(cursor, cursor, []) : Files(typed, cursor, folder, file.Groups["what"].Value);
        }

        if (!Word().IsMatch(line))
            return null;
        var word = line.TrimStart();
        var start = cursor - word.Length;
        if (start > 0 && CodePlace.IsText(CSharpSyntaxTree.ParseText(code, CodeQuestions.Parsing).GetRoot(), start))
            return null;
        var items = SessionMagics.Known.Select(magic => new CompletionItem(magic.Magic, "keyword", magic.Magic, magic.What))
            .Concat(Directives.Select(directive => new CompletionItem(directive, "keyword", null, null)));
        return new Completions(start, cursor, [.. items.Where(item => item.Text.StartsWith(word, StringComparison.OrdinalIgnoreCase))]);
    }

    private static Completions Files(string typed, int cursor, string folder, string what)
    {
        var slash = typed.LastIndexOfAny(['/', '\\']) + 1;
        var name = typed[slash..];
        var items = new List<CompletionItem>();
        try
        {
            var searched = new DirectoryInfo(Path.Combine(folder, typed[..slash]));
            if (slash == 0 && what == "r")
                items.Add(new CompletionItem("nuget:", "keyword", "#r \"nuget: Name, 1.0.0\"", "A package, and the packages that it needs."));
            if (slash == 0 || typed[..slash].Replace("../", "", StringComparison.Ordinal).Length == 0)
                items.Add(new CompletionItem("../", "folder", null, null));
            foreach (var found in searched.EnumerateFileSystemInfos("*", new EnumerationOptions { IgnoreInaccessible = true }).Take(10_000))
            {
                if (found is DirectoryInfo && found.Name != "obj")
                    items.Add(new CompletionItem(found.Name + "/", "folder", null, null));
                else if (found.Extension.ToLowerInvariant() is var extension && (what == "r" ? extension is ".dll" or ".exe" : extension is ".csx" or ".cs"))
                    items.Add(new CompletionItem(found.Name, "file", null, null));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
        }

        var best = items.Where(item => item.Text.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(item => item.Kind == "folder").ThenBy(item => item.Text, StringComparer.OrdinalIgnoreCase).Take(MostFiles);
        return new Completions(cursor - name.Length, cursor, [.. best]);
    }

    [GeneratedRegex("""^[ \t]*#(?<what>r|load)[ \t]*"(?<path>[^"]*)$""")]
    private static partial Regex File();

    [GeneratedRegex(@"^[ \t]*#[!\w]*$")]
    private static partial Regex Word();
}
