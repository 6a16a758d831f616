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

    private long lastWaiting;
    private long failedAt;
    private DateTime failedDate;

    /// <summary>A cell has failed.</summary>
    /// <param name="request">The request that ran it.</param>
    /// <param name="messagesWaiting">How many messages have been received after it and not taken.</param>
    public void Start(KernelRequest request, int messagesWaiting)
    {
        lastWaiting = request.Number + messagesWaiting;
        failedAt = Stopwatch.GetTimestamp();
        failedDate = DateTime.UtcNow;
    }

    /// <summary>Whether a request was sent before its sender could know of the failure.</summary>
    public bool Includes(KernelRequest request) =>
        request.Number <= lastWaiting || (Stopwatch.GetElapsedTime(failedAt) < Window && DateOf(request) < failedDate - ClockStep);

    private static DateTime? DateOf(KernelRequest request) =>
        DateTime.TryParse(
            JsonFields.Text(request.Message.Header, "date"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var sent)
            ? sent
            : null;
}
