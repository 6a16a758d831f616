using LlmFromScratch.Notebooks.Tests.Support;

namespace Notebooks.Tests.Clients;

/// <summary>Jupyter's notebook server in a browser without a window: tests/Python/notebook_client.py clicks in it.</summary>
[Trait("Category", "Long")]
[Collection(JupyterPrefix.Name)]
public class NotebookServerTests(JupyterPrefix prefix)
{
    // The browser itself and its driver are programs: the script says which it looks for.
    private const string Modules = "notebook, selenium";

    [ClientFact(Modules, "jupyter-notebook python3-selenium chromium chromium-driver")]
    public async Task Chapter_02_runs_in_the_browser_is_interrupted_and_restarted()
    {
        var said = await ClientProcess.RunAsync(prefix, Clients.Python(Modules)!, PythonModule.Script("notebook_client.py"), Course.Folder);

        Assert.Contains("ok close", said, StringComparison.Ordinal); // the last step
    }
}
