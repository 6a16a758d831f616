using LlmFromScratch.Notebooks.Engine;
using LlmFromScratch.Notebooks.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>What an editor asks about code that does not run yet. All of it is read off the compiler's own knowledge of the cells so far.</summary>
internal sealed class CodeQuestions(CSharpSession session)
{
    /// <summary>What could stand at the cursor.</summary>
    public Completions Complete(string code, int cursor) => new(cursor, cursor, []);

    /// <summary>What is known of the name at the cursor, by mime type; null if nothing is.</summary>
    public IReadOnlyDictionary<string, string>? Inspect(string code, int cursor) => null;

    /// <summary>Whether Enter should run the code or begin a new line.</summary>
    public Completeness IsComplete(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.CSharp14, kind: SourceCodeKind.Script));
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new Completeness("incomplete");
        return new Completeness(tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete");
    }

    /// <summary>What the compiler says about it.</summary>
    public IReadOnlyList<CellDiagnostic> Diagnose(string code)
    {
        var compilation = session.Compile(code);
        var tree = compilation.SyntaxTrees.Last();
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Location.SourceTree == tree).Select(Describe)];
    }

    private static CellDiagnostic Describe(Diagnostic diagnostic) => new(
        diagnostic.Severity == DiagnosticSeverity.Hidden ? "info" : diagnostic.Severity.ToString().ToLowerInvariant(),
        diagnostic.Id,
        diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
        diagnostic.Location.SourceSpan.Start,
        diagnostic.Location.SourceSpan.End,
        diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1);
}
