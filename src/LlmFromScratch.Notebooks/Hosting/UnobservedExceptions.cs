namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>Tells of exceptions in work that a cell started and did not wait for; without it they would be lost.</summary>
internal static class UnobservedExceptions
{
    private static CellPlaces? places;

    /// <summary>From now on they are written to the standard error of the cell that runs, or that ran last.</summary>
    public static void Watch(CellPlaces cells)
    {
        if (places is null)
        {
            TaskScheduler.UnobservedTaskException += (_, e) =>
            {
                e.SetObserved();
                foreach (var exception in e.Exception.Flatten().InnerExceptions)
                    Report(exception);
            };
        }

        places = cells;
    }

    public static void Report(Exception exception)
    {
        if (CellHelpers.Sink is not { } sink || places is null || exception is ThreadInterruptedException or ThreadAbortException or OperationCanceledException)
            return;
        try
        {
            sink.WriteStream("stderr", $"An exception in work that was started and not awaited:\n{string.Join('\n', places.Describe(exception, "").Traceback)}\n");
        }
        catch (OperationCanceledException) // a cell is being stopped; this thread, perhaps the finalizer's, is none of its
        {
        }
    }
}
