namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>A PUB that listens: each subscriber gets the messages whose first frame begins with a prefix that it has asked for.
/// ZMTP 3.0 (RFC 23 and, for publishing, RFC 29) over TCP, without security. A subscriber that does not read is dropped when too much waits
/// for it; neither the sender nor the other subscribers wait.</summary>
internal sealed class PublisherSocket : IAsyncDisposable
{
    private readonly ZmtpLimits limits;
    private readonly Action<PublisherSocket, Subscription>? subscriptionAdded;
    private readonly TaskCompletionSource subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SocketServer server;

    /// <summary>Listens from now on.</summary>
    /// <param name="options">Where, and with what limits; those for messages that come are lowered to what subscriptions need.</param>
    /// <param name="subscriptionAdded">Called with this socket for each new subscription, when messages sent from then on reach it; from any thread.
    /// It must return soon.</param>
    /// <exception cref="IOException">The port is taken, or may not be used.</exception>
    public PublisherSocket(ZmtpOptions options, Action<PublisherSocket, Subscription>? subscriptionAdded = null)
    {
        limits = options.Limits with { MaxFrameBytes = ZmtpLimits.MaxCommandBytes, MaxMessageBytes = ZmtpLimits.MaxCommandBytes };
        this.subscriptionAdded = subscriptionAdded;
        server = new SocketServer("PUB", ["SUB", "XSUB"], options with { Limits = limits }, (peer, frames, _) => Receive(peer, frames), Subscribe);
        server.Start();
    }

    /// <summary>The port it listens on.</summary>
    public int Port => server.Port;

    /// <summary>Done when there has been a subscription, the first of all: what is sent before reaches nobody.</summary>
    public Task FirstSubscription => subscribed.Task;

    /// <summary>Peers that are connected, whether they have subscribed or not.</summary>
    public int PeerCount => server.PeerCount;

    /// <summary>Queues a message for all who want it and returns at once; from any thread. The first frame is the topic. Frames must not be
    /// changed afterwards: large ones are not copied.</summary>
    public void Send(IReadOnlyList<byte[]> frames)
    {
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count, nameof(frames));
        foreach (var peer in server.Peers)
        {
            if (peer.Subscriptions.Match(frames[0]))
                peer.Send(frames);
        }
    }

    /// <summary>Sends what is queued, for a second at most, and closes all connections.</summary>
    public ValueTask DisposeAsync() => server.DisposeAsync();

    // In ZMTP 3.0 a subscription is a message: 01 and a prefix, or 00 and a prefix to take it back. In 3.1 it is a command. Anything else a
    // subscriber sends is its own affair.
    private ValueTask Receive(Peer peer, IReadOnlyList<byte[]> frames)
    {
        if (frames is [[0 or 1, .. var prefix]])
            Subscribe(peer, frames[0][0] == 1, prefix);
        return ValueTask.CompletedTask;
    }

    private void Subscribe(Peer peer, bool wanted, byte[] prefix)
    {
        if (!wanted)
        {
            peer.Subscriptions.Remove(prefix);
            return;
        }

        peer.Subscriptions.Add(prefix, limits.MaxSubscriptions);
        subscribed.TrySetResult();
        subscriptionAdded?.Invoke(this, new Subscription(peer.Identity, prefix));
    }
}
