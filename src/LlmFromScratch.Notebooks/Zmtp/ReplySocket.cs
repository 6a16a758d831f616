namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>A REP that listens and sends every message back as it came, envelope and all: a heartbeat, which shows that the process is alive
/// whatever its other sockets do. ZMTP 3.0 (RFC 23 and, for replies, RFC 28) over TCP, without security.</summary>
internal sealed class ReplySocket : IAsyncDisposable
{
    private const int MaxBytes = 1 << 20;

    private readonly SocketServer server;

    /// <summary>Listens and answers from now on.</summary>
    /// <param name="options">Where, and with what limits; a message has at most 1 MiB.</param>
    /// <exception cref="IOException">The port is taken, or may not be used.</exception>
    public ReplySocket(ZmtpOptions options)
    {
        var limits = options.Limits;
        limits = limits with
        {
            MaxFrameBytes = Math.Min(limits.MaxFrameBytes, MaxBytes),
            MaxMessageBytes = Math.Min(limits.MaxMessageBytes, MaxBytes),
            MaxQueuedBytes = Math.Min(limits.MaxQueuedBytes, 4L * MaxBytes),
        };
        server = new SocketServer("REP", ["REQ", "DEALER"], options with { Limits = limits }, (peer, frames, _) =>
        {
            peer.Send(frames);
            return ValueTask.CompletedTask;
        });
        server.Start();
    }

    /// <summary>The port it listens on.</summary>
    public int Port => server.Port;

    /// <summary>Sends what is queued, for a second at most, and closes all connections.</summary>
    public ValueTask DisposeAsync() => server.DisposeAsync();
}
