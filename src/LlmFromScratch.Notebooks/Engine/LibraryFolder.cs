namespace LlmFromScratch.Notebooks.Engine;

/// <summary>Finds the course's library for notebooks that do not name it.</summary>
internal static class LibraryFolder
{
    private const string Library = "LlmFromScratch.Interactive.dll";

    /// <summary>What the nearest repository above a notebook has built; else what was installed beside this program.</summary>
    /// <param name="folder">The notebook's folder.</param>
    /// <returns>A folder that holds the library; null if there is none.</returns>
    public static string? Find(string folder)
    {
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            var bin = Path.Combine(above.FullName, "notebooks", "bin");
            if (File.Exists(Path.Combine(bin, Library)))
                return bin;
        }

        var installed = Path.Combine(AppContext.BaseDirectory, "course");
        return File.Exists(Path.Combine(installed, Library)) ? installed : null;
    }
}
