using System.Globalization;
using LlmFromScratch.Notebooks.Engine;
using LlmFromScratch.Notebooks.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>What an editor asks about code that does not run yet. All of it is read off the compiler's own knowledge of the cells so far.</summary>
internal sealed class CodeQuestions(CSharpSession session)
{
    /// <summary>How cells are read.</summary>
    public static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);

    private readonly DocumentationReader documentation = new(new XmlDocFiles(session.OriginalOf));

    /// <summary>What could stand at the cursor.</summary>
    public Completions Complete(string code, int cursor) => Try(new Completions(cursor, cursor, []), nothing =>
    {
        if (LineCompletions.At(code, cursor, Environment.CurrentDirectory) is { } line)
            return line;
        var cell = CellText.Read(code);
        if (!cell.IsCode(cursor))
            return nothing;
        var compilation = session.Compile(cell.Code);
        if (CodePlace.At(compilation, cell.Code, cursor) is not { } place)
            return nothing;
        if (place.IsOpenLambda)
            place = CodePlace.At(session.Compile(cell.Code.Insert(cursor, "word_")), cell.Code, cursor, word: true)!;
        return CodeCompletion.At(place, symbol => documentation.Of(symbol, place.Compilation)?.Summary);
    });

    /// <summary>What is known of the name at the cursor, by mime type; null if nothing is.</summary>
    public IReadOnlyDictionary<string, string>? Inspect(string code, int cursor) => Try<IReadOnlyDictionary<string, string>?>(null, nothing =>
    {
        var cell = CellText.Read(code);
        return cell.IsCode(cursor) ? new Inspection(session.Compile(cell.Code), documentation).At(cursor) : nothing;
    });

    /// <summary>Whether Enter should run the code or begin a new line.</summary>
    public Completeness IsComplete(string code) => Try(new Completeness("unknown"), _ => CodeCompleteness.Of(code));

    /// <summary>What the compiler says about it.</summary>
    public IReadOnlyList<CellDiagnostic> Diagnose(string code) => Try<IReadOnlyList<CellDiagnostic>>([], _ =>
    {
        var compilation = session.Compile(CellText.Read(code).Code);
        var tree = compilation.SyntaxTrees.Last();
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Location.SourceTree == tree).Select(Describe)];
    });

    // The reader is in the middle of typing, and the compiler may stumble over what stands there: then there is no answer, and no matter.
    private static T Try<T>(T nothing, Func<T, T> answer)
    {
        try
        {
            return answer(nothing);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return nothing;
        }
    }

    private static CellDiagnostic Describe(Diagnostic diagnostic) => new(
        diagnostic.Severity == DiagnosticSeverity.Hidden ? "info" : diagnostic.Severity.ToString().ToLowerInvariant(),
        diagnostic.Id,
        diagnostic.GetMessage(CultureInfo.InvariantCulture),
        diagnostic.Location.SourceSpan.Start,
        diagnostic.Location.SourceSpan.End,
        diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1);
}
