namespace LlmFromScratch.Notebooks.Documents;

/// <summary>Something a cell shows.</summary>
public abstract record CellOutput;

/// <summary>What a cell wrote to the console.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text, with LF between lines.</param>
public sealed record StreamOutput(string Name, string Text) : CellOutput;

/// <summary>A value that a cell displayed, in one or more forms of which an editor picks the richest it can draw.</summary>
/// <param name="Data">Text by mime type: <c>text/html</c>, <c>image/svg+xml</c>, <c>text/plain</c>; images are base64, JSON is JSON text.</param>
/// <param name="IsResult">Whether it is the value of the cell's last expression.</param>
public sealed record DisplayOutput(IReadOnlyDictionary<string, string> Data, bool IsResult) : CellOutput;

/// <summary>An exception, or a cell that does not compile.</summary>
/// <param name="Name">The type of the exception, or <c>CompilationError</c>.</param>
/// <param name="Message">What it says.</param>
/// <param name="Traceback">Where it came from, the innermost place first.</param>
public sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Traceback) : CellOutput;
