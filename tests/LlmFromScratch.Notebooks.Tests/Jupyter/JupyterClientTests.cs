using System.Diagnostics;
using LlmFromScratch.Notebooks.Jupyter;
using LlmFromScratch.Notebooks.Processes;
using LlmFromScratch.Notebooks.Tests.Support;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

/// <summary>The kernel under Jupyter's own client: tests/Python/kernel_client.py sends it every message of the protocol.</summary>
[Trait("Category", "Long")]
public class JupyterClientTests
{
    [JupyterClientFact(killsKernels: true)]
    public async Task Jupyters_own_client_gets_all_its_answers()
    {
        var start = new ProcessStartInfo(JupyterClientFactAttribute.Python!, [PythonModule.Script("kernel_client.py"), typeof(JupyterKernel).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_HOST_PATH"] = NotebookHostCommand.Default.FileName;
        using var python = Process.Start(start)!;
        var output = python.StandardOutput.ReadToEndAsync();
        var errors = python.StandardError.ReadToEndAsync();
        try
        {
            await python.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(10));
        }
        finally
        {
            python.Kill(entireProcessTree: true);
        }

        Assert.True(python.ExitCode == 0, $"{await output}\n{await errors}");
        Assert.Contains("ok shutdown", await output, StringComparison.Ordinal); // the last check of the script
    }
}
