using System.Text;
using System.Text.RegularExpressions;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Packages;

namespace LlmFromScratch.Notebooks.Engine;

/// <summary>What a cell asks for: which parts, in order, which packages, or why it cannot be run here.</summary>
/// <remarks>The magic lines are .NET Interactive's, as far as they make sense with one language.</remarks>
internal sealed partial record CellProgram(IReadOnlyList<CellPart> Parts, IReadOnlyList<PackageRequest> Packages, string? Problem)
{
    private const string Known = "#!csharp, #!html, #!javascript, #!markdown, #!mermaid, #!time, #!who, #!whos, #!set and #!lsmagic";

    /// <summary>Reads a cell.</summary>
    /// <param name="text">Its text, with LF between lines.</param>
    /// <param name="language">Its language by its metadata, normalized: see <see cref="CellLanguage"/>.</param>
    public static CellProgram Read(string text, string language = CellLanguage.CSharp)
    {
        var parts = new List<CellPart>();
        var packages = new List<PackageRequest>();
        var chunk = new StringBuilder();
        var lines = text.Split('\n');
        for (var i = 0; i <= lines.Length; i++)
        {
            var magic = i < lines.Length ? MagicLine().Match(lines[i]) : Match.Empty;
            if (i < lines.Length && !magic.Success)
            {
                chunk.Append(lines[i]).Append(i + 1 < lines.Length ? "\n" : "");
                continue;
            }

            if (Close(chunk.ToString(), language, parts, packages) is { } problem)
                return new CellProgram([], [], problem);
            if (i == lines.Length)
                break;

            chunk.Clear();
            var name = magic.Groups["name"].Value;
            if (IsKnown(CellLanguage.Normalize(name)))
                language = CellLanguage.Normalize(name);
            else if (name is "time" or "who" or "whos" or "lsmagic")
                parts.Add(new CellPart(CellPartKind.Magic, name));
            else if (name == "set")
            {
                if (SetMagic.ToCode(magic.Groups["rest"].Value, out var code) is { } mistake)
                    return new CellProgram([], [], mistake);
                parts.Add(new CellPart(CellPartKind.Code, new string('\n', i) + code));
            }
            else
                return new CellProgram([], [], $"#!{name} is not known here; known are {Known}");

            chunk.Append('\n', language == CellLanguage.CSharp ? i + 1 : 0);
        }

        return new CellProgram(parts, packages, null);
    }

    private static string? Close(string text, string language, List<CellPart> parts, List<PackageRequest> packages)
    {
        if (!IsKnown(language))
            return $"its language is {language}; only C#, HTML, JavaScript, Markdown and Mermaid run here";
        if (language != CellLanguage.CSharp)
        {
            if (!string.IsNullOrWhiteSpace(text))
                parts.Add(Shown(text.Trim('\n'), language));
            return null;
        }

        if (PackageSource().IsMatch(text))
            return "#i \"nuget:\" (another package source) is not known here; name the source in a NuGet.config";
        var code = PackageReference().Replace(text, match =>
        {
            var version = match.Groups["version"].Value;
            packages.Add(new PackageRequest(match.Groups["name"].Value, version.Length == 0 ? null : version));
            return "";
        });
        if (!string.IsNullOrWhiteSpace(code))
            parts.Add(new CellPart(CellPartKind.Code, code));
        return null;
    }

    private static CellPart Shown(string text, string language) => language switch
    {
        CellLanguage.Html => new CellPart(CellPartKind.Shown, text, MimeTypes.Html),
        CellLanguage.Markdown => new CellPart(CellPartKind.Shown, text, MimeTypes.Markdown),
        CellLanguage.Mermaid => new CellPart(CellPartKind.Shown, text, MimeTypes.Mermaid),
        // As a page's script: that is the form which VS Code and Jupyter both run.
        _ => new CellPart(CellPartKind.Shown, $"<script>\n{text}\n</script>", MimeTypes.Html),
    };

    private static bool IsKnown(string language) => language
        is CellLanguage.CSharp or CellLanguage.Html or CellLanguage.JavaScript or CellLanguage.Markdown or CellLanguage.Mermaid;

    [GeneratedRegex(@"^[ \t]*#!(?<name>[\w#.-]+)(?<rest>.*)$")]
    private static partial Regex MagicLine();

    [GeneratedRegex("""^[ \t]*#r[ \t]*"nuget:[ \t]*(?<name>[^",]+?)[ \t]*(,[ \t]*(?<version>[^"]*?)[ \t]*)?"[ \t]*(//.*)?$""", RegexOptions.Multiline)]
    private static partial Regex PackageReference();

    [GeneratedRegex("""^[ \t]*#i[ \t]*"nuget:""", RegexOptions.Multiline)]
    private static partial Regex PackageSource();
}
