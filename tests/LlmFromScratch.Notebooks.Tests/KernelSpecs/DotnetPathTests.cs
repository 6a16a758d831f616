using LlmFromScratch.Notebooks.KernelSpecs;

namespace LlmFromScratch.Notebooks.Tests.KernelSpecs;

public sealed class DotnetPathTests : IDisposable
{
    private static readonly string Name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    private readonly string folder = Directory.CreateTempSubdirectory("dotnet-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Make(string name)
    {
        var file = Path.Combine(folder, name, Name);
        Machine.Write(file, "");
        return file;
    }

    private static string PathOf(params string[] files) => string.Join(Path.PathSeparator, files.Select(Path.GetDirectoryName));

    [LinuxFact]
    public void Find_LinkOnThePathToTheRunningOne_IsTheLink()
    {
        var running = Make("10.0.1");
        var link = Path.Combine(folder, "bin", "dotnet");
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.CreateSymbolicLink(link, running);

        Assert.Equal(link, DotnetPath.Find(running, PathOf(link)));
    }

    [Fact]
    public void Find_AnotherOneOnThePath_IsTheRunningOne()
    {
        var running = Make("10");

        Assert.Equal(running, DotnetPath.Find(running, PathOf(Make("8"))));
        Assert.Equal(running, DotnetPath.Find(running, ""));
    }

    [Fact]
    public void Find_RunningOneUnknown_IsTheFirstOnThePath()
    {
        var first = Make("a b");

        Assert.Equal(first, DotnetPath.Find("dotnet", $"{Path.PathSeparator}relative{Path.PathSeparator}{Path.Combine(folder, "none")}{Path.PathSeparator}{PathOf(first, Make("c"))}"));
        Assert.Equal(first, DotnetPath.Find(Path.Combine(folder, "gone", Name), PathOf(first)));
    }

    [Fact]
    public void Find_None_SaysWhatToInstall() =>
        Assert.Contains("https://dotnet.microsoft.com", Assert.Throws<FileNotFoundException>(() => DotnetPath.Find("dotnet", folder)).Message);
}
