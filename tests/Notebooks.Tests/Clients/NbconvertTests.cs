using LlmFromScratch.Notebooks;
using LlmFromScratch.Notebooks.Checking;
using LlmFromScratch.Notebooks.Documents;

namespace Notebooks.Tests.Clients;

/// <summary>Jupyter's own runner of notebooks, with our kernel.</summary>
[Trait("Category", "Long")]
[Collection(JupyterPrefix.Name)]
public class NbconvertTests(JupyterPrefix prefix)
{
    private const string Modules = "nbconvert, nbclient, nbformat";
    private const string Validate = "import json, sys, nbformat; nbformat.validate(json.load(open(sys.argv[1], encoding='utf-8')))";

    // They wait for the reader, for a longer time, or for a package.
    private static readonly string[] LeftOut = [CellTags.Optional, CellTags.NeedsPackage];

    public static TheoryData<string> Runnable => NotebookRunTests.Runnable;

    [ClientTheory(Modules, "jupyter-nbconvert")]
    [MemberData(nameof(Runnable))]
    public async Task Notebook_ExecutedByNbconvert_ShowsWhatIsSavedInIt(string notebook)
    {
        var python = Clients.Python(Modules)!;
        var (folder, name) = (prefix.NewFolder("executed"), notebook.Replace('/', '-'));

        // No kernel is named: the one that the notebook names is found.
        await ClientProcess.RunAsync(prefix, python, [
            "-m", "nbconvert", "--to", "notebook", "--execute", Course.PathOf(notebook), "--output-dir", folder, "--output", name,
            "--TagRemovePreprocessor.enabled=True", .. LeftOut.Select(tag => $"--TagRemovePreprocessor.remove_cell_tags={tag}")]);

        var executed = Path.Combine(folder, name);
        await ClientProcess.RunAsync(prefix, python, "-c", Validate, executed);
        var saved = Course.Load(notebook);
        var now = Notebook.Load(executed).Cells.Where(cell => cell.IsCode).ToDictionary(cell => cell.Id);
        var code = saved.Cells.Where(cell => cell.IsCode).ToList();
        Assert.Equal(code.Where(cell => !cell.Tags.Any(LeftOut.Contains)).Select(cell => cell.Id), now.Keys);
        Assert.All(now.Values.Where(cell => cell.Source.Length > 0), cell => Assert.NotNull(cell.ExecutionCount));
        var results = code.Where(cell => now.ContainsKey(cell.Id))
            .Select(cell => new CellResult(cell.Number, code.IndexOf(cell) + 1, cell.Id, CellStatus.Ran, null, now[cell.Id].Outputs, TimeSpan.Zero, null));
        var report = CheckReport.Compare(saved, [.. results]);
        Assert.True(report.Agrees, string.Join("\n", report.Differences));
        Assert.True(report.ComparedCells > 0, $"no cell of {notebook} was compared");
    }
}
