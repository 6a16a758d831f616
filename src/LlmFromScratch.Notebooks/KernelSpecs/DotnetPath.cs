using LlmFromScratch.Notebooks.Processes;

namespace LlmFromScratch.Notebooks.KernelSpecs;

/// <summary>The full path of <c>dotnet</c>, for a kernel spec: an editor that was not started from a terminal has another PATH.</summary>
internal static class DotnetPath
{
    /// <summary>The <c>dotnet</c> that runs this process, by the name that stays when it is updated.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Find() => Find(NotebookHostCommand.DotnetProgram(), Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <param name="running">The one that runs this process: a path, or a bare name where that is not known.</param>
    /// <param name="path">The PATH.</param>
    internal static string Find(string running, string path)
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var onPath = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (!Path.IsPathFullyQualified(running) || !File.Exists(running))
            return onPath ?? throw new FileNotFoundException("there is no dotnet on the PATH, which is to run the kernel; install the .NET SDK 10 or later: https://dotnet.microsoft.com/download");

        // A package manager may keep each version in a folder of its own, with a link to the newest on the PATH: the link outlives an update.
        return onPath is not null && Target(onPath) == Target(running) ? onPath : running;
    }

    private static string Target(string file)
    {
        try
        {
            return File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
        }
        catch (IOException)
        {
            return file;
        }
    }
}
