using System.Diagnostics;
using LlmFromScratch.Notebooks.Engine;

namespace LlmFromScratch.Notebooks.Tests.Engine;

public sealed class CellEngineTests : IAsyncDisposable
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("engine-test-").FullName;
    private readonly CellEngine engine;

    public CellEngineTests() => engine = new CellEngine(new CellEngineOptions { Folder = folder, AllowDownload = false, InterruptPatience = TimeSpan.FromSeconds(2) });

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Run_CellsThatRedefineVariablesAndTypes_SeeTheNewest()
    {
        Assert.Equal("result: 3", (await RunAsync("record P(int A); var p = new P(3); int F() => 1; p.A")).All.Single());
        Assert.Equal("result: two 2", (await RunAsync("record P(string B); var p = new P(\"two\"); int F() => 2; $\"{p.B} {F()}\"")).All.Single());
        Assert.Equal("result: two", (await RunAsync("p.B")).All.Single());
    }

    [Fact]
    public async Task Run_OutputOfAllKinds_ComesInTheOrderInWhichItWasShown()
    {
        var events = await RunAsync("""
            Console.Write("a");
            Console.Error.Write("b");
            var shown = display("c");
            await Task.Delay(1);
            Console.Write("d");
            shown.Update("e");
            "f".Display();
            ClearOutput(wait: true);
            7
            """);
        Assert.Equal(["stdout: a", "stderr: b", "display: c", "stdout: d", "update 0: e", "display: f", "clear later", "result: 7"], events.All);
    }

    [Fact]
    public async Task Run_UpdateOfAnEarlierCellsDisplay_NamesIt()
    {
        var events = new RecordedEvents();
        Assert.Null(await engine.RunAsync("var shown = display(1);", "1", events, allowInput: false));
        Assert.Null(await engine.RunAsync("shown.Update(2);", "2", events, allowInput: false));
        Assert.Equal(["display: 1", "update 0: 2"], events.All);
    }

    [Fact]
    public async Task Run_CellThatAsks_GetsWhatIsTyped()
    {
        var events = new RecordedEvents("Ada", "secret", "36", "x");
        Assert.Null(await engine.RunAsync(
            """
            #!set --name who --value @input:"Your name"
            var key = await GetPasswordAsync("Key");
            var age = int.Parse(Console.ReadLine());
            Console.Write($"{who} {key} {age} {(char)Console.Read()}{Console.Read()}");
            """, "1", events, allowInput: true));
        Assert.Equal(["asked: Your name", "password: Key", "asked: ", "asked: ", "stdout: Ada secret 36 x10"], events.All);
    }

    [Fact]
    public async Task Run_CellThatAsksWhereNobodyIs_MeetsTheEndOfInputOrSaysSo()
    {
        var events = new RecordedEvents("never");
        Assert.Null(await engine.RunAsync("Console.ReadLine() == null", "1", events, allowInput: false));
        Assert.Equal("result: True", events.All.Single());
        var error = await engine.RunAsync("await GetInputAsync(\"Your name\")", "2", events, allowInput: false);
        Assert.Contains("nobody is there to type it", error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) Console.WriteLine(1);")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("await Task.Delay(10); while (true) { }")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("await Task.Run(() => System.Threading.Thread.Sleep(-1));")]
    [InlineData("while (true) try { System.Threading.Thread.Sleep(1); } catch { }")]
    [InlineData("lock (x) while (true) GC.KeepAlive(x);")]
    [InlineData("int n = 0; again: n++; goto again;")]
    [InlineData("async void F() { await Task.Yield(); while (true) { } } F(); await Task.Delay(-1);")]
    public async Task Interrupt_CellWithoutEnd_StopsAndKeepsTheSession(string code)
    {
        await RunAsync("var x = new object(); var kept = 5;");
        var running = engine.RunAsync(code, "2", new RecordedEvents(), allowInput: false);
        await Task.Delay(700);
        Assert.False(running.IsCompleted);
        engine.Interrupt();
        var error = await running.WaitAsync(Hang);

        Assert.True(error!.Kind == CellErrorKind.Interrupted, error.Message);
        Assert.Contains("What earlier cells defined is kept", error.Message, StringComparison.Ordinal);
        Assert.Equal("result: 6", (await RunAsync("lock (x) kept += 1; kept")).All.Single());
    }

    [Fact]
    public async Task Interrupt_RightAfterTheCellWasSent_StopsIt()
    {
        var running = engine.RunAsync("while (true) { }", "1", new RecordedEvents(), allowInput: false);
        engine.Interrupt();
        var error = await running.WaitAsync(Hang);
        Assert.True(error!.Kind == CellErrorKind.Interrupted, error.Message);
        Assert.Equal("result: 2", (await RunAsync("1 + 1")).All.Single());
    }

    [Fact]
    public async Task Interrupt_CellThatWaitsForInput_Stops()
    {
        var events = new NeverAnswers();
        var running = engine.RunAsync("var line = Console.ReadLine();", "1", events, allowInput: true);
        await events.Asked.Task.WaitAsync(Hang);
        engine.Interrupt();
        Assert.Equal(CellErrorKind.Interrupted, (await running.WaitAsync(Hang))!.Kind);
        await events.Cancelled.Task.WaitAsync(Hang);
    }

    [Fact]
    public async Task Interrupt_CellInNativeCode_IsEndedWithItsProcessAndSaysThatItsStateIsLost()
    {
        if (OperatingSystem.IsWindows())
            return; // the call is Unix's

        await RunAsync("var x = 1;");
        var running = engine.RunAsync("""
            unsafe {
            [System.Runtime.InteropServices.DllImport("libc")] static extern int pthread_mutex_lock(nint mutex);
            nint mutex = System.Runtime.InteropServices.Marshal.AllocHGlobal(256);
            new Span<byte>((void*)mutex, 256).Clear();
            pthread_mutex_lock(mutex);
            pthread_mutex_lock(mutex);
            }
            """, "2", new RecordedEvents(), allowInput: false);
        await Task.Delay(700);
        engine.Interrupt();
        var error = await running.WaitAsync(Hang);

        Assert.Equal(CellErrorKind.EndedTheProcess, error!.Kind);
        Assert.Contains("All variables are lost", error.Message, StringComparison.Ordinal);
        Assert.Contains("CS0103", (await engine.RunAsync("x", "3", new RecordedEvents(), allowInput: false))!.Message, StringComparison.Ordinal);
        Assert.Equal("result: 2", (await RunAsync("1 + 1")).All.Single());
    }

    [Fact]
    public async Task Interrupt_NothingRuns_DoesNothing()
    {
        engine.Interrupt();
        await RunAsync("var x = 1;");
        engine.Interrupt();
        Assert.Equal("result: 1", (await RunAsync("x")).All.Single());
    }

    [Fact]
    public async Task Run_CellThatCrashesTheProcess_SaysSoAndTheNextOneRuns()
    {
        var error = await engine.RunAsync("int F(int n) => F(n + 1) + 1; F(0)", "1", new RecordedEvents(), allowInput: false);
        Assert.Equal(CellErrorKind.EndedTheProcess, error!.Kind);
        Assert.Matches(@"^Stack overflow.*without end\? All variables are lost", error.Message);
        Assert.Equal("result: 2", (await RunAsync("1 + 1")).All.Single());
    }

    [Fact]
    public async Task Run_ExceptionsNobodyAwaited_AreTold()
    {
        var events = new RecordedEvents();
        Assert.Null(await engine.RunAsync(
            """
            async void Fire() { await Task.Yield(); throw new InvalidOperationException("of a void"); }
            Fire();
            _ = Task.Run(() => throw new InvalidOperationException("of a task"));
            await Task.Delay(100);
            """, "1", events, allowInput: false));
        var clock = Stopwatch.StartNew();
        while (!events.Text("stderr").Contains("of a task", StringComparison.Ordinal) && clock.Elapsed < Hang)
            Assert.Null(await engine.RunAsync("GC.Collect(); GC.WaitForPendingFinalizers(); await Task.Delay(20);", "2", events, allowInput: false));
        Assert.Contains("of a void", events.Text("stderr"), StringComparison.Ordinal);
        Assert.Contains("of a task", events.Text("stderr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MagicLines_DivideTheCell()
    {
        var events = await RunAsync("var b = 2; var a = new List<int> { 1 };\n#!who\n#!whos\n#!html\n<b>x</b>\n#!javascript\nalert(1)\n#!csharp\nb + 1");
        Assert.Equal(
            ["display: Variable\na\nb", "display: Variable  Type       Value\na         List<int>  System.Collections.Generic.List`1[System.Int32]\nb         int        2", "display: <b>x</b>", "display: <script>\nalert(1)\n</script>", "result: 3"],
            events.All);
        Assert.Matches(@"^display: Wall time: \d+\.\d ms$", (await RunAsync("#!time\nvar c = 1;")).All.Single());
        Assert.Equal("result: 2 text", (await RunAsync("#!set --name d --value @csharp:b\n#!set --name e --value text\n$\"{d} {e}\"")).All.Single());
    }

    [Theory]
    [InlineData("#!powershell\nls", "#!powershell is not known here")]
    [InlineData("#!set --name 1x --value 3", "1x cannot be the name of a variable")]
    [InlineData("#!set x 3", "expected #!set --name x")]
    [InlineData("#i \"nuget:https://example.org/index.json\"", "NuGet.config")]
    [InlineData("#r \"nuget: No.Such.Package.Anywhere, 1.2.3\"", "No.Such.Package.Anywhere 1.2.3 is not on this machine")]
    public async Task Run_WhatIsNotKnown_IsSaid(string code, string expected)
    {
        var error = await engine.RunAsync(code, "1", new RecordedEvents(), allowInput: false);
        Assert.Equal(CellErrorKind.CannotRun, error!.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var a = 1;\n#!time\n\nthrow new Exception(\"x\");", 4)]
    [InlineData("#!html\n<b>\n#!csharp\nvar a = 1;\nint b = a / (a - 1);", 5)]
    [InlineData("#!set --name x --value 3\nint y = nothing;", 2)]
    public async Task Run_ErrorAfterAMagicLine_NamesTheLineOfTheCell(string code, int line)
    {
        var error = await engine.RunAsync(code, "7", new RecordedEvents(), allowInput: false);
        Assert.Equal(line, error!.Line);
        Assert.Contains(error.Traceback, text => text.Contains($"cell 7, line {line}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evaluate_Expression_GivesItsFormsAndChangesNothing()
    {
        await RunAsync("var x = 2;");
        Assert.Equal("4", (await engine.EvaluateAsync("x * 2")).Data!["text/plain"]);
        Assert.Null((await engine.EvaluateAsync("int z = 5;")).Error);
        Assert.Equal("CompilationError", (await engine.EvaluateAsync("z")).Error!.Name);
    }

    [Theory]
    [InlineData("var x = 1;", "complete")]
    [InlineData("1 + 1", "complete")]
    [InlineData("for (int i = 0; i < 3; i++) {", "incomplete")]
    [InlineData("int 1x = 3;", "invalid")]
    public async Task IsComplete_Text_IsJudged(string code, string status) => Assert.Equal(status, (await engine.IsCompleteAsync(code)).Status);

    [Fact]
    public async Task Diagnose_CodeBeforeItRuns_SeesEarlierCells()
    {
        await RunAsync("var x = 2;");
        Assert.Empty(await engine.DiagnoseAsync("x + 1"));
        var error = Assert.Single(await engine.DiagnoseAsync("x +\ny"));
        Assert.Equal(("error", "CS0103", 4, 5, 2), (error.Severity, error.Id, error.Start, error.End, error.Line));
    }

    [Fact]
    public async Task Questions_WhileACellRuns_AreAnswered()
    {
        await RunAsync("var x = 2;");
        var running = engine.RunAsync("System.Threading.Thread.Sleep(-1);", "2", new RecordedEvents(), allowInput: false);
        Assert.Equal("complete", (await engine.IsCompleteAsync("x").WaitAsync(Hang)).Status);
        Assert.Empty(await engine.DiagnoseAsync("x").WaitAsync(Hang));
        Assert.False(running.IsCompleted);
        engine.Interrupt();
        await running.WaitAsync(Hang);
    }

    private async Task<RecordedEvents> RunAsync(string code)
    {
        var events = new RecordedEvents();
        var error = await engine.RunAsync(code, "1", events, allowInput: false).WaitAsync(Hang);
        Assert.True(error is null, error?.Message);
        return events;
    }

    private sealed class NeverAnswers : ICellEvents
    {
        public TaskCompletionSource Asked { get; } = new();

        public TaskCompletionSource Cancelled { get; } = new();

        public void Stream(string name, string text)
        {
        }

        public void Display(IReadOnlyDictionary<string, string> data, bool isResult, string id)
        {
        }

        public void Update(IReadOnlyDictionary<string, string> data, string id)
        {
        }

        public void Clear(bool wait)
        {
        }

        public async Task<string?> ReadInputAsync(string prompt, bool password, CancellationToken cancellation)
        {
            Asked.SetResult();
            using var registration = cancellation.Register(() => Cancelled.TrySetResult());
            await Task.Delay(-1, cancellation);
            return null;
        }
    }
}
