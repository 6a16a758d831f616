namespace LlmFromScratch.Notebooks.KernelSpecs;

/// <summary>A kernel that Jupyter or VS Code finds.</summary>
/// <param name="Name">Its name, that of its folder in small letters.</param>
/// <param name="Folder">The full path of its folder.</param>
/// <param name="Spec">What its kernel.json says; null if that cannot be read.</param>
/// <param name="Problem">Why it cannot be read or started; null if it can.</param>
/// <param name="HiddenBy">The folder of the kernel of the same name that Jupyter finds first; null if it is this one.</param>
internal sealed record InstalledKernel(string Name, string Folder, KernelSpec? Spec, string? Problem, string? HiddenBy)
{
    /// <summary>Whether we installed it.</summary>
    public bool IsOurs => Spec?.IsOurs == true;

    /// <summary>The build of ours that it starts; null if it is not ours or starts none.</summary>
    public string? Build => IsOurs ? KernelCopies.StartedBy(Spec!)?.CurrentBuild : null;

    /// <summary>All kernels below some data folders, in the order in which Jupyter finds them.</summary>
    public static IReadOnlyList<InstalledKernel> Find(IEnumerable<string> dataFolders)
    {
        var found = new List<InstalledKernel>();
        foreach (var folder in dataFolders.Select(JupyterPaths.Kernels).SelectMany(Folders))
        {
            var file = Path.Combine(folder, KernelSpec.FileName);
            if (!File.Exists(file))
                continue;
            var name = Path.GetFileName(folder).ToLowerInvariant();
            var (spec, problem) = Read(file);
            found.Add(new InstalledKernel(name, folder, spec, problem, found.FirstOrDefault(one => one.Name == name)?.Folder));
        }

        return found;
    }

    private static IEnumerable<string> Folders(string kernels)
    {
        try
        {
            return Directory.Exists(kernels) ? [.. Directory.EnumerateDirectories(kernels).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // Jupyter does not see them either.
        }
    }

    private static (KernelSpec? Spec, string? Problem) Read(string file)
    {
        try
        {
            var spec = KernelSpec.Read(file);
            return (spec, MissingProgram(spec) is { } missing ? $"there is no '{missing}', which it starts" : null);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    // A program without a folder is looked up on a PATH that may be another one where the kernel is started.
    private static string? MissingProgram(KernelSpec spec) => spec.Argv
        .Where((one, index) => index == 0 || one.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        .FirstOrDefault(one => Path.IsPathFullyQualified(one) && !File.Exists(one))
        ?? (spec.IsOurs && KernelCopies.StartedBy(spec) is { Current: null } copies ? Path.Combine(copies.Folder, KernelCopies.CurrentName) : null);
}
