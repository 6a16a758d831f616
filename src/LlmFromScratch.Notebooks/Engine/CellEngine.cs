using System.Diagnostics;
using System.Globalization;
using LlmFromScratch.Notebooks.Hosting;
using LlmFromScratch.Notebooks.Packages;
using LlmFromScratch.Notebooks.Processes;

namespace LlmFromScratch.Notebooks.Engine;

/// <summary>
/// Runs cells, one at a time, in a child process, and answers questions about code. The child can be lost without the engine: a cell that
/// crashes it, or cannot be stopped, takes the session with it, and the next cell gets a new one.
/// </summary>
internal sealed class CellEngine(CellEngineOptions options) : IAsyncDisposable
{
    private const string Lost = "All variables are lost: run the cells again from the top.";

    private readonly SemaphoreSlim turn = new(1);
    private readonly SemaphoreSlim starting = new(1);
    private readonly List<PackageRequest> packages = [];
    private readonly Lock gate = new();
    private ChildSession? child;
    private ICellEvents? listener;
    private CancellationTokenSource? restoring;
    private Task<HostMessage>? running;
    private int generation;
    private bool disposed;

    /// <summary>Starts the child before it is needed.</summary>
    public Task StartAsync() => ChildAsync();

    /// <summary>Finds the packages that a cell asks for.</summary>
    /// <returns>The assemblies to refer to, or the reason why there are none.</returns>
    public async Task<RestoredPackages> RestoreAsync(CellProgram program, CancellationToken cancellation)
    {
        if (program.Packages.Count == 0)
            return new RestoredPackages([], null);
        var restored = await PackageRestore.RestoreAsync([.. packages.Concat(program.Packages).Distinct()], options.AllowDownload, cancellation);
        if (restored.Problem is null)
            packages.AddRange(program.Packages);
        return restored;
    }

    /// <summary>Runs a cell as it stands, with its magic lines and packages.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="label">How messages call it: <c>3</c> in "cell 3, line 2".</param>
    /// <param name="events">Told what it shows; kept for what its work shows later, until another cell runs.</param>
    /// <param name="allowInput">Whether it may ask the reader something.</param>
    /// <returns>What went wrong; null if nothing did.</returns>
    public async Task<CellError?> RunAsync(string text, string label, ICellEvents events, bool allowInput)
    {
        var program = CellProgram.Read(text.Replace("\r\n", "\n"));
        if (program.Problem is { } problem)
            return CannotRun(problem);

        using var interrupt = new CancellationTokenSource();
        lock (gate)
            restoring = interrupt;
        try
        {
            var restored = await RestoreAsync(program, interrupt.Token);
            if (restored.Problem is { } reason)
                return CannotRun($"{string.Join(", ", program.Packages)} {reason}");
            await ChildAsync();
            interrupt.Token.ThrowIfCancellationRequested(); // an interrupt that came before there was a child to tell
            var error = await RunAsync(program, label, restored.Assemblies, events, allowInput, CancellationToken.None);
            return error?.Kind == CellErrorKind.EndedTheProcess ? StartAgain(error) : error;
        }
        catch (OperationCanceledException)
        {
            return new CellInterruptedException(somethingGoesOn: false).ToError();
        }
        finally
        {
            lock (gate)
                restoring = null;
        }
    }

