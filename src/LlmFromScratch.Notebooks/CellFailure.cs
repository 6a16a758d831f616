using System.Globalization;

namespace LlmFromScratch.Notebooks;

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
