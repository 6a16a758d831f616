using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Documents;

namespace Notebooks.Tests.Clients;

/// <summary>A cell that takes its process down with it, run by Jupyter's own client of notebooks.</summary>
[Trait("Category", "Long")]
[Collection(JupyterPrefix.Name)]
public class CrashingCellTests(JupyterPrefix prefix)
{
    private const string Modules = "nbconvert, nbclient";
    private static readonly string[] Cells = ["int kept = 1;", "int Deeper(int n) => Deeper(n + 1) + 1;\nDeeper(0)", "kept", "6 * 7"];

    [ClientFact(Modules, "jupyter-nbconvert")]
    public async Task Crash_WhereErrorsAreAllowed_IsOneErrorAndTheNotebookGoesOn()
    {
        var (folder, file) = Write("crash-allowed");

        await ClientProcess.RunAsync(prefix, Clients.Python(Modules)!, "-m", "nbconvert", "--to", "notebook", "--execute", "--allow-errors", "--inplace", file);

        var cells = Notebook.Load(file).Cells;
        var crash = Assert.Single(cells[1].Outputs.OfType<ErrorOutput>());
        Assert.Contains("stack", crash.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("CS0103", Assert.Single(cells[2].Outputs.OfType<ErrorOutput>()).Message, StringComparison.Ordinal); // its state is lost
        Assert.Equal("42", Assert.Single(cells[3].Outputs.OfType<DisplayOutput>()).Data["text/plain"]);
        Directory.Delete(folder, recursive: true);
    }

    [ClientFact(Modules, "jupyter-nbconvert")]
    public async Task Crash_WhereErrorsAreNotAllowed_IsSaidByTheClient()
    {
        var (folder, file) = Write("crash");

        var failure = await Assert.ThrowsAnyAsync<Exception>(() =>
            ClientProcess.RunAsync(prefix, Clients.Python(Modules)!, "-m", "nbconvert", "--to", "notebook", "--execute", "--inplace", file));

        Assert.Contains("CellExecutionError", failure.Message, StringComparison.Ordinal);
        Assert.Contains("stack", failure.Message, StringComparison.OrdinalIgnoreCase);
        Directory.Delete(folder, recursive: true);
    }

    private (string Folder, string File) Write(string name)
    {
        var folder = prefix.NewFolder(name);
        var file = Path.Combine(folder, "crash.ipynb");
        var cells = Cells.Select((code, i) => (JsonNode)new JsonObject
        {
            ["cell_type"] = "code",
            ["id"] = $"cell-{i}",
            ["execution_count"] = null,
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["source"] = code,
        });
        File.WriteAllText(file, new JsonObject
        {
            ["cells"] = new JsonArray([.. cells]),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = "llm-csharp", ["display_name"] = "C#" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString());
        return (folder, file);
    }
}
