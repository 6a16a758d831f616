using System.Text.RegularExpressions;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Packages;

namespace LlmFromScratch.Notebooks;

/// <summary>What a code cell asks for: in which language, which packages, which code, or why it cannot be run here.</summary>
internal sealed partial record CellProgram(string Language, string Code, IReadOnlyList<PackageRequest> Packages, string? SkipReason)
{
    /// <summary>Whether the cell's text is shown as it is, in a mime type of its own, rather than run.</summary>
    public string? ShownAs => Language switch
    {
        CellLanguage.Html => MimeTypes.Html,
        CellLanguage.Markdown => MimeTypes.Markdown,
        CellLanguage.Mermaid => MimeTypes.Mermaid,
        _ => null,
    };

    /// <summary>Reads a cell. Lines stay where they are, so that an error's line is the line in the notebook.</summary>
    public static CellProgram Read(NotebookCell cell)
    {
        var language = cell.Language;
        var code = cell.Source;
        if (Magic().Match(code) is { Success: true } magic)
        {
            language = CellLanguage.Normalize(magic.Groups["name"].Value);
            code = code[..magic.Groups["line"].Index] + code[(magic.Groups["line"].Index + magic.Groups["line"].Length)..];
            if (!IsKnown(language))
                return new CellProgram(language, code, [], $"#!{magic.Groups["name"].Value} is not known here; cells may start with #!csharp, #!html, #!markdown or #!mermaid");
        }

        if (!IsKnown(language))
            return new CellProgram(language, code, [], $"its language is {language}; only C#, HTML, Markdown and Mermaid run here");
        if (language != CellLanguage.CSharp)
            return new CellProgram(language, code.TrimStart('\n'), [], null);
        if (PackageSource().IsMatch(code))
            return new CellProgram(language, code, [], "#i \"nuget:\" (another package source) is not known here; name the source in a NuGet.config");

        var packages = new List<PackageRequest>();
        code = PackageReference().Replace(code, match =>
        {
            var version = match.Groups["version"].Value;
            packages.Add(new PackageRequest(match.Groups["name"].Value, version.Length == 0 ? null : version));
            return "";
        });
        return new CellProgram(language, code, packages, null);
    }

    private static bool IsKnown(string language) =>
        language is CellLanguage.CSharp or CellLanguage.Html or CellLanguage.Markdown or CellLanguage.Mermaid;

    [GeneratedRegex(@"\A\s*(?<line>#!(?<name>[\w#.-]+)[^\n]*)")]
    private static partial Regex Magic();

    [GeneratedRegex("""^[ \t]*#r[ \t]*"nuget:[ \t]*(?<name>[^",]+?)[ \t]*(,[ \t]*(?<version>[^"]*?)[ \t]*)?"[ \t]*(//.*)?$""", RegexOptions.Multiline)]
    private static partial Regex PackageReference();

    [GeneratedRegex("""^[ \t]*#i[ \t]*"nuget:""", RegexOptions.Multiline)]
    private static partial Regex PackageSource();
}
