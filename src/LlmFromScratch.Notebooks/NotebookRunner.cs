using LlmFromScratch.Notebooks.Checking;
using LlmFromScratch.Notebooks.Documents;

namespace LlmFromScratch.Notebooks;

/// <summary>Runs notebooks without an editor: in order, in a process of their own, in the notebook's folder.</summary>
/// <remarks>What a cell means is .NET Interactive's C# kernel's meaning, as far as the course uses it.</remarks>
public static class NotebookRunner
{
    /// <summary>Runs a notebook to its end, to the first cell that fails, or to the end of its time.</summary>
    /// <param name="path">An <c>.ipynb</c> file.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told when a cell starts and when it is finished.</param>
    /// <param name="cancellationToken">Ends the run and the child process.</param>
    /// <returns>What came of each cell. A cell that fails is told there, not thrown.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not a notebook; the message says why.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled. The file is as it was.</exception>
    /// <exception cref="IOException">The outputs could not be written, or somebody changed the file meanwhile.</exception>
    public static async Task<NotebookRunResult> RunAsync(
        string path,
        NotebookRunOptions? options = null,
        IProgress<NotebookProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new NotebookRunOptions();
        options.Validate();
        var notebook = Notebook.Load(path);
        var asRead = File.GetLastWriteTimeUtc(path);
        var budget = options.Budget ?? notebook.StatedBudget ?? Notebook.DefaultBudget;

        await using var run = new NotebookRun(notebook, path, options, budget, progress, cancellationToken);
        var cells = await run.RunCellsAsync();
        var check = options.Check ? CheckReport.Compare(notebook, cells) : null;
        var saved = options.Save && cells.All(cell => cell.Failure is null);
        if (saved)
        {
            if (File.GetLastWriteTimeUtc(path) != asRead)
                throw new IOException($"{path} was changed while it ran, so the outputs were not written into it. Save it in the editor, then run it again.");
            Save(notebook, cells, path);
        }

        return new NotebookRunResult(path, cells, run.Elapsed, budget, check, saved);
    }

    private static void Save(Notebook notebook, IReadOnlyList<CellResult> results, string path)
    {
        KernelMetadata.Apply(notebook);
        foreach (var result in results.Where(result => result.Status == CellStatus.Ran))
            notebook.Cells[result.CellNumber - 1].SetOutputs(result.Outputs, result.CodeCellNumber);
        notebook.Save(path);
    }
}
