using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>
/// Puts a question into each loop of a cell: has the reader asked to stop? So an endless loop ends with an ordinary exception, at a
/// place where nothing is half done.
/// </summary>
/// <remarks>
/// The runtime can also throw into a running thread, but on Unix that often ends the process, above all in the framework's own loops. A
/// question costs a fraction of a nanosecond. Lines stay where they are.
/// </remarks>
internal static class LoopChecks
{
    private const string Check = $"global::LlmFromScratch.Notebooks.Hosting.{nameof(CellHelpers)}.{nameof(CellHelpers.StopIfAsked)}();";

    /// <summary>The code with its questions.</summary>
    /// <param name="code">C#; if it does not parse, it comes back as it is.</param>
    /// <param name="options">How it will be parsed.</param>
    public static string Insert(string code, CSharpParseOptions options)
    {
        // Most cells have no loop, and need not be read twice.
        if (!code.Contains("while", StringComparison.Ordinal) && !code.Contains("for", StringComparison.Ordinal) && !code.Contains("goto", StringComparison.Ordinal))
            return code;
        var tree = CSharpSyntaxTree.ParseText(code, options);
        if (tree.GetDiagnostics().Any())
            return code;

        var insertions = new List<(int Position, int Order, string Text)>();
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            var body = node switch
            {
                WhileStatementSyntax loop => loop.Statement,
                DoStatementSyntax loop => loop.Statement,
                ForStatementSyntax loop => loop.Statement,
                CommonForEachStatementSyntax loop => loop.Statement,
                LabeledStatementSyntax label => label.Statement, // where a goto leads
                _ => null,
            };
            switch (body)
            {
                case null:
                    break;
                case BlockSyntax block:
                    insertions.Add((block.OpenBraceToken.Span.End, 1, Check));
                    break;
                case var one when node is LabeledStatementSyntax:
                    insertions.Add((one.SpanStart, 1, one is LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax ? "" : Check));
                    break;
                default:
                    insertions.Add((body.SpanStart, 1, "{" + Check));
                    insertions.Add((body.Span.End, 0, "}"));
                    break;
            }
        }

        var text = new StringBuilder(code);
        foreach (var (position, _, inserted) in insertions.Index().OrderByDescending(one => one.Item.Position).ThenByDescending(one => one.Item.Order).ThenByDescending(one => one.Index).Select(one => one.Item))
            text.Insert(position, inserted);
        return text.ToString();
    }
}
