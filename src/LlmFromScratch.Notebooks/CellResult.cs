using LlmFromScratch.Notebooks.Documents;

namespace LlmFromScratch.Notebooks;

/// <summary>What came of a cell.</summary>
public enum CellStatus
{
    /// <summary>It ran to its end, or threw as its tag says it should.</summary>
    Ran,

    /// <summary>It was not to run here; the reason is given.</summary>
    Skipped,

    /// <summary>It did not compile, threw, took too long or ended the process.</summary>
    Failed,

    /// <summary>A cell before it failed.</summary>
    NotRun,
}

/// <summary>What came of one code cell.</summary>
/// <param name="CellNumber">Its number among all cells, from 1.</param>
/// <param name="CodeCellNumber">Its number among the code cells, from 1; also its execution count.</param>
/// <param name="Id">Its id.</param>
/// <param name="Status">What came of it.</param>
/// <param name="Reason">Why it was skipped or not run; else null.</param>
/// <param name="Outputs">What it showed, in order; of a failed cell, until it failed.</param>
/// <param name="Elapsed">How long it ran.</param>
/// <param name="Failure">How it failed; else null.</param>
public sealed record CellResult(
    int CellNumber,
    int CodeCellNumber,
    string Id,
    CellStatus Status,
    string? Reason,
    IReadOnlyList<CellOutput> Outputs,
    TimeSpan Elapsed,
    CellFailure? Failure);
