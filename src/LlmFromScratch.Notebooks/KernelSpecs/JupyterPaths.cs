namespace LlmFromScratch.Notebooks.KernelSpecs;

/// <summary>The systems that keep a user's files in different places.</summary>
internal enum SystemKind
{
    /// <summary>Linux, and whatever else follows the XDG base directories.</summary>
    Linux,

    /// <summary>macOS.</summary>
    MacOS,

    /// <summary>Windows.</summary>
    Windows,
}

/// <summary>Where Jupyter and VS Code look for kernels, and where ours keeps its program.</summary>
/// <remarks>
/// The folders and their order are those of Jupyter: jupyter_core's <c>paths.py</c>, and "Common directories and file locations" in
/// https://docs.jupyter.org/en/latest/use/jupyter-directories.html. VS Code's Jupyter extension follows them
/// (microsoft/vscode-jupyter, <c>src/kernels/raw/finder/jupyterPaths.node.ts</c>). A kernel is a folder in <c>kernels</c> below one of them,
/// with a file kernel.json. Jupyter also looks in the environment of the Python that runs it, which cannot be known from here: those of
/// an activated environment are taken instead.
/// </remarks>
/// <param name="variable">The value of an environment variable, or null.</param>
/// <param name="home">The user's home folder.</param>
/// <param name="system">Whose conventions.</param>
internal sealed class JupyterPaths(Func<string, string?> variable, string home, SystemKind system)
{
    /// <summary>Whether two paths are one, as far as their letters can tell.</summary>
    public static StringComparer Comparer { get; } = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>Those of the user and the environment of this process.</summary>
    public static JupyterPaths OfThisProcess() => new(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        OperatingSystem.IsWindows() ? SystemKind.Windows : OperatingSystem.IsMacOS() ? SystemKind.MacOS : SystemKind.Linux);

    /// <summary>Where a user's own kernels are installed.</summary>
    public string DataFolder => Variable("JUPYTER_DATA_DIR") ?? (system switch
    {
        SystemKind.Windows when Variable("APPDATA") is { } roaming => Path.Combine(roaming, "jupyter"),
        SystemKind.Windows => Path.Combine(Variable("JUPYTER_CONFIG_DIR") ?? Path.Combine(Home, ".jupyter"), "data"),
        _ => UsualDataFolder,
    });

    /// <summary>Where a user's own kernels are if no environment variable says otherwise: a VS Code that was not started from a terminal looks there.</summary>
    public string UsualDataFolder => system switch
    {
        SystemKind.Windows => Path.Combine(Variable("APPDATA") ?? Path.Combine(Home, "AppData", "Roaming"), "jupyter"),
        SystemKind.MacOS => Path.Combine(Home, "Library", "Jupyter"),
        _ => Path.Combine(XdgDataHome, "jupyter"),
    };

    /// <summary>All folders in which Jupyter or VS Code look, the first that has a kernel of a name wins.</summary>
    public IReadOnlyList<string> SearchFolders
    {
        get
        {
            var paths = (variable("JUPYTER_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
            var environments = new[] { Variable("VIRTUAL_ENV"), Variable("CONDA_PREFIX") }.OfType<string>().Select(InPrefix);
            string[] systems = system == SystemKind.Windows
                ? [.. new[] { Variable("PROGRAMDATA") }.OfType<string>().Select(shared => Path.Combine(shared, "jupyter"))]
                : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
            return [.. paths.Select(Full).Append(DataFolder).Concat(environments).Concat(systems).Append(UsualDataFolder).Distinct(Comparer)];
        }
    }

    /// <summary>Where the kernel's program is kept for a user; not in the temporary or roaming folders, since kernel specs name it.</summary>
    public string ProgramFolder => Path.Combine(system switch
    {
        SystemKind.Windows => Variable("LOCALAPPDATA") ?? Path.Combine(Home, "AppData", "Local"),
        SystemKind.MacOS => Path.Combine(Home, "Library", "Application Support"),
        _ => XdgDataHome,
    }, "llm-from-scratch", "kernel");

    /// <summary>Jupyter's data folder in an environment such as that of a Python.</summary>
    public static string InPrefix(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "jupyter");

    /// <summary>Where the kernel's program is kept in an environment.</summary>
    public static string ProgramInPrefix(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "llm-from-scratch", "kernel");

    /// <summary>The folder of kernels in a data folder.</summary>
    public static string Kernels(string dataFolder) => Path.Combine(dataFolder, "kernels");

    private string Home => home.Length > 0 ? home
        : throw new DirectoryNotFoundException("this user has no home folder; set HOME, or name a folder to install into: llm kernel install --prefix DIR");

    // VS Code from a snap sets XDG_DATA_HOME in its terminal to a folder of its own, which goes with the next version of the snap, and in
    // which its Jupyter extension does not look.
    private string XdgDataHome => Variable("XDG_DATA_HOME") is { } data && !data.StartsWith(Path.Combine(home, "snap") + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        ? data
        : Path.Combine(Home, ".local", "share");

    private string? Variable(string name) => variable(name) is { Length: > 0 } value ? Full(value) : null;

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
