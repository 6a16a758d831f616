using System.ComponentModel;
using System.Diagnostics;

namespace LlmFromScratch.Notebooks.Tests.Support;

/// <summary>A test against Jupyter's own library, skipped where there is no Python that has it.</summary>
internal sealed class NbformatFactAttribute : FactAttribute
{
    public NbformatFactAttribute()
    {
        if (Python is null)
            Skip = "There is no Python with nbformat here: pip install nbformat, or apt-get install python3-nbformat.";
    }

    /// <summary>A Python that has nbformat; null if none was found.</summary>
    public static string? Python { get; } = new[] { "/usr/bin/python3", "python3", "python" }.FirstOrDefault(HasNbformat);

    private static bool HasNbformat(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import nbformat"]) { RedirectStandardError = true, RedirectStandardOutput = true });
            return process is not null && process.WaitForExit(30_000) && process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
