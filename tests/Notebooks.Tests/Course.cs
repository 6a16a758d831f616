using LlmFromScratch.Notebooks.Documents;

namespace Notebooks.Tests;

/// <summary>Where the course's notebooks are.</summary>
internal static class Course
{
    /// <summary>The repository's notebooks folder, found by going up from the test's own.</summary>
    public static string Folder { get; } = Find();

    /// <summary>Every notebook, relative to the folder, with forward slashes: <c>02-counting-words/chapter.ipynb</c>.</summary>
    public static IReadOnlyList<string> Notebooks { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.ipynb", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
            .Where(path => !path.Contains(".ipynb_checkpoints/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    /// <summary>The main notebook of each chapter.</summary>
    public static IReadOnlyList<string> Chapters { get; } = [.. Notebooks.Where(path => Path.GetFileName(path) == "chapter.ipynb")];

    public static string PathOf(string notebook) => Path.Combine(Folder, notebook);

    public static Notebook Load(string notebook) => Notebook.Load(PathOf(notebook));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LlmFromScratch.sln")))
                return Path.Combine(folder.FullName, "notebooks");
        }

        throw new InvalidOperationException($"Expected LlmFromScratch.sln in a folder above {AppContext.BaseDirectory}.");
    }
}
