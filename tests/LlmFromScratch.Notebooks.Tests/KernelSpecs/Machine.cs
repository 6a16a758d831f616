using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.KernelSpecs;

namespace LlmFromScratch.Notebooks.Tests.KernelSpecs;

/// <summary>The folders of a user who is not there: a home with spaces and Chinese in its name, and a small build to install.</summary>
internal sealed class Machine : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("kernel-test-").FullName;

    public Machine()
    {
        Directory.CreateDirectory(Home);
        WriteBuild("first");
    }

    public string Home => Path.Combine(root, "家 里");

    public string Shared => Path.Combine(root, "shared");

    public string Build => Path.Combine(root, "build out");

    public string Course => Path.Combine(root, "notebooks", "bin");

    public Dictionary<string, string> Variables { get; } = [];

    public JupyterPaths Paths => new(Variables.GetValueOrDefault, Home, OperatingSystem.IsWindows() ? SystemKind.Windows : OperatingSystem.IsMacOS() ? SystemKind.MacOS : SystemKind.Linux);

    public KernelInstallOptions Options => new() { Paths = Paths, ProgramFolder = Build, CourseFolder = Course, Dotnet = DotnetPath.Find() };

    public string Kernels => JupyterPaths.Kernels(Paths.DataFolder);

    /// <summary>A program with one library, beside a file that is not its own, and a course's library.</summary>
    public void WriteBuild(string content)
    {
        Write(Path.Combine(Build, "LlmFromScratch.Notebooks.dll"), content);
        Write(Path.Combine(Build, "LlmFromScratch.Notebooks.runtimeconfig.json"), "{}");
        Write(Path.Combine(Build, "LlmFromScratch.Notebooks.deps.json"), """
            {
              "runtimeTarget": { "name": "net" },
              "targets": { "net": {
                "LlmFromScratch.Notebooks/0.1.0": { "runtime": { "LlmFromScratch.Notebooks.dll": {} } },
                "Library/1.0.0": {
                  "runtime": { "lib/net10.0/Library.dll": {}, "lib/net10.0/_._": {} },
                  "resources": { "lib/net10.0/de/Library.resources.dll": { "locale": "de" } },
                  "runtimeTargets": { "runtimes/win/lib/net10.0/Native.dll": { "rid": "win", "assetType": "runtime" } } },
                "Empty/1.0.0": {}
              } }
            }
            """);
        Write(Path.Combine(Build, "Library.dll"), "library");
        Write(Path.Combine(Build, "de", "Library.resources.dll"), "Bücherei");
        Write(Path.Combine(Build, "runtimes", "win", "lib", "net10.0", "Native.dll"), "native");
        Write(Path.Combine(Build, "Spectre.Console.dll"), "of another program");
        Write(Path.Combine(Course, "LlmFromScratch.Interactive.dll"), "course");
        Write(Path.Combine(Course, "runtimes", "a", "b.so"), "native");
    }

    /// <summary>Another program's kernel.</summary>
    /// <returns>Its kernel.json.</returns>
    public string WriteForeign(string dataFolder, string name, string? json = null)
    {
        var file = Path.Combine(dataFolder, "kernels", name, "kernel.json");
        Write(file, json ?? """{ "argv": ["dotnet", "interactive", "jupyter", "{connection_file}"], "display_name": ".NET (C#)", "language": "C#", "metadata": { "vendor": 1 } }""");
        return file;
    }

    public JsonNode Spec(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Kernels, name, "kernel.json")))!;

    /// <summary>The names of all copies of the program.</summary>
    public string[] Copies => Directory.Exists(Paths.ProgramFolder) ? [.. Directory.EnumerateFileSystemEntries(Paths.ProgramFolder).Select(path => Path.GetFileName(path)!).Where(name => name is not ("start" or "current")).Order()] : [];

    public static void Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    public void Dispose()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(root, recursive: true);
                return;
            }
            catch (Exception e) when (OperatingSystem.IsWindows() && e is (IOException or UnauthorizedAccessException))
            {
                // Windows lets go of the files of a process that has ended a moment later.
                if (attempt == 20)
                    return;
                Thread.Sleep(50);
            }
        }
    }
}
