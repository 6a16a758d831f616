using System.ComponentModel;
using System.Diagnostics;

namespace LlmFromScratch.Cli.Doctor;

/// <summary>Asks another program a question.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>What a program writes to standard output; null if it is not there, fails, or stays silent for too long.</summary>
    public static async Task<string?> AskAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        // Windows starts code and jupyter through scripts, which only a shell finds.
        var start = OperatingSystem.IsWindows() && program != "dotnet"
            ? new ProcessStartInfo("cmd.exe", ["/c", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.RedirectStandardInput, start.UseShellExecute) = (true, true, true, false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using Process process = Process.Start(start)!;
            try
            {
                process.StandardInput.Close();
                Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
                string output = await process.StandardOutput.ReadToEndAsync(patience.Token);
                await errors;
                await process.WaitForExitAsync(patience.Token);
                return process.ExitCode == 0 ? output.Trim() : null;
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                cancellation.ThrowIfCancellationRequested();
                return null;
            }
        }
        catch (Win32Exception)
        {
            return null; // There is no such program.
        }
    }
}
