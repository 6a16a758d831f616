using System.Diagnostics;

namespace Notebooks.Tests.Clients;

/// <summary>One of Jupyter's own programs at work.</summary>
internal static class ClientProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10); // against hanging

    /// <summary>Runs it to its end, which is to be a good one.</summary>
    /// <param name="prefix">Where the kernel is installed.</param>
    /// <param name="python">The Python that has it.</param>
    /// <param name="arguments">For Python.</param>
    /// <returns>What it said.</returns>
    public static async Task<string> RunAsync(JupyterPrefix prefix, string python, params string[] arguments)
    {
        var start = new ProcessStartInfo(python, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        prefix.Describe(start.Environment);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        var said = $"{await output}\n{await errors}";
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)} ended with exit code {process.ExitCode}:\n{said}");
        return said;
    }
}
