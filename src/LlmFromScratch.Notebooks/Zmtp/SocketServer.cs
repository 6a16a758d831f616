using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>What the three kinds of socket share: listening, handshakes, the peers there are, closing.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly string socketType;
    private readonly string[] peerTypes;
    private readonly ZmtpOptions options;
    private readonly Func<Peer, IReadOnlyList<byte[]>, CancellationToken, ValueTask> receive;
    private readonly Action<Peer, bool, byte[]>? subscribe;
    private readonly Socket listener;
    private readonly ReceiveBudget budget;
    private readonly ConcurrentDictionary<PeerIdentity, Peer> peers = new();
    private readonly ConcurrentDictionary<Peer, Task> connections = new();
    private readonly CancellationTokenSource stopping = new();
    private Task accepting = Task.CompletedTask;
    private int connectionCount;
    private int lastIdentity;
    private int disposed;

    /// <summary>Takes the port; nobody is let in before <see cref="Start"/>.</summary>
    /// <param name="socketType">Our own type, such as ROUTER.</param>
    /// <param name="peerTypes">The types we talk to.</param>
    /// <param name="options">Where, and with what limits.</param>
    /// <param name="receive">Takes a message. While it does not return, nothing more is read from that peer.</param>
    /// <param name="subscribe">Told of the commands SUBSCRIBE (true) and CANCEL (false), and their prefix.</param>
    /// <exception cref="IOException">The port is taken, or may not be used.</exception>
    public SocketServer(
        string socketType,
        string[] peerTypes,
        ZmtpOptions options,
        Func<Peer, IReadOnlyList<byte[]>, CancellationToken, ValueTask> receive,
        Action<Peer, bool, byte[]>? subscribe = null)
    {
        this.socketType = socketType;
        this.peerTypes = peerTypes;
        this.options = options;
        this.receive = receive;
        this.subscribe = subscribe;
        budget = new ReceiveBudget(options.Limits.MaxUnfinishedBytes);
        listener = Listen(options);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    public int Port { get; }

    /// <summary>The peers whose handshake is over.</summary>
    public IEnumerable<Peer> Peers => peers.Select(pair => pair.Value).Where(peer => peer.IsReady);

    public int PeerCount => peers.Count;

    public void Start() => accepting = Task.Run(AcceptAsync);

    /// <summary>Null if there is no such peer, or no longer.</summary>
    public Peer? Find(PeerIdentity identity) => peers.TryGetValue(identity, out var peer) && peer.IsReady ? peer : null;

    /// <summary>Lets nobody in any more, sends what is queued for as long as <see cref="ZmtpLimits.Linger"/> allows, and closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        foreach (var peer in connections.Keys.Where(peer => !peer.IsReady))
            peer.Drop("the socket is closing");

        // A peer that has heard of the end closes its side, and its connection is over; the others are cut off when the time is up.
        var end = Task.Delay(options.Limits.Linger);
        foreach (var peer in connections.Keys)
            _ = peer.FinishAsync(options.Limits.Linger);
        await Task.WhenAny(Task.WhenAll(connections.Values), end);
        foreach (var peer in connections.Keys)
            peer.Drop("the socket is closing");
        await Task.WhenAll(connections.Values);
        stopping.Dispose();
    }

    private static Socket Listen(ZmtpOptions options)
    {
        var socket = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Without it another program of Windows could listen on the same port and take our clients.
            socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(options.Address, options.Port));
            socket.Listen(512);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            var place = new IPEndPoint(options.Address, options.Port);
            throw new IOException(
                e.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse => $"{place} is in use by another program: choose another port, or 0 for any that is free.",
                    SocketError.AccessDenied => $"This program may not listen on {place}: choose a port from 1024 on, or 0 for any that is free.",
                    SocketError.AddressNotAvailable => $"{options.Address} is not an address of this machine: use 127.0.0.1 to listen for programs on this machine.",
                    _ => $"Cannot listen on {place}: {e.Message}",
                },
                e);
        }
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Admit(await listener.AcceptAsync(stopping.Token));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A client that left at once, or no more file handles: that needs time. Listening never ends by itself.
                Log($"could not accept a connection: {e.Message}");
                await Task.Delay(100, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Admit(Socket socket)
    {
        if (Interlocked.Increment(ref connectionCount) > options.Limits.MaxPeers)
        {
            Interlocked.Decrement(ref connectionCount);
            Log(string.Create(CultureInfo.InvariantCulture, $"refused a connection: there are {options.Limits.MaxPeers:N0} already"));
            socket.Dispose();
            return;
        }

        Peer peer;
        try
        {
            peer = new Peer(socket, options.Limits, budget, subscribe);
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException) // it has left already
        {
            Interlocked.Decrement(ref connectionCount);
            socket.Dispose();
            return;
        }

        // In this order: the connection may end at once, and takes itself out of the table then.
        var start = new TaskCompletionSource();
        connections[peer] = ServeAsync(peer, start.Task);
        start.SetResult();
    }

    private async Task ServeAsync(Peer peer, Task start)
    {
        await start.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (await ShakeHandsAsync(peer))
            {
                // When the socket is closing, the rest is read to its end and forgotten.
                while (await peer.ReceiveAsync() is { } frames)
                {
                    if (!stopping.IsCancellationRequested)
                        await receive(peer, frames, stopping.Token);
                }
            }
        }
        catch (ZmtpException e)
        {
            Log($"{peer} was dropped: {e.Message}");
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            if (peer.WhyDropped is { } reason && !stopping.IsCancellationRequested)
                Log($"{peer} was dropped: {reason}");
        }
        catch (Exception e) // no memory for what one peer sends, a fault in what we call: that peer's connection, not all of them
        {
            Log($"{peer} was dropped: {e}");
        }
        finally
        {
            Interlocked.Decrement(ref connectionCount);
            peers.TryRemove(new KeyValuePair<PeerIdentity, Peer>(peer.Identity, peer));
            connections.TryRemove(peer, out _);
            peer.Dispose();
        }
    }

    private async Task<bool> ShakeHandsAsync(Peer peer)
    {
        var patience = options.Limits.Handshake;
        using var timer = peer.DropAfter(patience, string.Create(CultureInfo.InvariantCulture, $"its handshake took more than {patience.TotalSeconds} s"));
        try
        {
            if (await peer.ReceiveReadyAsync() is not { } properties)
                return false;
            Check(properties);
            Register(peer, properties);
            peer.SendReady(socketType);
            return true;
        }
        catch (ZmtpException e) when (e.IsFinal)
        {
            Log($"{peer} was refused: {e.Message}");
            await peer.RefuseAsync(e.Message, options.Limits.Linger);
            return false;
        }
    }

    private void Check(Dictionary<string, byte[]> properties)
    {
        var type = properties.GetValueOrDefault("Socket-Type") ?? [];
        if (!peerTypes.Contains(Encoding.ASCII.GetString(type)))
            throw new ZmtpException($"expected a socket of type {string.Join(" or ", peerTypes)} at this {socketType}, got {Greeting.Printable(type)}") { IsFinal = true };
    }

    // Only a ROUTER has use for the names of its peers, and there they are unique: the newcomer is refused, as by libzmq, but with a closed
    // connection, so that it tries again. It may be the same client, come back before we know that its first connection has ended.
    private void Register(Peer peer, Dictionary<string, byte[]> properties)
    {
        var chosen = socketType == RouterSocket.TypeName ? properties.GetValueOrDefault("Identity") ?? [] : [];
        if (chosen.Length > PeerIdentity.MaxBytes || (chosen.Length > 0 && chosen[0] == 0))
            throw new ZmtpException("expected an identity of 1 to 255 bytes, the first of them not zero, got another one") { IsFinal = true };
        if (chosen.Length > 0)
        {
            peer.Identify(new PeerIdentity(chosen));
            if (!peers.TryAdd(peer.Identity, peer))
                throw new ZmtpException($"its identity {Greeting.Printable(chosen)} is taken");
            return;
        }

        do
            peer.Identify(PeerIdentity.MakeUp(Interlocked.Increment(ref lastIdentity)));
        while (!peers.TryAdd(peer.Identity, peer));
    }

    private void Log(string line) => options.Log?.Invoke($"{socketType} on port {Port}: {line}");
}
