namespace LlmFromScratch.Notebooks.Documents;

/// <summary>The names of cell languages, as editors and kernels spell them.</summary>
internal static class CellLanguage
{
    public const string CSharp = "csharp";
    public const string Html = "html";
    public const string Markdown = "markdown";
    public const string Mermaid = "mermaid";
    public const string JavaScript = "javascript";

    /// <summary>One name for each language: "C#" and "dotnet-interactive.csharp" -> "csharp".</summary>
    public static string Normalize(string name)
    {
        var lower = name.Trim().ToLowerInvariant();
        if (lower.StartsWith("dotnet-interactive.", StringComparison.Ordinal))
            lower = lower["dotnet-interactive.".Length..];
        return lower switch
        {
            "c#" or "cs" or ".net" or "polyglot-notebook" or "dotnet-interactive" => CSharp,
            "md" => Markdown,
            "js" => JavaScript,
            "f#" => "fsharp",
            _ => lower,
        };
    }
}
