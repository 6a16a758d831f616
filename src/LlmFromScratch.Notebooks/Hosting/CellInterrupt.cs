namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>The reader's wish that a cell stop; one for each run.</summary>
internal sealed class CellInterrupt
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource source = new();
    private readonly TaskCompletionSource requested = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken Token => source.Token;

    public Task Requested => requested.Task;

    public bool IsRequested => requested.Task.IsCompleted;

    /// <summary>Asks; returns at once.</summary>
    public void Request()
    {
        requested.TrySetResult();

        // Whoever cancels waits until each thread under control has taken its exception, and one that sleeps must be woken meanwhile.
        _ = Task.Run(source.Cancel);
    }

    /// <summary>Does something soon after a request, and again and again until disposed.</summary>
    public IDisposable OnRequest(Action action)
    {
        var timer = new Timer(_ => action());
        _ = requested.Task.ContinueWith(_ =>
        {
            try
            {
                timer.Change(Again, Again);
            }
            catch (ObjectDisposedException) // the cell had ended
            {
            }
        }, CancellationToken.None, TaskContinuationOptions.RunContinuationsAsynchronously, TaskScheduler.Default);
        return timer;
    }
}
