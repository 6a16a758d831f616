using System.ComponentModel;
using System.Diagnostics;

namespace LlmFromScratch.Tests;

/// <summary>A test against a reader in Python, skipped where there is no Python that has numpy.</summary>
internal sealed class NumpyFactAttribute : FactAttribute
{
    /// <param name="files">Files of the offline folder that the test needs too.</param>
    public NumpyFactAttribute(params string[] files)
    {
        if (Python is null)
            Skip = "There is no Python with numpy here: pip install numpy, or apt-get install python3-numpy.";
        else
            Skip = new DataFactAttribute(files).Skip is { } missing && files.Length > 0 ? missing : null;
    }

    /// <summary>A Python that has numpy; null if none was found.</summary>
    public static string? Python { get; } = new[] { "/usr/bin/python3", "python3", "python" }.FirstOrDefault(HasNumpy);

    private static bool HasNumpy(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import numpy"]) { RedirectStandardError = true, RedirectStandardOutput = true });
            return process is not null && process.WaitForExit(60_000) && process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
