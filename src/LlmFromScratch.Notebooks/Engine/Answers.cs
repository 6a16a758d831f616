namespace LlmFromScratch.Notebooks.Engine;

/// <summary>What could stand at a place in the code.</summary>
/// <param name="Start">Where the word begins that a completion replaces, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">The words, best first; none if nothing is known.</param>
internal sealed record Completions(int Start, int End, IReadOnlyList<CompletionItem> Items);

/// <summary>One word that could stand there.</summary>
/// <param name="Text">What is written.</param>
/// <param name="Kind">What it is, in the words that Jupyter's front ends have pictures for: <c>method</c>, <c>property</c>, <c>class</c>…</param>
/// <param name="Signature">Such as <c>int Math.Max(int val1, int val2)</c>; null if there is none.</param>
/// <param name="Documentation">Its summary; null if there is none.</param>
internal sealed record CompletionItem(string Text, string Kind, string? Signature, string? Documentation);

/// <summary>Whether a text can be run as it is.</summary>
/// <param name="Status"><c>complete</c>, <c>incomplete</c> or <c>invalid</c>.</param>
/// <param name="Indent">Of an incomplete text: with what its next line should begin.</param>
internal sealed record Completeness(string Status, string Indent = "");

/// <summary>What the compiler says about code that was not run.</summary>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>info</c>.</param>
/// <param name="Id">Such as <c>CS0103</c>.</param>
/// <param name="Message">In words.</param>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record CellDiagnostic(string Severity, string Id, string Message, int Start, int End, int Line);

/// <summary>The value of an expression: in the forms in which it would be shown, or why there is none.</summary>
internal sealed record Evaluated(IReadOnlyDictionary<string, string>? Data, CellError? Error);
