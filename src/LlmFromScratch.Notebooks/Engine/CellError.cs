namespace LlmFromScratch.Notebooks.Engine;

/// <summary>How a cell failed.</summary>
internal enum CellErrorKind
{
    /// <summary>It threw.</summary>
    Threw,

    /// <summary>It does not compile, and so did not run.</summary>
    DoesNotCompile,

    /// <summary>It was interrupted, and the session goes on with what earlier cells defined.</summary>
    Interrupted,

    /// <summary>It ended the process, or had to be ended with it: what earlier cells defined is lost.</summary>
    EndedTheProcess,

    /// <summary>It asks for something that is not known here, such as a package that cannot be had.</summary>
    CannotRun,
}

/// <summary>A failure of a cell.</summary>
/// <param name="Kind">How it failed.</param>
/// <param name="Name">The type of the exception, or a word such as <c>CompilationError</c>.</param>
/// <param name="Message">What it says.</param>
/// <param name="Line">The line in this cell, from 1; null if it is not known.</param>
/// <param name="Traceback">Where it came from, a line each.</param>
internal sealed record CellError(CellErrorKind Kind, string Name, string Message, int? Line, IReadOnlyList<string> Traceback);
