using System.ComponentModel;
using System.Diagnostics;

namespace LlmFromScratch.Notebooks.Tests.KernelSpecs;

/// <summary>A test against Jupyter's own client, skipped where there is no Python that has it.</summary>
internal sealed class JupyterClientFactAttribute : FactAttribute
{
    public JupyterClientFactAttribute()
    {
        if (Python is null)
            Skip = "There is no Python with jupyter_client here: pip install jupyter_client, or apt-get install python3-jupyter-client.";
    }

    /// <summary>A Python that has jupyter_client; null if none was found.</summary>
    public static string? Python { get; } = new[] { "/usr/bin/python3", "python3", "python" }.FirstOrDefault(Has);

    private static bool Has(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import jupyter_client"]) { RedirectStandardError = true, RedirectStandardOutput = true });
            return process is not null && process.WaitForExit(30_000) && process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
