namespace LlmFromScratch.Cli.Output;

/// <summary>Command lines that a reader is to copy.</summary>
internal static class Shell
{
    /// <summary>A path as shells take it for one word: in quotes where it has a space or a character that has a meaning there, such as &amp; or a bracket. A $ keeps its meaning in them.</summary>
    public static string Quoted(string path) => path.All(c => char.IsLetterOrDigit(c) || "/\\:._-+,@%=~".Contains(c, StringComparison.Ordinal)) ? path : $"\"{path}\"";
}
