using LlmFromScratch.Notebooks.Checking;

namespace LlmFromScratch.Notebooks;

/// <summary>What came of a notebook.</summary>
/// <param name="Path">The notebook, as it was named.</param>
/// <param name="Cells">What came of each code cell, in order.</param>
/// <param name="Elapsed">How long it ran, with the start of the child process and without the download of packages.</param>
/// <param name="Budget">The time in which it says it runs.</param>
/// <param name="Check">How the outputs compare with the saved ones; null if that was not asked.</param>
/// <param name="Saved">Whether the outputs were written into the file.</param>
public sealed record NotebookRunResult(
    string Path, IReadOnlyList<CellResult> Cells, TimeSpan Elapsed, TimeSpan Budget, CheckReport? Check, bool Saved)
{
    /// <summary>The failure that ended the run; null if there was none.</summary>
    public CellFailure? Failure => Cells.Select(cell => cell.Failure).FirstOrDefault(failure => failure is not null);

    /// <summary>The cells that were not to run on this machine or in this run, each with its reason.</summary>
    public IEnumerable<CellResult> Skipped => Cells.Where(cell => cell.Status == CellStatus.Skipped);

    /// <summary>No cell failed, and no output that was compared differs.</summary>
    public bool Succeeded => Failure is null && Check is null or { Agrees: true };

    /// <summary>Whether it took longer than it says, which is no failure below the allowed multiple.</summary>
    public bool IsOverBudget => Elapsed > Budget;
}
