namespace LlmFromScratch.Notebooks.KernelSpecs;

/// <summary>What is installed, and where.</summary>
internal sealed record KernelInstallOptions
{
    /// <summary>Where Jupyter and VS Code look on this machine.</summary>
    public required JupyterPaths Paths { get; init; }

    /// <summary>The environment to install into, such as that of a Python; null for this user.</summary>
    public string? Prefix { get; init; }

    /// <summary>The kernel's own name.</summary>
    public string Name { get; init; } = KernelName.Own;

    /// <summary>Where the program lies from which the copy is made; that of this process unless a test says otherwise.</summary>
    public string ProgramFolder { get; init; } = Path.GetDirectoryName(typeof(KernelInstallOptions).Assembly.Location)!;

    /// <summary>notebooks/bin; null if there is no repository.</summary>
    public string? CourseFolder { get; init; } = CourseFolderNear(AppContext.BaseDirectory) ?? CourseFolderNear(Directory.GetCurrentDirectory());

    /// <summary>The <c>dotnet</c> that runs the kernel; null for the one that runs this process.</summary>
    public string? Dotnet { get; init; }

    /// <summary>Jupyter's data folder into which it goes.</summary>
    public string DataFolder => Prefix is null ? Paths.DataFolder : JupyterPaths.InPrefix(Prefix);

    /// <summary>The copies of the program.</summary>
    public KernelCopies Copies => new(Prefix is null ? Paths.ProgramFolder : JupyterPaths.ProgramInPrefix(Prefix));

    /// <summary>All kernels that are of interest: those that are found on this machine, and those in the environment.</summary>
    public IReadOnlyList<InstalledKernel> FindKernels() => InstalledKernel.Find(Paths.SearchFolders.Prepend(DataFolder).Distinct(JupyterPaths.Comparer));

    private static string? CourseFolderNear(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "LlmFromScratch.sln")))
                return Path.Combine(at.FullName, "notebooks", "bin");
        }

        return null;
    }
}
