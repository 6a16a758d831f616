using System.Collections.Immutable;
using System.Text;
using LlmFromScratch.Notebooks.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

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
    private readonly CourseLibrary library;
    private readonly InteractiveAssemblyLoader loader = new();
    private readonly HashSet<string> packageReferences = new(StringComparer.OrdinalIgnoreCase);
    private readonly ScriptOptions options;

    // Those that no cell has been run with yet. A cell hands its own on to the next; given again, they would be bound again, and after 400
    // cells take half a gigabyte.
    private readonly List<MetadataReference> references;

    private readonly CSharpParseOptions parsing;
    private volatile ScriptState<object>? state;

    public CSharpSession(string folder, HostOpening opening, OutputSink sink)
    {
        this.sink = sink;
        places = new CellPlaces(folder, opening.Name);
        UnobservedExceptions.Watch(places);
        library = new CourseLibrary(opening.Library, new ShadowFolder(opening.Scratch));
        parsing = new CSharpParseOptions(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);
        options = ScriptOptions.Default
            .WithLanguageVersion(parsing.LanguageVersion) // .NET Interactive's last one; a newer compiler here must not let cells pass that fail there
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithAllowUnsafe(true)
            .WithEmitDebugInformation(true) // for line numbers in stack traces
            .WithFileEncoding(Encoding.UTF8)
            .WithImports(Imports)
            .WithMetadataResolver(new ShadowCopyResolver(folder, library))
            .WithSourceResolver(ScriptSourceResolver.Default.WithBaseDirectory(folder));
        references = [.. HostAssemblies.ForCells().Select(path => MetadataFiles.Reference(path))];
    }

    /// <summary>The cells so far with one more that was not run, for questions about its code. May be called while a cell runs.</summary>
    public Compilation Compile(string code) => Continue(code, "", [.. References(), .. library.ReferencesFor(code, run: false)]).GetCompilation();

    /// <summary>Where an assembly that the compiler reads comes from.</summary>
    public string OriginalOf(string assembly) => library.OriginalOf(assembly);

    /// <summary>What earlier cells defined, the newest of each name, in the order of their names.</summary>
    public IReadOnlyList<ScriptVariable> Variables => state is null
        ? []
        : [.. state.Variables.GroupBy(variable => variable.Name).Select(group => group.Last()).OrderBy(variable => variable.Name, StringComparer.Ordinal)];

    /// <summary>Runs one cell, and shows the value of its last expression.</summary>
    /// <param name="label">How messages call it.</param>
    /// <param name="code">Its code.</param>
    /// <param name="packages">Assemblies of packages that it asked for.</param>
    /// <param name="interrupt">Stops it where it is.</param>
    /// <returns>What went wrong; null if nothing did.</returns>
    public CellError? Run(string label, string code, IReadOnlyList<string> packages, CellInterrupt interrupt)
    {
        lock (references)
        {
            foreach (var path in packages.Where(path => !HostAssemblies.Has(path) && packageReferences.Add(path)))
            {
                SharedAssemblies.AddPackageFile(path);
                references.Add(MetadataFiles.Reference(path));
            }

            references.AddRange(library.ReferencesFor(code, run: true));
        }

        places.Remember(label, code);
        var (script, errors) = Compile(label, LoopChecks.Insert(code, parsing));
        if (errors is not null)
            return errors;

        try
        {
            var showsResult = EndsWithValue(script!.GetCompilation());
            var before = state;
            var next = CellExecution.Run(
                () => before is null ? script.RunAsync(globals: null, catchException: _ => true) : script.RunFromAsync(before, catchException: _ => true), interrupt);
            state = next;
            lock (references)
                references.Clear();
            if (next.Exception is { } thrown)
                return interrupt.IsRequested ? new CellInterruptedException(somethingGoesOn: false).ToError() : places.Describe(thrown, label);
            var shows = showsResult || (next.ReturnValue is not null && Returns(script.GetCompilation()));
            if (shows && next.ReturnValue is not CellHelpers.DisplayedValue) // what display returns is shown already
                sink.Display(next.ReturnValue, isResult: true);
            return null;
        }
        catch (CellInterruptedException interrupted)
        {
            return interrupted.ToError();
        }
        catch (Exception e) // of a formatter
        {
            return places.Describe(e, label);
        }
    }

    /// <summary>The value of an expression, in the forms in which it would be shown. Nothing that it defines is kept.</summary>
    public Evaluated Evaluate(string expression, CellInterrupt interrupt)
    {
        var (script, errors) = Compile("expression", expression);
        if (errors is not null)
            return new Evaluated(null, errors);
        try
        {
            var before = state;
            var value = CellExecution.Run(() => before is null ? script!.RunAsync() : script!.RunFromAsync(before), interrupt).ReturnValue;
            return new Evaluated(OutputSink.Format(value, []), null);
        }
        catch (CellInterruptedException interrupted)
        {
            return new Evaluated(null, interrupted.ToError());
        }
        catch (Exception e)
        {
            return new Evaluated(null, places.Describe(e, "expression"));
        }
    }

    private (Script<object>? Script, CellError? Error) Compile(string label, string code)
    {
        // Compiling may run into anything, such as a damaged assembly; the child lives on.
        Script<object> script;
        ImmutableArray<Diagnostic> diagnostics;
        try
        {
            script = Continue(code, label, References());
            diagnostics = script.Compile();
        }
        catch (CompilationErrorException e)
        {
            (script, diagnostics) = (null!, e.Diagnostics);
        }
        catch (Exception e)
        {
            return (null, places.Describe(e, label));
        }

        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
            return (null, places.Describe(errors, label));

        // An editor's kernel shows warnings too; so authors see here what their readers would.
        // Those without a place are about assemblies, and nothing a cell can mend.
        foreach (var warning in diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Location.IsInSource))
            sink.WriteStream("stderr", places.DescribeWarning(warning) + "\n");
        return (script, null);
    }

    private MetadataReference[] References()
    {
        lock (references)
            return [.. references];
    }

    private Script<object> Continue(string code, string label, MetadataReference[] added)
    {
        var cell = options.WithFilePath(places.PathOf(label)).WithReferences(added);
        return state is { } before ? before.Script.ContinueWith<object>(code, cell) : CSharpScript.Create<object>(code, cell, globalsType: null, loader);
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
