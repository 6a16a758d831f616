using LlmFromScratch.Notebooks.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>Whether a text can be run as it is, for consoles that run it when Enter is pressed.</summary>
internal static class CodeCompleteness
{
    private const string Step = "    ";
    private const string NewlineInConstant = "CS1010";

    public static Completeness Of(string text)
    {
        var code = CellText.Read(text).Code;
        if (string.IsNullOrWhiteSpace(code))
            return new Completeness("complete"); // magic lines, or a text in another language
        var tree = CSharpSyntaxTree.ParseText(code, CodeQuestions.Parsing);
        // A string or a character that its line leaves open cannot be closed on the next.
        if (!SyntaxFactory.IsCompleteSubmission(tree) && !tree.GetDiagnostics().Any(diagnostic => diagnostic.Id == NewlineInConstant))
            return new Completeness("incomplete", IndentAfter(code));
        return new Completeness(tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete");
    }

    /// <summary>The indentation of the last line that is not empty, and a step more after an open brace.</summary>
    private static string IndentAfter(string code)
    {
        var last = code.Split('\n').Last(line => !string.IsNullOrWhiteSpace(line)).TrimEnd();
        var indent = last[..(last.Length - last.TrimStart().Length)];
        return last[^1] == '{' ? indent + Step : indent;
    }
}
