using System.ComponentModel;
using System.Diagnostics;

namespace LlmFromScratch.Notebooks.Tests.Support;

/// <summary>A Python that has a module, and what we have it run.</summary>
internal static class PythonModule
{
    /// <summary>The program; null if none was found.</summary>
    public static string? Find(string module) => new[] { "/usr/bin/python3", "python3", "python" }.FirstOrDefault(python => Has(python, module));

    /// <summary>The path of a script of tests/Python.</summary>
    public static string Script(string name)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "LlmFromScratch.sln")))
                return Path.Combine(folder, "tests", "Python", name);
        }

        throw new DirectoryNotFoundException("Expected LlmFromScratch.sln in a folder above the tests, found none: run the tests in a clone.");
    }

    private static bool Has(string python, string module)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", $"import {module}"]) { RedirectStandardError = true, RedirectStandardOutput = true });
            return process is not null && process.WaitForExit(30_000) && process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
