using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Tests.Support;

namespace LlmFromScratch.Notebooks.Tests;

/// <summary>Languages, tags, packages, assemblies and loaded files.</summary>
public class CellKindsTests
{
    [Fact]
    public async Task Run_CellsInOtherLanguages_AreShownOrSkippedWithAReason()
    {
        static JsonObject Kernel(string name) => new() { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = name } };
        using var notebook = new TestNotebook()
            .Code("#!html\n<b>x</b>")
            .Code("# title", Kernel("markdown"))
            .Code("#!mermaid\ngraph TD")
            .Code("print(1)", Kernel("python"))
            .Code("#!python\n1")
            .Code("let x = 1", new JsonObject { ["dotnet_interactive"] = new JsonObject { ["language"] = "fsharp" } })
            .Code("select 1", new JsonObject { ["vscode"] = new JsonObject { ["languageId"] = "sql" } })
            .Code("1 + 1", CellTags.Optional)
            .Code("#i \"nuget:https://example.org/index.json\"");
        var result = await notebook.RunAsync();

        Assert.True(result.Succeeded);
        Assert.Equal(["<b>x</b>"], result.Cell(1).Shown("text/html"));
        Assert.Equal(["# title"], result.Cell(2).Shown("text/markdown"));
        Assert.Equal(["graph TD"], result.Cell(3).Shown("text/vnd.mermaid"));
        Assert.Equal([4, 5, 6, 7, 8, 9], result.Skipped.Select(cell => cell.CodeCellNumber));
        Assert.Contains("python", result.Cell(4).Reason, StringComparison.Ordinal);
        Assert.Contains("#!python", result.Cell(5).Reason, StringComparison.Ordinal);
        Assert.Contains("fsharp", result.Cell(6).Reason, StringComparison.Ordinal);
        Assert.Contains("sql", result.Cell(7).Reason, StringComparison.Ordinal);
        Assert.Contains("optional", result.Cell(8).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CellWithAWarning_ShowsItAndGoesOn()
    {
        using var notebook = TestNotebook.Of("int unused() { int x; return 1; }\nConsole.Write(unused() + 1);");
        var result = await notebook.RunAsync();
        Assert.True(result.Succeeded);
        string text = string.Concat(result.Cell(1).Outputs.OfType<StreamOutput>().Select(output => output.Text));
        Assert.Contains("line 1: warning CS0168", text, StringComparison.Ordinal);
        Assert.EndsWith("2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NotebookOfAnotherLanguage_SkipsItsCells()
    {
        using var notebook = TestNotebook.Of("print(1)").With("kernelspec", new JsonObject { ["language"] = "python", ["name"] = "python3", ["display_name"] = "Python 3" });
        var result = await notebook.RunAsync();
        Assert.Contains("its language is python", Assert.Single(result.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PackageThatIsNotThere_SkipsTheCellsThatNeedItAndNoOthers()
    {
        using var notebook = new TestNotebook()
            .Code("#r \"nuget: No.Such.Package.Anywhere, 1.2.3\"\nusing No.Such;")
            .Code("No.Such.Thing.Do()", CellTags.NeedsPackage)
            .Code("1 + 1");
        var result = await notebook.RunAsync();

        Assert.True(result.Succeeded, result.Failure?.ToString());
        Assert.Equal([CellStatus.Skipped, CellStatus.Skipped, CellStatus.Ran], result.Cells.Select(cell => cell.Status));
        Assert.All(result.Skipped, cell => Assert.Equal("No.Such.Package.Anywhere 1.2.3 is not on this machine, and downloading packages was not allowed", cell.Reason));
    }

    [Fact]
    public async Task Run_PackageThatIsOnThisMachine_CanBeUsed()
    {
        // The library itself is built with this package, so it is here.
        using var notebook = new TestNotebook()
            .Code("#r \"nuget: MathNet.Numerics, 5.0.0\"\nConsole.Write(MathNet.Numerics.Euclid.GreatestCommonDivisor(12L, 18L));")
            .Code("using MathNet.Numerics;\nConsole.Write(Euclid.LeastCommonMultiple(4L, 6L));", CellTags.NeedsPackage)
            .Code("#r \"nuget: MathNet.Numerics, 5.0.0\"");
        var result = await notebook.RunAsync();

        Assert.True(result.Succeeded, result.Failure?.ToString());
        Assert.Equal(["6", "12", ""], result.Cells.Select(cell => cell.Stdout()));
    }

    [Fact]
    public async Task Run_LoadedFileAndAssembly_AreFoundFromTheNotebooksFolder()
    {
        using var notebook = TestNotebook.Of(
            "#load \"parts/x.csx\"",
            "Console.Write(5.Doubled() + answer);",
            "#r \"lib/MathNet.Numerics.dll\"\nusing MathNet.Numerics;\nConsole.Write(Euclid.GreatestCommonDivisor(12L, 18L));",
            "typeof(Euclid).Assembly.Location")
            .File("parts/x.csx", "#load \"y.csx\"\nstatic int Doubled(this int x) => 2 * x;")
            .File("parts/y.csx", "var answer = 42;");
        var library = Path.Combine(notebook.Folder, "lib", "MathNet.Numerics.dll");
        Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "MathNet.Numerics.dll"), library);
        var result = await notebook.RunAsync();

        Assert.True(result.Succeeded, result.Failure?.ToString());
        Assert.Equal("52", result.Cell(2).Stdout());
        Assert.Equal("6", result.Cell(3).Stdout());

        // What was loaded is a copy, so that the original can be built again meanwhile; the copy is gone afterwards.
        var loaded = result.Cell(4).Shown("text/plain")[0];
        Assert.NotEqual(library, loaded);
        Assert.False(File.Exists(loaded));
    }

    [Fact]
    public async Task Run_AssemblyBuiltAgainstTheFormatters_SharesTheHostsCopy()
    {
        // A second copy lies in the notebook's folder, as it would beside an assembly that brought it along.
        using var notebook = TestNotebook.Of(
            "#r \"Microsoft.DotNet.Interactive.Formatting.dll\"\nusing Microsoft.DotNet.Interactive.Formatting;\nFormatter.Register<Version>(v => \"mine\", \"text/plain\");\nFormatter.SetPreferredMimeTypesFor(typeof(Version), \"text/plain\");",
            "new Version(1, 0)",
            "AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name == \"Microsoft.DotNet.Interactive.Formatting\").ToString()");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Microsoft.DotNet.Interactive.Formatting.dll"), Path.Combine(notebook.Folder, "Microsoft.DotNet.Interactive.Formatting.dll"));
        var result = await notebook.RunAsync();

        Assert.True(result.Succeeded, result.Failure?.ToString());
        Assert.Equal(["mine"], result.Cell(2).Shown("text/plain"));
        Assert.Equal(["1"], result.Cell(3).Shown("text/plain"));
    }

    [Fact]
    public async Task Run_Progress_TellsStartAndEndOfEachCell()
    {
        using var notebook = TestNotebook.Of("\n// first\nvar x = 1;", "#!html\n<b/>");
        var told = new List<NotebookProgress>();
        await notebook.RunAsync(progress: new Listener(told.Add));

        Assert.Equal([(1, false), (1, true), (2, false), (2, true)], told.Select(p => (p.CodeCellNumber, p.Finished is not null)));
        Assert.All(told, p => Assert.Equal(2, p.CodeCellCount));
        Assert.Equal("// first", told[0].FirstLine);
    }

    private sealed class Listener(Action<NotebookProgress> action) : IProgress<NotebookProgress>
    {
        public void Report(NotebookProgress value) => action(value);
    }
}
