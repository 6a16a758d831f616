using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Engine;
using LlmFromScratch.Notebooks.Zmtp;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>
/// A kernel of Jupyter: front ends send cells through sockets, and hear what they show. The code itself runs in the engine's process, so that
/// nothing a cell does can keep this one from answering.
/// </summary>
internal sealed class JupyterKernel : IAsyncDisposable
{
    private static readonly TimeSpan EndTakes = TimeSpan.FromSeconds(1);

    private readonly CellEngine engine;
    private readonly KernelLog log;
    private readonly KernelSockets sockets;
    private readonly InputQuestions questions;
    private readonly RequestLoop shell;
    private readonly RequestLoop control;
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Listens from now on.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="engine">What runs the cells; disposed of with the kernel.</param>
    /// <param name="log">For whoever looks after the kernel.</param>
    /// <exception cref="IOException">A port is taken, or may not be used.</exception>
    public JupyterKernel(ConnectionFile connection, CellEngine engine, KernelLog log)
    {
        this.engine = engine;
        this.log = log;
        sockets = new KernelSockets(connection, log);
        questions = new InputQuestions(sockets, log);
        var history = new CellHistory();
        var execution = new ExecuteRequests(sockets, engine, questions, history, stopping.Token);
        var code = new CodeRequests(engine, stopping.Token);
        var info = new InfoRequests(connection, sockets, history);
        var urgent = new ControlRequests(sockets, engine);

        shell = Loop(sockets.Shell, execution.ReplyIfAborted);
        shell.On("execute_request", execution.ExecuteAsync);
        shell.On("complete_request", code.CompleteAsync);
        shell.On("inspect_request", code.InspectAsync);
        shell.On("is_complete_request", code.IsCompleteAsync);
        shell.On("diagnose_request", code.DiagnoseAsync);
        shell.On("history_request", info.History);
        shell.On("comm_info_request", InfoRequests.CommInfo);
        shell.On("comm_open", info.CommOpen);
        shell.Ignore("comm_msg"); // for a comm that the front end has heard is closed
        shell.Ignore("comm_close");

        control = Loop(sockets.Control, before: null);
        control.On("interrupt_request", urgent.Interrupt);
        control.On("debug_request", ControlRequests.Debug);

        // Old clients send these through the shell, new ones through the other.
        foreach (var loop in new[] { shell, control })
        {
            loop.On("kernel_info_request", InfoRequests.KernelInfo);
            loop.On("connect_request", info.Connect);
            loop.On("shutdown_request", urgent.Shutdown);
        }

        RequestLoop Loop(RouterSocket socket, Func<KernelRequest, JsonObject?>? before) => new(sockets, socket, log)
        {
            Before = before,
            After = request =>
            {
                if (urgent.Shuts(request)) // and not before its reply is on the way
                    Stop();
            },
        };
    }

    /// <summary>Answers until a front end, or <see cref="Stop"/>, ends it.</summary>
    public async Task RunAsync()
    {
        sockets.PublishStatus("starting", null);
        var loops = Task.WhenAny(Task.Run(shell.RunAsync), Task.Run(control.RunAsync), Task.Run(questions.RunAsync));
        var starting = StartEngineAsync(); // the process only: the compiler, which takes 70 MB, waits for the first cell
        if (await Task.WhenAny(stopped.Task, loops) == loops)
            log.Write("a socket has closed by itself; the kernel ends.");
        await stopping.CancelAsync();
        await starting;
    }

    /// <summary>Ends the running cell, if there is one.</summary>
    public void Interrupt()
    {
        try
        {
            engine.Interrupt();
        }
        catch (Exception e)
        {
            log.Write($"could not interrupt: {e.Message}");
        }
    }

    /// <summary>Ends the kernel.</summary>
    public void Stop() => stopped.TrySetResult();

    /// <summary>Ends the engine's process and closes the sockets, within a second: a front end that has asked for the end does not wait long.</summary>
    public async ValueTask DisposeAsync()
    {
        var closing = Task.WhenAll(engine.DisposeAsync().AsTask(), sockets.DisposeAsync().AsTask());
        await closing.WaitAsync(EndTakes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task StartEngineAsync()
    {
        try
        {
            await engine.StartAsync().WaitAsync(stopping.Token);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            log.Write($"the process for cells could not be started yet: {e.Message}"); // the first cell tries again, and its reader hears of it
        }
    }
}
