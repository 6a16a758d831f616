using System.Diagnostics;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Tests.Support;

namespace LlmFromScratch.Notebooks.Tests;

/// <summary>Whatever a cell does, the run ends with a result that names it.</summary>
public class CellFailureTests
{
    [Fact]
    public async Task Run_CellThatThrows_IsNamedByCellAndLineAndLaterCellsAreNotRun()
    {
        using var notebook = new TestNotebook()
            .Markdown("# Prose counts as a cell")
            .Code("int F(int x)\n{\n    return x > 0 ? F(x - 1) : throw new InvalidOperationException(\"boom\");\n}")
            .Code("Console.WriteLine(\"before\");\n\nF(2);\nConsole.WriteLine(\"after\");")
            .Code("1");
        var result = await notebook.RunAsync(new NotebookRunOptions { Save = true });

        Assert.False(result.Succeeded);
        Assert.Equal([CellStatus.Ran, CellStatus.Failed, CellStatus.NotRun], result.Cells.Select(cell => cell.Status));
        Assert.Equal("before\n", result.Cell(2).Stdout());
        Assert.Equal("cell 3 failed", result.Cell(3).Reason);
        var failure = result.Failure!;
        Assert.Equal((3, 2, CellFailureKind.Threw, 3), (failure.CellNumber, failure.CodeCellNumber, failure.Kind, failure.Line!.Value));
        Assert.Equal($"{notebook.FilePath}, cell 3 (code cell 2), line 3: System.InvalidOperationException: boom\n    F(2);", failure.ToString());
        var error = Assert.Single(result.Cell(2).Outputs.OfType<ErrorOutput>());
        Assert.Contains(error.Traceback, line => line.StartsWith("   at cell 2, line 3: return x > 0", StringComparison.Ordinal));
        Assert.Contains("   at cell 3, line 3: F(2);", error.Traceback);
        Assert.False(result.Saved);
        Assert.Equal(notebook.Text, File.ReadAllText(notebook.FilePath));
    }

