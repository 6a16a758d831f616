namespace LlmFromScratch.Cli.Output;

/// <summary>Command lines that a reader is to copy.</summary>
internal static class Shell
{
    /// <summary>A path as every shell takes it for one word: in quotes where it has spaces.</summary>
    public static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
