namespace LlmFromScratch.Notebooks.Processes;

/// <summary>How the child process is started.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">What goes before the runner's own argument.</param>
public sealed record NotebookHostCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>This assembly, run by the same <c>dotnet</c> that runs the caller.</summary>
    /// <exception cref="FileNotFoundException">This assembly's program files do not lie beside it.</exception>
    public static NotebookHostCommand Default
    {
        get
        {
            var assembly = typeof(NotebookHostCommand).Assembly.Location;
            var config = Path.ChangeExtension(assembly, ".runtimeconfig.json");
            if (!File.Exists(config))
                throw new FileNotFoundException($"Expected {config} beside the program that runs notebooks. Build again: dotnet build -c Release", config);
            return new NotebookHostCommand(DotnetProgram(), [assembly]);
        }
    }

    // <dotnet>/shared/Microsoft.NETCore.App/10.0.0 -> <dotnet>/dotnet
    internal static string DotnetProgram()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var beside = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", name));
        return File.Exists(beside) ? beside : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? name;
    }
}
