using LlmFromScratch.Notebooks.KernelSpecs;

namespace Notebooks.Tests.Clients;

/// <summary>The kernel, installed as <c>llm kernel install --prefix</c> does it, and Jupyter's folders beside it: nothing of the user's own
/// Jupyter is read or changed.</summary>
public sealed class JupyterPrefix : IDisposable
{
    /// <summary>The tests that share it, and run one after the other.</summary>
    public const string Name = "Jupyter's own programs";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("llm-clients-");

    public JupyterPrefix()
    {
        var paths = new JupyterPaths(_ => null, folder.FullName, OperatingSystem.IsWindows() ? SystemKind.Windows : SystemKind.Linux);
        KernelInstaller.Install(new KernelInstallOptions { Paths = paths, Prefix = Path.Combine(folder.FullName, "prefix") });
    }

    /// <summary>A new folder for the files of one test.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(folder.FullName, name)).FullName;

    /// <summary>Tells a process where Jupyter's folders are.</summary>
    public void Describe(IDictionary<string, string?> environment)
    {
        environment["JUPYTER_PATH"] = Path.Combine(folder.FullName, "prefix", "share", "jupyter");
        environment["JUPYTER_DATA_DIR"] = NewFolder("data");
        environment["JUPYTER_CONFIG_DIR"] = NewFolder("config");
        environment["JUPYTER_RUNTIME_DIR"] = NewFolder("runtime");
        environment["IPYTHONDIR"] = NewFolder("ipython");
        environment["PYTHONUNBUFFERED"] = "1";
    }

    public void Dispose()
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A kernel is still ending in it.
        }
    }
}

[CollectionDefinition(JupyterPrefix.Name)]
public class JupyterPrefixTests : ICollectionFixture<JupyterPrefix>;