    [Fact]
    public async Task Run_CellThatDoesNotCompile_IsNamedByCellAndLine()
    {
        using var notebook = TestNotebook.Of("#!csharp\nvar a = 1;\nvar b = missing;");
        var result = await notebook.RunAsync();

        var failure = result.Failure!;
        Assert.Equal((CellFailureKind.DoesNotCompile, 3, "var b = missing;"), (failure.Kind, failure.Line!.Value, failure.SourceLine));
        Assert.Contains("CS0103", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CellInCSharp15_IsRefusedAsAnEditorsKernelRefusesIt()
    {
        using var notebook = TestNotebook.Of("List<int> primes = [with(capacity: 10), 2, 3, 5];");
        var failure = (await notebook.RunAsync()).Failure!;
        Assert.Equal(CellFailureKind.DoesNotCompile, failure.Kind);
    }

    [Fact]
    public async Task Run_AssemblyThatIsNotThere_SaysThatABuildMakesIt()
    {
        using var notebook = TestNotebook.Of("#r \"../bin/LlmFromScratch.Interactive.dll\"");
        var failure = (await notebook.RunAsync()).Failure!;
        Assert.Contains("CS0006", failure.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet build -c Release", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EndlessLoop_IsEndedAtThreeTimesTheStatedTime()
    {
        // The first cell needs no child process, so that a slow start of one cannot change which cell is named.
        using var notebook = TestNotebook.Of("#!html\n<b/>", "while (true) { }", "2").Budget(1);
        var clock = Stopwatch.StartNew();
        var result = await notebook.RunAsync();

        var failure = result.Failure!;
        Assert.Equal((2, CellFailureKind.TookTooLong, "while (true) { }"), (failure.CellNumber, failure.Kind, failure.SourceLine));
        Assert.Contains("3 s, which is 3 times the notebook's stated 1 s", failure.Message, StringComparison.Ordinal);
        Assert.Equal(CellStatus.NotRun, result.Cell(3).Status);
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Run_TooMuchText_IsCutWithANote()
    {
        using var notebook = TestNotebook.Of("for (var i = 0; i < 400_000; i++)\n    Console.WriteLine(\"again\");", "Console.Write(1);");
        var result = await notebook.RunAsync();

        var text = result.Cell(1).Stdout();
        Assert.InRange(text.Length, 1_000_000, 1_000_100);
        Assert.EndsWith("(output cut here: a cell shows at most 1,000,000 characters of text)\n", text, StringComparison.Ordinal);
        Assert.Equal("1", result.Cell(2).Stdout());
    }

    [Fact]
    public async Task Run_EndlessPrinting_IsEnded()
    {
        using var notebook = TestNotebook.Of("while (true)\n    Console.WriteLine(\"again\");");
        var result = await notebook.RunAsync(new NotebookRunOptions { Budget = TimeSpan.FromSeconds(3), BudgetFactor = 1 });
        Assert.Equal(CellFailureKind.TookTooLong, result.Failure!.Kind);
    }

    [Fact]
    public async Task Run_CellThatExitsTheProcess_IsNamedWithItsOutput()
    {
        // It also leaves a program behind that holds the output open.
        var started = OperatingSystem.IsWindows() ? "\"ping\", \"-n 30 127.0.0.1\"" : "\"sleep\", \"30\"";
        using var notebook = TestNotebook.Of($"System.Diagnostics.Process.Start({started});\nConsole.Write(\"bye\");\nEnvironment.Exit(3);", "1");
        var result = await notebook.RunAsync();

        Assert.Equal(CellFailureKind.EndedTheProcess, result.Failure!.Kind);
        Assert.Contains("exit code 3", result.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("bye", result.Cell(1).Stdout(), StringComparison.Ordinal);
        Assert.Equal(CellStatus.NotRun, result.Cell(2).Status);
    }

    [Fact]
    public async Task Run_StackOverflow_IsNamed()
    {
        using var notebook = TestNotebook.Of("int Down(int x) => Down(x + 1) + 1;\nDown(0)");
        var failure = (await notebook.RunAsync()).Failure!;
        Assert.Equal(CellFailureKind.EndedTheProcess, failure.Kind);
        Assert.Contains("stack overflow", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ExceptionOnAnotherThread_IsNamed()
    {
        using var notebook = TestNotebook.Of("var thread = new System.Threading.Thread(() => throw new Exception(\"elsewhere\"));\nthread.Start();\nthread.Join();\nawait Task.Delay(5000);");
        var failure = (await notebook.RunAsync()).Failure!;
        Assert.Equal(CellFailureKind.EndedTheProcess, failure.Kind);
        Assert.Contains("elsewhere", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ExpectedException_IsAnOutputAndTheRunGoesOn()
    {
        using var notebook = new TestNotebook()
            .Code("var x = 1;\nthrow new ArgumentException(\"as expected\");", CellTags.RaisesException)
            .Code("x")
            .Code("x + 1", CellTags.RaisesException);
        var result = await notebook.RunAsync();

        Assert.Equal([CellStatus.Ran, CellStatus.Ran, CellStatus.Failed], result.Cells.Select(cell => cell.Status));
        Assert.Equal("as expected", Assert.Single(result.Cell(1).Outputs.OfType<ErrorOutput>()).Message);
        Assert.Equal(CellFailureKind.DidNotThrow, result.Failure!.Kind);
    }

    [Fact]
    public async Task Run_Cancelled_EndsTheChildAndWhatItStarted()
    {
        using var notebook = TestNotebook.Of("System.IO.File.WriteAllText(\"pid\", Environment.ProcessId.ToString());\nwhile (true) { }");
        using var cancellation = new CancellationTokenSource();
        var run = notebook.RunAsync(cancellation: cancellation.Token);
        var pidFile = Path.Combine(notebook.Folder, "pid");
        while (!File.Exists(pidFile) || new FileInfo(pidFile).Length == 0)
            await Task.Delay(50);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        var pid = int.Parse(File.ReadAllText(pidFile), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(pid));
    }

    [Fact]
    public async Task Run_CellThatPrintsPastTheConsole_ShowsItAndTheProtocolSurvives()
    {
        using var notebook = TestNotebook.Of(
            "using (var raw = Console.OpenStandardOutput()) raw.Write(Encoding.UTF8.GetBytes(\"{\\\"kind\\\":\\\"done\\\"} no newline\"));\n\"value\"",
            "display(new string('x', 9_000_000));");
        var result = await notebook.RunAsync();

        Assert.True(result.Succeeded, result.Failure?.ToString());
        Assert.Equal("{\"kind\":\"done\"} no newline", result.Cell(1).Stdout());
        Assert.Equal(["value"], result.Cell(1).Shown("text/plain"));
        Assert.StartsWith("(left out: text/plain of 9,000,000 characters", result.Cell(2).Shown("text/plain")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CellThatReadsTheStandardInputItself_MeetsItsEndAndLaterCellsRun()
    {
        using var notebook = TestNotebook.Of(
            "Console.Write(new System.IO.StreamReader(Console.OpenStandardInput()).ReadToEnd().Length);",
            "Console.Write(Console.IsInputRedirected);",
            "Console.Write(3);").Budget(20);
        var result = await notebook.RunAsync();

        Assert.True(result.Succeeded, result.Failure?.ToString());
        Assert.Equal(["0", "True", "3"], result.Cells.Select(cell => cell.Stdout()));
    }

    [Fact]
    public async Task Run_ProgramThatReadsWhatItInherits_TakesNothingFromLaterCells()
    {
        // Each copies its standard input to its standard output, until the end of it.
        var started = OperatingSystem.IsWindows() ? "\"findstr\", \"x\"" : "\"cat\"";
        using var notebook = TestNotebook.Of($"var reader = System.Diagnostics.Process.Start({started});", "Console.Write(2);", "reader.WaitForExit();", "4").Budget(20);
        var result = await notebook.RunAsync();

        Assert.True(result.Succeeded, result.Failure?.ToString());
        Assert.Equal("2", result.Cell(2).Stdout());
    }

    [Fact]
    public async Task Run_FailFast_IsNamedWithItsReason()
    {
        using var notebook = TestNotebook.Of("Environment.FailFast(\"this cannot be\");");
        var failure = (await notebook.RunAsync()).Failure!;
        Assert.Equal(CellFailureKind.EndedTheProcess, failure.Kind);
        Assert.Contains("this cannot be", failure.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Run_ProcessThatWasKilled_DoesNotBlameEnvironmentExit()
    {
        using var notebook = TestNotebook.Of("System.Diagnostics.Process.GetCurrentProcess().Kill();\nawait Task.Delay(-1);");
        var failure = (await notebook.RunAsync()).Failure!;
        Assert.Equal(CellFailureKind.EndedTheProcess, failure.Kind);
        Assert.DoesNotContain("Environment.Exit", failure.Message, StringComparison.Ordinal);
    }
}
