using LlmFromScratch.Notebooks.KernelSpecs;

namespace LlmFromScratch.Notebooks.Tests.KernelSpecs;

public class JupyterPathsTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "nowhere"));
    private static readonly string Home = Path.Combine(Root, "home");

    private static string In(params string[] parts) => Path.Combine([Root, .. parts]);

    private static JupyterPaths Paths(SystemKind system, params (string Name, string Value)[] variables) =>
        new(name => variables.FirstOrDefault(one => one.Name == name).Value, Home, system);

    [Fact]
    public void Folders_WithoutVariables_AreThoseOfTheSystem()
    {
        var linux = Paths(SystemKind.Linux);
        Assert.Equal(In("home", ".local", "share", "jupyter"), linux.DataFolder);
        Assert.Equal(In("home", ".local", "share", "llm-from-scratch", "kernel"), linux.ProgramFolder);
        Assert.Equal([linux.DataFolder, "/usr/local/share/jupyter", "/usr/share/jupyter"], linux.SearchFolders);

        var mac = Paths(SystemKind.MacOS);
        Assert.Equal(In("home", "Library", "Jupyter"), mac.DataFolder);
        Assert.Equal(In("home", "Library", "Application Support", "llm-from-scratch", "kernel"), mac.ProgramFolder);

        var windows = Paths(SystemKind.Windows, ("APPDATA", In("roaming")), ("LOCALAPPDATA", In("local")), ("PROGRAMDATA", In("all")));
        Assert.Equal(In("roaming", "jupyter"), windows.DataFolder);
        Assert.Equal(In("local", "llm-from-scratch", "kernel"), windows.ProgramFolder);
        Assert.Equal([windows.DataFolder, In("all", "jupyter")], windows.SearchFolders);
    }

    [Fact]
    public void Folders_WithVariables_AreInJupytersOrder()
    {
        var paths = Paths(SystemKind.Linux, ("JUPYTER_PATH", string.Join(Path.PathSeparator, In("one"), In("two") + Path.DirectorySeparatorChar, "")), ("JUPYTER_DATA_DIR", In("data")), ("VIRTUAL_ENV", In("venv")), ("XDG_DATA_HOME", In("xdg")));

        Assert.Equal([In("one"), In("two"), In("data"), In("venv", "share", "jupyter"), "/usr/local/share/jupyter", "/usr/share/jupyter", In("xdg", "jupyter")], paths.SearchFolders);
        Assert.Equal(In("xdg", "llm-from-scratch", "kernel"), paths.ProgramFolder);
    }

    [Fact]
    public void Folders_InTheTerminalOfASnap_AreTheUsersOwn() =>
        Assert.Equal(In("home", ".local", "share", "jupyter"), Paths(SystemKind.Linux, ("XDG_DATA_HOME", In("home", "snap", "code", "163", ".local", "share"))).DataFolder);

    [Fact]
    public void Folders_WithoutAHome_SaysWhatToDo()
    {
        var nobody = new JupyterPaths(_ => null, "", SystemKind.Linux);

        Assert.Contains("--prefix", Assert.Throws<DirectoryNotFoundException>(() => nobody.DataFolder).Message);
    }
}
