using System.ComponentModel;
using System.Diagnostics;
using LlmFromScratch.Tests.Architecture;

namespace LlmFromScratch.Tests;

/// <summary>A test against a package of Node.js, skipped where Node or the package is not there.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    /// <param name="files">Files of the offline folder that the test needs too.</param>
    public NodeFactAttribute(params string[] files)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@huggingface", "tokenizers")))
            Skip = "The packages of tests/Node are not installed: npm ci --prefix tests/Node";
        else if (!HasNode())
            Skip = "There is no Node.js here: the command node cannot be started.";
        else
            Skip = new DataFactAttribute(files).Skip is { } missing && files.Length > 0 ? missing : null;
    }

    /// <summary>The folder with the scripts, and with the packages where they are installed.</summary>
    public static string Folder { get; } = Path.Combine(SourceTree.Repository, "tests", "Node");

    private static bool HasNode()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true });
            return process is not null && process.WaitForExit(30_000) && process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
