using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LlmFromScratch.Tests.Architecture;

/// <summary>The source files themselves, which lie beside the tests in a clone.</summary>
internal static partial class SourceTree
{
    public static string Repository { get; } = FindRepository();

    public static string Library => Path.Combine(Repository, "src", "LlmFromScratch");

    public static string LibraryTests => Path.Combine(Repository, "tests", "LlmFromScratch.Tests");

    /// <summary>The C# files of a project that are written by hand, by their path from its folder.</summary>
    public static IEnumerable<string> FilesOf(string project) => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(project, file))
        .Where(file => file.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));

    /// <summary>"Counts/Katz.cs" of project LlmFromScratch -> "LlmFromScratch.Counts".</summary>
    public static string NamespaceOf(string rootNamespace, string file) =>
        string.Join('.', [rootNamespace, .. file.Split(Path.DirectorySeparatorChar)[..^1]]);

    public static string? DeclaredNamespace(string source) => Declared().Match(source) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The namespaces of the library that a file's using lines and its full names bring in.</summary>
    public static IEnumerable<string> UsedNamespaces(string source) => Used().Matches(source).Select(match => match.Groups[1].Value);

    private static string FindRepository([CallerFilePath] string thisFile = "")
    {
        // Beside the assembly first: a build may record another path for this file.
        foreach (string? start in (string?[])[AppContext.BaseDirectory, Path.GetDirectoryName(thisFile)])
            for (string? folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
                if (File.Exists(Path.Combine(folder, "LlmFromScratch.sln")))
                    return folder;
        throw new DirectoryNotFoundException("expected LlmFromScratch.sln in a folder above the tests, found none: run the tests in a clone");
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^(?:global )?using (?:static |\w+ = )?(LlmFromScratch(?:\.[A-Z]\w+)?)\b", RegexOptions.Multiline)]
    private static partial Regex Used();
}
