using System.Globalization;
using LlmFromScratch.Notebooks.Checking;
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

/// <summary>How a cell failed.</summary>
public enum CellFailureKind
{
    /// <summary>It does not compile.</summary>
    DoesNotCompile,

    /// <summary>It threw.</summary>
    Threw,

    /// <summary>It is tagged <c>raises-exception</c> and did not throw.</summary>
    DidNotThrow,

    /// <summary>It was running when the notebook's time was up.</summary>
    TookTooLong,

    /// <summary>It ended the process: by exiting it, or by a crash such as a stack overflow.</summary>
    EndedTheProcess,
}

/// <summary>A failure, and where in the notebook it is.</summary>
/// <param name="Notebook">The notebook, as it was named.</param>
/// <param name="CellNumber">The cell among all cells, from 1.</param>
/// <param name="CodeCellNumber">The cell among the code cells, from 1.</param>
/// <param name="Kind">What kind of failure.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Line">The line in the cell, from 1; null if no line is to blame.</param>
/// <param name="SourceLine">The text of that line, else of the cell's first line.</param>
public sealed record CellFailure(
    string Notebook, int CellNumber, int CodeCellNumber, CellFailureKind Kind, string Message, int? Line, string SourceLine)
{
    /// <summary>One line for the place and the message, one for the source.</summary>
    public override string ToString()
    {
        var line = Line is { } number ? string.Create(CultureInfo.InvariantCulture, $", line {number}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Notebook}, cell {CellNumber} (code cell {CodeCellNumber}){line}: {Message}\n    {SourceLine.Trim()}");
    }
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

/// <summary>How far the run of a notebook is.</summary>
/// <param name="Notebook">The notebook, as it was named.</param>
/// <param name="CellNumber">The cell among all cells, from 1.</param>
/// <param name="CodeCellNumber">The cell among the code cells, from 1.</param>
/// <param name="CodeCellCount">How many code cells there are.</param>
/// <param name="FirstLine">The first line of its code.</param>
/// <param name="Finished">What came of it; null when it starts.</param>
/// <param name="Elapsed">Since the run began.</param>
public sealed record NotebookProgress(
    string Notebook, int CellNumber, int CodeCellNumber, int CodeCellCount, string FirstLine, CellResult? Finished, TimeSpan Elapsed);
