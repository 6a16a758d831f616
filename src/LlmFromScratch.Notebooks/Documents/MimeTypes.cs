namespace LlmFromScratch.Notebooks.Documents;

/// <summary>How nbformat writes each kind of output.</summary>
internal static class MimeTypes
{
    public const string PlainText = "text/plain";
    public const string Html = "text/html";
    public const string Markdown = "text/markdown";
    public const string Mermaid = "text/vnd.mermaid";

    /// <summary>Text is written as a list of lines, so that a version control system shows what changed.</summary>
    public static bool IsWrittenAsLines(string mime) =>
        mime.StartsWith("text/", StringComparison.Ordinal) || mime is "image/svg+xml" or "application/javascript";

    /// <summary>JSON is written as JSON, not as a text that holds JSON.</summary>
    public static bool IsJson(string mime) =>
        mime == "application/json" || (mime.StartsWith("application/", StringComparison.Ordinal) && mime.EndsWith("+json", StringComparison.Ordinal));
}
