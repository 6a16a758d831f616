using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using Microsoft.DotNet.Interactive.Formatting;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>Runs C# cells one after another: each sees the variables, functions, types and usings of those before it.</summary>
internal sealed class CSharpSession
{
    private static readonly string[] Imports =
    [
        // .NET Interactive's own list.
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        typeof(CellHelpers).FullName!,
    ];

    private readonly OutputSink sink;
    private readonly CellPlaces places;
    private readonly InteractiveAssemblyLoader loader = new();
    private readonly HashSet<string> packageReferences = new(StringComparer.OrdinalIgnoreCase);
    private ScriptOptions options;
    private ScriptState<object>? state;

    public CSharpSession(string folder, string notebook, string scratch, OutputSink sink)
    {
        this.sink = sink;
        places = new CellPlaces(folder, notebook);
        options = ScriptOptions.Default
            .WithLanguageVersion(LanguageVersion.CSharp14) // .NET Interactive's last one; a newer compiler here must not let cells pass that fail there
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithAllowUnsafe(true)
            .WithEmitDebugInformation(true) // for line numbers in stack traces
            .WithFileEncoding(Encoding.UTF8)
            .WithImports(Imports)
            .WithReferences(HostAssemblies.ForCells().Select(path => MetadataReference.CreateFromFile(path))) // read once, not for each cell
            .WithMetadataResolver(new ShadowCopyResolver(folder, new ShadowFolder(scratch)))
            .WithSourceResolver(ScriptSourceResolver.Default.WithBaseDirectory(folder));
    }

    /// <summary>Runs one cell, and shows the value of its last expression.</summary>
    /// <returns>What went wrong; null if nothing did.</returns>
    public async Task<HostError?> RunAsync(int cell, string code, IReadOnlyList<string> references)
    {
        options = options.AddReferences(references.Where(path => !HostAssemblies.Has(path) && packageReferences.Add(path)).Select(path => MetadataReference.CreateFromFile(path)));
        var cellOptions = options.WithFilePath(places.PathOf(cell));
        var script = state is null
            ? CSharpScript.Create<object>(code, cellOptions, globalsType: null, loader)
            : state.Script.ContinueWith<object>(code, cellOptions);

        // Compiling may run into anything, such as a damaged assembly; the child lives on.
        ImmutableArray<Diagnostic> diagnostics;
        try
        {
            diagnostics = script.Compile();
        }
        catch (CompilationErrorException e)
        {
            diagnostics = e.Diagnostics;
        }
        catch (Exception e)
        {
            return places.Describe(e, cell);
        }

        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
            return places.Describe(errors, cell);

        // An editor's kernel shows warnings too; so authors see here what their readers would.
        // Those without a place are about assemblies, and nothing a cell can mend.
        foreach (var warning in diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Location.IsInSource))
            sink.WriteStream("stderr", places.DescribeWarning(warning) + "\n");

        try
        {
            var showsResult = EndsWithValue(script.GetCompilation());
            var next = state is null
                ? await script.RunAsync(globals: null, catchException: _ => true)
                : await script.RunFromAsync(state, catchException: _ => true);
            state = next;
            if (next.Exception is { } thrown)
                return places.Describe(thrown, cell);
            var shows = showsResult || (next.ReturnValue is not null && Returns(script.GetCompilation()));
            if (shows && next.ReturnValue is not CellHelpers.DisplayedValue) // what display returns is shown already
                sink.Display(next.ReturnValue, isResult: true);
            return null;
        }
        catch (Exception e) // of a formatter
        {
            return places.Describe(e, cell);
        }
    }

    /// <summary>Whether the cell ends in an expression without a semicolon, and that has a value: <c>1 + 1</c>, not <c>x = 1;</c>.</summary>
    private static bool EndsWithValue(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Last(); // files that it loads come before the cell itself
        var last = ((CompilationUnitSyntax)tree.GetRoot()).Members.LastOrDefault();
        return last is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement }
            && compilation.GetSemanticModel(tree).GetTypeInfo(statement.Expression).Type?.SpecialType != SpecialType.System_Void;
    }

    /// <summary>Whether the cell itself, not a function in it, says <c>return 5;</c>: that shows the value, too.</summary>
    private static bool Returns(Compilation compilation) => compilation.SyntaxTrees.Last().GetRoot()
        .DescendantNodes(node => node is CompilationUnitSyntax or GlobalStatementSyntax or (StatementSyntax and not LocalFunctionStatementSyntax))
        .OfType<ReturnStatementSyntax>().Any();
}
