namespace LlmFromScratch;

/// <summary>Asks at every turn of a long work whether it should stop: its caller may wish it, by the token, or the notebook in which it runs.</summary>
/// <remarks>
/// The cells of the course give no token, and their reader still wants to stop a training. So a host may leave a question under
/// <see cref="HostName"/>, before the library is used. It decides only whether a work ends, never what it computes.
/// </remarks>
internal static class StopRequests
{
    /// <summary>The name under which <see cref="AppContext"/> holds a host's <see cref="Func{TResult}"/> of <see cref="bool"/>.</summary>
    public const string HostName = "LlmFromScratch.StopRequested";

    private static readonly Func<bool>? s_host = AppContext.GetData(HostName) as Func<bool>;

    /// <summary>Whether the work should stop.</summary>
    public static bool IsStopRequested(this CancellationToken cancellation) => cancellation.IsCancellationRequested || s_host?.Invoke() == true;

    /// <summary>Stops the work if it should.</summary>
    /// <exception cref="OperationCanceledException">It should.</exception>
    public static void ThrowIfStopRequested(this CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (s_host?.Invoke() == true)
            throw new OperationCanceledException("The notebook's reader has interrupted it.");
    }
}
