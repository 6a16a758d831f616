using System.Globalization;
using LlmFromScratch.Notebooks.Documents;

namespace LlmFromScratch.Notebooks.Checking;

/// <summary>A place where a notebook shows something else than it did when it was saved.</summary>
/// <param name="Notebook">The notebook, as it was named.</param>
/// <param name="CellNumber">The cell among all cells, from 1.</param>
/// <param name="CodeCellNumber">The cell among the code cells, from 1.</param>
/// <param name="What">Which output: <c>output 2, text/html</c>.</param>
/// <param name="Diff">A few lines: what is saved, and what it is now.</param>
public sealed record CheckDifference(string Notebook, int CellNumber, int CodeCellNumber, string What, string Diff)
{
    /// <summary>The place in one line, and below it the saved and the new text.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Notebook}, cell {CellNumber} (code cell {CodeCellNumber}), {What}:\n{Diff}");
}

/// <summary>How what a notebook shows compares with what was saved in it.</summary>
/// <param name="ComparedCells">How many cells were compared: not those tagged <c>volatile</c>, skipped or failed, now or when
/// the notebook was saved.</param>
/// <param name="Differences">What differs, in order.</param>
public sealed record CheckReport(int ComparedCells, IReadOnlyList<CheckDifference> Differences)
{
    /// <summary>Nothing that was compared differs.</summary>
    public bool Agrees => Differences.Count == 0;

    /// <summary>Compares the results of a run with the outputs saved in the notebook.</summary>
    /// <param name="notebook">As it was read.</param>
    /// <param name="results">What came of its code cells.</param>
    public static CheckReport Compare(Notebook notebook, IReadOnlyList<CellResult> results)
    {
        var compared = 0;
        var differences = new List<CheckDifference>();
        foreach (var result in results.Where(result => result.Status == CellStatus.Ran))
        {
            var cell = notebook.Cells[result.CellNumber - 1];
            if (cell.Tags.Contains(CellTags.Volatile) || WasSkippedWhenSaved(cell))
                continue;
            compared++;
            differences.AddRange(OutputComparison.Compare(cell.Outputs, result.Outputs)
                .Select(found => new CheckDifference(notebook.Name, result.CellNumber, result.CodeCellNumber, found.What, found.Diff)));
        }

        return new CheckReport(compared, differences);
    }

    // Saved on a machine without the package, run on one that has it: there is nothing to compare with.
    private static bool WasSkippedWhenSaved(NotebookCell cell) => cell.ExecutionCount is null
        && cell.Outputs.Count == 0
        && (cell.Tags.Contains(CellTags.NeedsPackage) || cell.Tags.Contains(CellTags.Optional));
}
