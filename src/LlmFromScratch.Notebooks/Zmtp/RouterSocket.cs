using System.Threading.Channels;

namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>A ROUTER that listens: takes the messages of many DEALER, REQ and ROUTER peers, and answers each of them by its identity.
/// ZMTP 3.0 (RFC 23, https://rfc.zeromq.org/spec/23/) over TCP, without security. The empty frame with which a REQ begins its messages is
/// passed on like any other.</summary>
internal sealed class RouterSocket : IAsyncDisposable
{
    public const string TypeName = "ROUTER";

    private readonly Inbox inbox;
    private readonly SocketServer server;

    /// <summary>Listens from now on.</summary>
    /// <exception cref="IOException">The port is taken, or may not be used.</exception>
    public RouterSocket(ZmtpOptions options)
    {
        inbox = new Inbox(options.Limits);
        server = new SocketServer(TypeName, ["DEALER", "REQ", "ROUTER"], options, (peer, frames, cancellation) => ReceiveAsync(peer, frames, cancellation));
        server.Start();
    }

    /// <summary>The port it listens on.</summary>
    public int Port => server.Port;

    /// <summary>What the peers have sent; each peer's messages in their order. Completed when the socket is disposed of.</summary>
    public ChannelReader<RoutedMessage> Messages => inbox;

    /// <summary>Peers that are connected.</summary>
    public int PeerCount => server.PeerCount;

    /// <summary>Queues a message for a peer and returns at once; from any thread. Frames must not be changed afterwards: large ones are not
    /// copied.</summary>
    /// <returns>False if the peer is not there (any more): the message is dropped, as by every ROUTER.</returns>
    public bool Send(PeerIdentity identity, IReadOnlyList<byte[]> frames)
    {
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count, nameof(frames));
        if (server.Find(identity) is not { } peer)
            return false;
        peer.Send(frames);
        return true;
    }

    /// <summary>Sends what is queued, for a second at most, and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        inbox.Complete();
    }

    private async ValueTask ReceiveAsync(Peer peer, IReadOnlyList<byte[]> frames, CancellationToken cancellation)
    {
        try
        {
            await inbox.AddAsync(new RoutedMessage(peer.Identity, frames), cancellation);
        }
        catch (OperationCanceledException) // the socket is closing
        {
        }
    }
}
