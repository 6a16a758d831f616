using LlmFromScratch.Notebooks.KernelSpecs;

namespace LlmFromScratch.Cli.Doctor;

/// <summary>Looks at what opens notebooks, in the order of the README's five steps: the clone and its build, the C# kernel, VS Code or Jupyter.</summary>
internal static class NotebookChecks
{
    private const string Extension = "ms-toolsai.jupyter", Renderers = "ms-toolsai.jupyter-renderers";

    /// <summary>notebooks/bin holds the assemblies that each notebook's first cell asks for; a build puts them there.</summary>
    public static Finding Assemblies()
    {
        DirectoryInfo? root = new(Directory.GetCurrentDirectory());
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "LlmFromScratch.sln")))
            root = root.Parent;
        if (root is null)
            return new Finding("notebooks", Health.Warning, "this folder is outside the repository", "Run llm doctor in a clone of the repository to check its notebooks");
        var library = new FileInfo(Path.Combine(root.FullName, "notebooks", "bin", "LlmFromScratch.Interactive.dll"));
        if (!library.Exists)
            return new Finding("notebooks", Health.Warning, "notebooks/bin is not built", "In the repository: dotnet build -c Release");
        DateTime newest = new[] { "LlmFromScratch", "LlmFromScratch.Interactive" }
            .Select(project => new DirectoryInfo(Path.Combine(root.FullName, "src", project))).Where(folder => folder.Exists)
            .SelectMany(folder => folder.EnumerateFiles("*.cs", SearchOption.AllDirectories))
            .Where(file => !file.FullName.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => file.LastWriteTimeUtc).DefaultIfEmpty().Max();
        DateTime built = library.Directory!.EnumerateFiles("LlmFromScratch*.dll").Max(file => file.LastWriteTimeUtc);
        return built < newest
            ? new Finding("notebooks", Health.Warning, "notebooks/bin is older than the source", "In the repository: dotnet build -c Release")
            : new Finding("notebooks", Health.Ok, "notebooks/bin is built and up to date");
    }

    /// <summary>The copy that editors start is of this build.</summary>
    public static Finding Kernel(KernelInstallOptions where)
    {
        const string name = "C# kernel", install = "llm kernel install";
        InstalledKernel[] ours = [.. where.FindKernels().Where(kernel => kernel.IsOurs)];
        if (ours.Length == 0)
            return new Finding(name, Health.Warning, "not installed", install);
        string names = string.Join(", ", ours.Select(kernel => kernel.Name).Distinct());
        if (ours.FirstOrDefault(kernel => kernel.Problem is not null) is { } broken)
            return new Finding(name, Health.Warning, $"{broken.Name}: {broken.Problem}", install);
        string build;
        try
        {
            build = KernelContent.Of(where.ProgramFolder, where.CourseFolder).BuildName();
        }
        catch (IOException)
        {
            return new Finding(name, Health.Ok, $"{names}; whether of the latest build cannot be said before notebooks/bin is built");
        }
        return ours.Any(kernel => kernel.Build != build)
            ? new Finding(name, Health.Warning, $"{names}, of another build than this", $"{install}, then restart the kernels that run")
            : new Finding(name, Health.Ok, $"{names}, of this build");
    }

    /// <summary>Which kernel the course's notebooks ask for.</summary>
    public static Finding NameOfNotebooks(KernelInstallOptions where) => where.FindKernels().FirstOrDefault(kernel => kernel.Name == KernelName.OfNotebooks) switch
    {
        null => new Finding(KernelName.OfNotebooks, Health.Warning, "no kernel has the name for which the notebooks ask", "llm kernel install"),
        { IsOurs: true } => new Finding(KernelName.OfNotebooks, Health.Ok, "is the course's C# kernel"),
        { Problem: { } problem } => new Finding(KernelName.OfNotebooks, Health.Warning, $"belongs to another program, and is broken: {problem}", $"Choose {KernelInstaller.DisplayName} in the editor, or remove that kernel and run: llm kernel install"),
        { } other => new Finding(KernelName.OfNotebooks, Health.Ok, $"belongs to another program ({other.Spec!.DisplayName}), which the notebooks start unless you choose {KernelInstaller.DisplayName}"),
    };

    public static async Task<Finding> JupyterAsync(CancellationToken cancellation)
    {
        string? kernels = await Tool.AskAsync("jupyter", ["kernelspec", "list"], cancellation);
        return kernels is null ? new Finding("Jupyter", Health.Ok, "not found; VS Code does without it")
            : kernels.Contains(KernelName.Own, StringComparison.Ordinal) ? new Finding("Jupyter", Health.Ok, "finds the C# kernel")
            : new Finding("Jupyter", Health.Warning, "does not find the C# kernel", "llm kernel install; where Jupyter still does not find it: llm kernel install --prefix DIR, with the DIR that python -c \"import sys; print(sys.prefix)\" shows");
    }

    public static async Task<Finding> CodeAsync(CancellationToken cancellation)
    {
        string? extensions = await Tool.AskAsync("code", ["--list-extensions"], cancellation);
        string[] names = extensions?.Split('\n', StringSplitOptions.TrimEntries) ?? [];
        return extensions is null ? new Finding("VS Code", Health.Warning, "code is not on the PATH", "Only needed to open notebooks in VS Code: https://code.visualstudio.com")
            : !names.Contains(Extension, StringComparer.OrdinalIgnoreCase) ? new Finding("VS Code", Health.Warning, "lacks the extension Jupyter", $"code --install-extension {Extension}")
            : new Finding("VS Code", Health.Ok, names.Contains(Renderers, StringComparer.OrdinalIgnoreCase) ? "has the extension Jupyter" : $"has the extension Jupyter ({Renderers}, which draws Plotly charts, is optional)");
    }
}
