using System.Globalization;

namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>Counts the bytes of messages that have not ended yet, over all peers of a socket: a thousand peers that each send the better part
/// of a large message would otherwise fill the memory, each of them within its own limits.</summary>
internal sealed class ReceiveBudget(long limit)
{
    private long held;

    /// <exception cref="ZmtpException">There is no room for so much. It counts all the same, until it is returned.</exception>
    public void Take(long bytes)
    {
        if (Interlocked.Add(ref held, bytes) > limit)
            throw new ZmtpException(string.Create(CultureInfo.InvariantCulture, $"all peers together may have at most {limit:N0} bytes of unfinished messages under way"));
    }

    public void Return(long bytes) => Interlocked.Add(ref held, -bytes);
}
