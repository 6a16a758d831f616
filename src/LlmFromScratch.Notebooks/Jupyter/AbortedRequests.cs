using System.Diagnostics;
using System.Globalization;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>
/// After a cell has failed, the cells that were sent before the reader could know of it are not run ("run all" stops there). Those are the
/// requests that wait when it fails, and those that arrive soon after and bear a date from before.
/// </summary>
/// <remarks>ipykernel does the first; its <c>stop_on_error_timeout</c> for the second is 0, since a client that sends its next request upon
/// the error must not lose it. The date, from the clock of whoever sent it, is only believed for a short while.</remarks>
internal sealed class AbortedRequests
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    // A clock may go in steps of 16 ms.
    private static readonly TimeSpan ClockStep = TimeSpan.FromMilliseconds(20);

    private int waiting;
    private long failedAt;
    private DateTime failedDate;

    /// <summary>A cell has failed.</summary>
    /// <param name="requestsWaiting">How many requests have been received and not taken.</param>
    public void Start(int requestsWaiting)
    {
        waiting = requestsWaiting;
        failedAt = Stopwatch.GetTimestamp();
        failedDate = DateTime.UtcNow;
    }

    /// <summary>To be called for every request in order.</summary>
    /// <returns>Whether it was sent before its sender could know of the failure.</returns>
    public bool Includes(KernelRequest request)
    {
        if (waiting > 0)
        {
            waiting--;
            return true;
        }

        if (failedAt == 0)
            return false;
        if (Stopwatch.GetElapsedTime(failedAt) > Window)
        {
            failedAt = 0;
            return false;
        }

        return DateTime.TryParse(
                JsonFields.Text(request.Message.Header, "date"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var sent)
            && sent < failedDate - ClockStep;
    }
}
