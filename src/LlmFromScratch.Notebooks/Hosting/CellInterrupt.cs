using System.Diagnostics.CodeAnalysis;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>
/// The reader's wish that a cell stop; one for each run. First it is only made known: loops of the cell, and whatever shows something, ask
/// for it. What has not stopped by itself a second later is aborted.
/// </summary>
internal sealed class CellInterrupt
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    private static volatile bool asked; // or a loop would look once

    private readonly CancellationTokenSource abort = new();
    private readonly TaskCompletionSource requested = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the cell that runs is to stop.</summary>
    public static bool IsAsked => asked;

    /// <summary>Cancelled when a cell that was asked to stop has not.</summary>
    public CancellationToken Abort => abort.Token;

    public Task Requested => requested.Task;

    public bool IsRequested => requested.Task.IsCompleted;

    /// <summary>Stops what asked.</summary>
    /// <exception cref="OperationCanceledException">Always.</exception>
    [DoesNotReturn]
    public static void Stop() => throw new OperationCanceledException("The cell was interrupted.");

    /// <summary>A new cell begins, or the last one has ended.</summary>
    public static void Forget() => asked = false;

    /// <summary>Asks; returns at once.</summary>
    public void Request()
    {
        asked = true;
        requested.TrySetResult();
    }

    /// <summary>After a request: does something again and again, soon; aborts later; until disposed.</summary>
    public IDisposable WhileRequested(Action action)
    {
        var ended = new CancellationTokenSource();
        _ = Task.Run(async () =>
        {
            await requested.Task.WaitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            for (var waited = TimeSpan.Zero; !ended.IsCancellationRequested; waited += Again)
            {
                await Task.Delay(Again, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (ended.IsCancellationRequested)
                    return;
                action();

                // Whoever cancels waits until each thread under control has taken its exception: not here, where those that sleep are woken.
                if (waited + Again >= Patience && !abort.IsCancellationRequested)
                    new Thread(abort.Cancel) { IsBackground = true, Name = "abort" }.Start();
            }
        });
        return new Ending(ended);
    }

    private sealed class Ending(CancellationTokenSource source) : IDisposable
    {
        public void Dispose() => source.Cancel();
    }
}
