using LlmFromScratch.Notebooks.Tests.Support;

namespace Notebooks.Tests.Clients;

/// <summary>Jupyter's console in a pseudo-terminal: tests/Python/console_client.py types into it.</summary>
[Trait("Category", "Long")]
[Collection(JupyterPrefix.Name)]
public class ConsoleTests(JupyterPrefix prefix)
{
    private const string Modules = "jupyter_console, pexpect";

    [ClientFact(Modules, "jupyter-console python3-pexpect")]
    public async Task Jupyters_console_runs_cells_in_a_terminal()
    {
        var said = await ClientProcess.RunAsync(prefix, Clients.Python(Modules)!, PythonModule.Script("console_client.py"));

        Assert.Contains("ok leave", said, StringComparison.Ordinal); // the last step
    }
}
