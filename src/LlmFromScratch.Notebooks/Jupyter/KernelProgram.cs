using System.Globalization;
using System.Runtime.InteropServices;
using LlmFromScratch.Notebooks.Engine;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>The kernel as a program: <c>dotnet LlmFromScratch.Notebooks.dll kernel CONNECTION-FILE</c>.</summary>
internal static class KernelProgram
{
    /// <summary>The argument that makes a program the kernel.</summary>
    public const string Verb = "kernel";

    // Jupyter's server names the notebook here, so that messages can.
    private const string NotebookVariable = "JPY_SESSION_NAME";

    /// <summary>Runs a kernel until a front end ends it, or whoever started it is gone.</summary>
    /// <param name="connectionFile">Says where to listen.</param>
    /// <returns>The exit code: 0; 1 if it could not start, with the reason on the standard error.</returns>
    public static async Task<int> RunAsync(string connectionFile)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        var log = new KernelLog(Console.Error);
        JupyterKernel kernel;
        try
        {
            var connection = ConnectionFile.Read(connectionFile);
            foreach (var warning in connection.Warnings)
                log.Write(warning);
            kernel = new JupyterKernel(connection, new CellEngine(new CellEngineOptions { Folder = Environment.CurrentDirectory, Name = NotebookName() }), log);
        }
        catch (Exception e) when (e is ConnectionFileException or IOException)
        {
            log.Write(e.Message);
            return 1;
        }

        await using (kernel)
        using (On(PosixSignal.SIGINT, kernel.Interrupt))
        using (On(PosixSignal.SIGTERM, kernel.Stop))
        using (On(PosixSignal.SIGHUP, kernel.Stop))
        using (var end = new CancellationTokenSource())
        {
            var watch = ParentWatch.RunAsync(kernel.Stop, end.Token);
            await kernel.RunAsync();
            await end.CancelAsync();
            await watch;
        }

        return 0;
    }

    private static PosixSignalRegistration On(PosixSignal signal, Action action) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        action();
    });

    private static string NotebookName() =>
        Path.GetFileName(Environment.GetEnvironmentVariable(NotebookVariable)) is { Length: > 0 } name ? name : "notebook";
}
