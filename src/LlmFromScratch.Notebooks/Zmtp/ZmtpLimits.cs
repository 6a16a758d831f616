namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>How much a socket takes from its peers and keeps for them. Whoever goes beyond is dropped; the socket goes on.</summary>
internal sealed record ZmtpLimits
{
    /// <summary>The body of a command: READY's properties, a subscription.</summary>
    public const int MaxCommandBytes = 64 * 1024;

    /// <summary>One frame's body, in bytes. A notebook with pictures, or a file uploaded through a widget, is tens of megabytes.</summary>
    public int MaxFrameBytes { get; init; } = 128 << 20;

    /// <summary>All frames of one message together, in bytes.</summary>
    public long MaxMessageBytes { get; init; } = 256L << 20;

    /// <summary>Frames of one message. Jupyter's have seven and one for each binary buffer of a widget.</summary>
    public int MaxFrames { get; init; } = 1_024;

    /// <summary>Bytes of messages that have begun to arrive and have not ended, all peers together.</summary>
    public long MaxUnfinishedBytes { get; init; } = 512L << 20;

    /// <summary>Bytes of whole messages that nobody has taken yet. Beyond, peers are not dropped but made to wait: nothing more is read.</summary>
    public long MaxWaitingBytes { get; init; } = 256L << 20;

    /// <summary>Whole messages that nobody has taken yet; beyond, peers wait.</summary>
    public int MaxWaitingMessages { get; init; } = 10_000;

    /// <summary>Bytes queued for a peer that does not read. A peer that lags so far behind is dropped: leaving messages out would let a
    /// client wait for ever for an answer that was thrown away, while a closed connection is something it can see.</summary>
    public long MaxQueuedBytes { get; init; } = 256L << 20;

    /// <summary>Messages queued for a peer that does not read.</summary>
    public int MaxQueuedMessages { get; init; } = 1_000_000;

    /// <summary>Prefixes one subscriber may subscribe to.</summary>
    public int MaxSubscriptions { get; init; } = 1_000;

    /// <summary>Connections at one time, those included that have not finished their handshake.</summary>
    public int MaxPeers { get; init; } = 1_000;

    /// <summary>How long a peer has for its handshake.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long closing a socket waits for what is still queued.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(1);
}
