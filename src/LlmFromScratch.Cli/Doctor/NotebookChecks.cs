namespace LlmFromScratch.Cli.Doctor;

/// <summary>Looks at what opens notebooks: their assemblies, Jupyter with .NET Interactive, VS Code.</summary>
internal static class NotebookChecks
{
    private const string KernelVersion = "1.0.712001";
    private const string Install = $"dotnet tool install -g Microsoft.dotnet-interactive --version {KernelVersion}";
    private const string Extension = "ms-dotnettools.dotnet-interactive-vscode";

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

    public static async Task<Finding> KernelAsync(CancellationToken cancellation)
    {
        string? tools = await Tool.AskAsync("dotnet", ["tool", "list", "-g"], cancellation);
        string? line = tools?.Split('\n').FirstOrDefault(one => one.StartsWith("microsoft.dotnet-interactive ", StringComparison.OrdinalIgnoreCase));
        string? version = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ElementAtOrDefault(1);
        return version is null ? new Finding(".NET Interactive", Health.Warning, "the tool is not installed", $"For Jupyter: {Install}")
            : version != KernelVersion ? new Finding(".NET Interactive", Health.Warning, $"version {version}", $"The course is tried with {KernelVersion}: {Install}")
            : new Finding(".NET Interactive", Health.Ok, $"version {version}");
    }

    public static async Task<Finding> JupyterAsync(CancellationToken cancellation)
    {
        string? kernels = await Tool.AskAsync("jupyter", ["kernelspec", "list"], cancellation);
        return kernels is null ? new Finding("Jupyter", Health.Warning, "not found", "Only needed to open notebooks in Jupyter: pip install jupyterlab")
            : kernels.Contains(".net-csharp", StringComparison.Ordinal) ? new Finding("Jupyter", Health.Ok, "has the .NET kernel")
            : new Finding("Jupyter", Health.Warning, "has no .NET kernel", "dotnet interactive jupyter install");
    }

    public static async Task<Finding> CodeAsync(CancellationToken cancellation)
    {
        string? extensions = await Tool.AskAsync("code", ["--list-extensions"], cancellation);
        return extensions is null ? new Finding("VS Code", Health.Warning, "code is not on the PATH", "Only needed to open notebooks in VS Code: https://code.visualstudio.com")
            : extensions.Contains(Extension, StringComparison.OrdinalIgnoreCase) ? new Finding("VS Code", Health.Ok, "has the extension Polyglot Notebooks")
            : new Finding("VS Code", Health.Warning, "lacks the extension Polyglot Notebooks", $"code --install-extension {Extension}");
    }
}
