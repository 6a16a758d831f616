namespace LlmFromScratch.Notebooks.Engine;

/// <summary>What is done with a part of a cell.</summary>
internal enum CellPartKind
{
    /// <summary>C# code, run.</summary>
    Code,

    /// <summary>Text, shown as it is.</summary>
    Shown,

    /// <summary>A magic line for the session, such as <c>#!who</c>.</summary>
    Magic,
}

/// <summary>A part of a cell: magic lines divide it.</summary>
/// <param name="Kind">What is done with it.</param>
/// <param name="Text">The code, with empty lines before it so that its lines have the numbers they have in the cell; or the text to show; or
/// the magic line without <c>#!</c>.</param>
/// <param name="MimeType">Of a text that is shown.</param>
internal sealed record CellPart(CellPartKind Kind, string Text, string? MimeType = null);