    /// <summary>Runs a cell whose packages are found.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled: the child may still be running it, so <see cref="Kill"/> it.</exception>
    public async Task<CellError?> RunAsync(
        CellProgram program, string label, IReadOnlyList<string> references, ICellEvents events, bool allowInput, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            lock (gate)
                listener = events;
            var clock = program.Parts.Any(part => part is { Kind: CellPartKind.Magic, Text: "time" }) ? Stopwatch.StartNew() : null;
            var parts = program.Parts.Count == 0 && references.Count > 0 ? [new CellPart(CellPartKind.Code, "")] : program.Parts;
            foreach (var part in parts)
            {
                cancellation.ThrowIfCancellationRequested();
                var error = part switch
                {
                    { Kind: CellPartKind.Shown } => Show(part, events),
                    { Kind: CellPartKind.Magic, Text: "time" } => null,
                    { Kind: CellPartKind.Magic } => (await AskAsync(new HostRequest("run", Magic: part.Text, AllowInput: allowInput), cancellation)).Error,
                    _ => (await AskAsync(new HostRequest("run", Label: label, Code: part.Text, References: references, AllowInput: allowInput), cancellation)).Error,
                };
                if (error is not null)
                    return error;
            }

            if (clock is not null)
                events.Display(Plain(string.Create(CultureInfo.InvariantCulture, $"Wall time: {clock.Elapsed.TotalMilliseconds:0.0} ms")), false, NewId());
            return null;
        }
        catch (OperationCanceledException)
        {
            lock (gate)
                listener = null;
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The value of an expression, as it would be shown.</summary>
    public async Task<Evaluated> EvaluateAsync(string expression, CancellationToken cancellation = default)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var answer = await AskAsync(new HostRequest("evaluate", Code: expression), cancellation);
            return new Evaluated(answer.Answer?.Data, answer.Error);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>What could stand at a place in the code, in UTF-16 units from its start.</summary>
    public async Task<Completions> CompleteAsync(string code, int cursor, CancellationToken cancellation = default) =>
        (await AskAsync(new HostRequest("complete", Code: code, Cursor: Math.Clamp(cursor, 0, code.Length)), cancellation)).Answer?.Completions ?? new Completions(cursor, cursor, []);

    /// <summary>What is known of the name at a place in the code, by mime type; null if nothing is.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> InspectAsync(string code, int cursor, CancellationToken cancellation = default) =>
        (await AskAsync(new HostRequest("inspect", Code: code, Cursor: Math.Clamp(cursor, 0, code.Length)), cancellation)).Answer?.Data;

    /// <summary>Whether a text can be run as it is.</summary>
    public async Task<Completeness> IsCompleteAsync(string code, CancellationToken cancellation = default) =>
        (await AskAsync(new HostRequest("completeness", Code: code), cancellation)).Answer?.Completeness ?? new Completeness("unknown");

    /// <summary>What the compiler says about code before it is run.</summary>
    public async Task<IReadOnlyList<CellDiagnostic>> DiagnoseAsync(string code, CancellationToken cancellation = default) =>
        (await AskAsync(new HostRequest("diagnose", Code: code), cancellation)).Answer?.Diagnostics ?? [];

    /// <summary>Asks the running cell to stop. If it does not within a few seconds, its process is ended.</summary>
    public void Interrupt()
    {
        ChildSession? session;
        Task<HostMessage>? interrupted;
        lock (gate)
        {
            restoring?.Cancel();
            (session, interrupted) = (child, running);
        }

        if (session is null || interrupted is null || interrupted.IsCompleted)
            return;
        session.ExpectEnd(Stubborn("could not be stopped without ending its process"));
        _ = session.SendAsync(new HostRequest("interrupt"));
        _ = Task.Run(async () =>
        {
            if (await Task.WhenAny(interrupted, Task.Delay(options.InterruptPatience)) == interrupted)
                session.ExpectEnd(null);
            else
                session.Kill(Stubborn(string.Create(CultureInfo.InvariantCulture, $"did not stop within {options.InterruptPatience.TotalSeconds:0.#} seconds, so its process was ended")));
        });
    }

    /// <summary>Ends the child, and whatever it started.</summary>
    public void Kill()
    {
        lock (gate)
            child?.Kill(null);
    }

    public async ValueTask DisposeAsync()
    {
        ChildSession? last;
        lock (gate)
            (disposed, last, child, listener) = (true, child, null, null);
        if (last is not null)
            await last.DisposeAsync();
    }

    private async Task<HostMessage> AskAsync(HostRequest request, CancellationToken cancellation)
    {
        var session = await ChildAsync().WaitAsync(cancellation);
        var asked = session.AskAsync(request);
        if (request.Kind is "run" or "evaluate")
        {
            lock (gate)
                running = asked;
        }

        return await asked.WaitAsync(cancellation);
    }

    /// <summary>The child; a new one if there is none, or no more.</summary>
    private async Task<ChildSession> ChildAsync()
    {
        await starting.WaitAsync();
        try
        {
            ChildSession? ended;
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                if (child is { HasEnded: false })
                    return child;
                (ended, child) = (child, null);
            }

            if (ended is not null)
                await ended.DisposeAsync();
            packages.Clear();
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{++generation}-");
            var started = await ChildSession.StartAsync(options, message => Dispatch(message, prefix));
            lock (gate)
                child = started;
            return started;
        }
        finally
        {
            starting.Release();
        }
    }

    private void Dispatch(HostMessage message, string prefix)
    {
        ICellEvents? to;
        ChildSession? from;
        lock (gate)
            (to, from) = (listener, child);
        var id = prefix + message.Id.ToString(CultureInfo.InvariantCulture);
        switch (message.Kind)
        {
            case "stream":
                to?.Stream(message.Name ?? "stdout", message.Text ?? "");
                break;
            case "display":
                to?.Display(message.Data ?? Plain(""), message.IsResult, id);
                break;
            case "update":
                to?.Update(message.Data ?? Plain(""), id);
                break;
            case "clear":
                to?.Clear(message.Flag);
                break;
            case "input":
                _ = AnswerInputAsync(to, from, message);
                break;
        }
    }

    private async Task AnswerInputAsync(ICellEvents? events, ChildSession? session, HostMessage question)
    {
        string? text = null;
        try
        {
            using var over = new CancellationTokenSource();
            var run = running;
            var answer = events is null ? null : events.ReadInputAsync(question.Text ?? "", question.Flag, over.Token);
            if (answer is not null && (run is null || await Task.WhenAny(answer, run) == answer))
                text = await answer;
            await over.CancelAsync();
        }
        catch (OperationCanceledException)
        {
        }

        if (session is not null)
            await session.SendAsync(new HostRequest("input", question.Id, Text: text));
    }

    /// <summary>The next cell needs a new child; it is there by the time the reader has read the message.</summary>
    private CellError StartAgain(CellError end)
    {
        _ = StartAsync().ContinueWith(started => started.Exception, TaskScheduler.Default); // the next cell meets what goes wrong
        var said = end.Message.TrimEnd('.', ' ');
        var message = $"{char.ToUpperInvariant(said[0])}{said[1..]}{(said[^1] is '?' or '!' ? "" : ".")} {Lost}";
        return end with { Message = message, Traceback = [message] };
    }

    private CellError? Show(CellPart part, ICellEvents events)
    {
        events.Display(new Dictionary<string, string> { [part.MimeType!] = part.Text }, false, NewId());
        return null;
    }

    private string NewId() => "0-" + Guid.NewGuid().ToString("N");

    private static Dictionary<string, string> Plain(string text) => new() { [Documents.MimeTypes.PlainText] = text };

    private static CellError CannotRun(string problem) => new(CellErrorKind.CannotRun, "Error", problem, null, [problem]);

    private static CellError Stubborn(string what)
    {
        var message = $"the cell {what}.";
        return new CellError(CellErrorKind.EndedTheProcess, "Interrupted", message, null, [message]);
    }
}
