using System.Globalization;
using System.Net.Sockets;

namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>One connection: its handshake, the messages that come, the queue of those that go.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly FrameReader reader;
    private readonly SendQueue queue;
    private readonly ZmtpLimits limits;
    private readonly Action<Peer, bool, byte[]>? subscribe;
    private readonly string place;
    private volatile bool isReady;
    private string? dropped;

    /// <summary>Takes over an accepted connection.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="limits">What the peer may ask for.</param>
    /// <param name="budget">Counts unfinished messages.</param>
    /// <param name="subscribe">Told of the commands SUBSCRIBE (true) and CANCEL (false), and their prefix; null where they mean nothing.</param>
    /// <exception cref="SocketException">It has ended already.</exception>
    public Peer(Socket socket, ZmtpLimits limits, ReceiveBudget budget, Action<Peer, bool, byte[]>? subscribe)
    {
        this.subscribe = subscribe;
        this.socket = socket;
        this.limits = limits;
        place = socket.RemoteEndPoint?.ToString() ?? "?";
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = new FrameReader(stream, budget);
        queue = new SendQueue(stream, limits, _ => Drop("it can no longer be written to"));
    }

    /// <summary>Known once the handshake has come so far.</summary>
    public PeerIdentity Identity { get; private set; }

    /// <summary>What a subscriber wants to hear.</summary>
    public Subscriptions Subscriptions { get; } = new();

    /// <summary>Whether the handshake is over, so that messages may be sent.</summary>
    public bool IsReady => isReady;

    /// <summary>Why this side ended the connection; null if it did not.</summary>
    public string? WhyDropped => dropped;

    /// <summary>Exchanges greetings and reads what the peer says of itself.</summary>
    /// <returns>Null if the connection ended, or the peer refused us.</returns>
    /// <exception cref="ZmtpException">The peer is none that we can talk to.</exception>
    public async ValueTask<Dictionary<string, byte[]>?> ReceiveReadyAsync()
    {
        queue.AddRaw(Greeting.Ours());
        await reader.ReadGreetingAsync();
        if (await reader.ReadAsync(ZmtpLimits.MaxCommandBytes) is not { } frame)
            return null;
        if (!frame.IsCommand)
            throw new ZmtpException("expected the command READY, got a message");
        reader.Release();
        var command = Command.Parse(frame.Body);
        return command.Name switch
        {
            Command.Ready => command.ReadProperties(),
            Command.Error => null,
            _ => throw new ZmtpException($"expected the command READY, got {Greeting.Printable(frame.Body.AsSpan(1, command.Name.Length))}"),
        };
    }

    public void Identify(PeerIdentity identity) => Identity = identity;

    /// <summary>Ends the handshake.</summary>
    public void SendReady(string socketType)
    {
        queue.Add(Command.SayReady(socketType));
        isReady = true;
    }

    /// <summary>The next message. Commands between messages, and between the frames of one, are dealt with here.</summary>
    /// <returns>Null at the end of the connection.</returns>
    /// <exception cref="ZmtpException">What came is malformed or beyond the limits.</exception>
    public async ValueTask<IReadOnlyList<byte[]>?> ReceiveAsync()
    {
        reader.Release();
        List<byte[]> frames = [];
        long size = 0;
        while (true)
        {
            if (await reader.ReadAsync(Math.Min(limits.MaxFrameBytes, limits.MaxMessageBytes - size)) is not { } frame)
                return frames.Count == 0 ? null : throw new ZmtpException("the connection ended within a message");
            if (frame.IsCommand)
            {
                Obey(Command.Parse(frame.Body));
                if (frames.Count == 0)
                    reader.Release();
                continue;
            }

            frames.Add(frame.Body);
            size += frame.Body.Length;
            if (frames.Count > limits.MaxFrames)
                throw new ZmtpException(string.Create(CultureInfo.InvariantCulture, $"expected a message of at most {limits.MaxFrames:N0} frames, got more"));
            if (!frame.HasMore)
                return frames;
        }
    }

    /// <summary>Queues a message and returns at once.</summary>
    public void Send(IReadOnlyList<byte[]> frames)
    {
        if (!queue.Add(frames))
            DropAsTooSlow();
    }

    /// <summary>Sends what is queued and says that no more will come; what the peer still sends is for the reader to finish.</summary>
    public async Task FinishAsync(TimeSpan patience)
    {
        try
        {
            await queue.CloseAsync().WaitAsync(patience);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is TimeoutException or SocketException or ObjectDisposedException)
        {
            Drop("it did not take in time what was queued for it");
        }
    }

    /// <summary>Tells the peer why it is refused, and waits a little for it to have heard: a connection that is closed while there is
    /// something unread in it may lose what was sent last.</summary>
    public async Task RefuseAsync(string reason, TimeSpan patience)
    {
        queue.Add(Command.SayError(reason));
        using var timer = DropAfter(patience, reason);
        await FinishAsync(patience);
        try
        {
            await reader.DrainAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
        }
    }

    /// <summary>Drops the peer unless the returned timer is disposed of in time.</summary>
    public IDisposable DropAfter(TimeSpan time, string reason) => new Timer(_ => Drop(reason), null, time, Timeout.InfiniteTimeSpan);

    /// <summary>Ends the connection at once, whatever is queued. Reading then ends with an <see cref="IOException"/>.</summary>
    public void Drop(string reason)
    {
        Interlocked.CompareExchange(ref dropped, reason, null);
        socket.Close(0);
    }

    public void Dispose()
    {
        stream.Dispose();
        reader.Dispose();
    }

    public override string ToString() => place;

    private void Obey(Command command)
    {
        switch (command.Name)
        {
            case Command.Subscribe or Command.Cancel:
                subscribe?.Invoke(this, command.Name == Command.Subscribe, command.Data.ToArray());
                break;
            case Command.Ping when command.Data.Length < 2:
                throw new ZmtpException("expected a PING's time to live in 2 bytes, got less");
            case Command.Ping: // a time to live in 2 bytes; a context that comes back
                if (!queue.Add(new Command(Command.Pong, command.Data[2..])))
                    DropAsTooSlow();
                break;
            case Command.Error:
                throw new ZmtpException($"the peer gave up: {Greeting.Printable(command.Data.Span[Math.Min(1, command.Data.Length)..])}");

            // Commands of later versions are not our concern.
        }
    }

    private void DropAsTooSlow() => Drop(string.Create(
        CultureInfo.InvariantCulture,
        $"it does not read what it is sent: more than {limits.MaxQueuedBytes:N0} bytes or {limits.MaxQueuedMessages:N0} messages wait for it"));
}
