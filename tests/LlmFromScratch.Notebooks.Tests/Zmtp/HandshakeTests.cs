using System.Net;
using System.Net.Sockets;
using LlmFromScratch.Notebooks.Zmtp;

namespace LlmFromScratch.Notebooks.Tests.Zmtp;

/// <summary>Greetings, READY, who is let in and who is not.</summary>
public class HandshakeTests : ZmtpTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Handshake_OfVersion3_IsAnsweredByTheBytesOfTheRfc(byte minor)
    {
        await using var router = new RouterSocket(Options());
        using var peer = await RawPeer.ConnectAsync(router.Port);

        // Our greeting does not wait for theirs.
        Assert.Equal([0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0x7F, 3, 0, .. "NULL"u8, .. new byte[16 + 1 + 31]], await peer.ReadAsync(64));
        await peer.SendAsync(RawPeer.Greeting(minor: minor), RawPeer.Ready("DEALER"));
        Assert.Equal([4, 28, 5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, 6, .. "ROUTER"u8], await peer.ReadAsync(30));
        Assert.Empty(Log);
    }

    [Fact]
    public async Task Handshake_ByteByByte_IsTheSame()
    {
        await using var router = new RouterSocket(Options());
        using var peer = await RawPeer.ConnectAsync(router.Port);
        foreach (var b in RawPeer.Greeting().Concat(RawPeer.Ready("DEALER", "me")).Concat(RawPeer.Short(1, 1, 2)).Concat(RawPeer.Short(0)))
            await peer.SendAsync([b]);
        var message = await NextAsync(router);
        Assert.Equal("me"u8, message.Identity.Bytes);
        Assert.Equal([[1, 2], []], message.Frames);
    }

    [Theory]
    [InlineData("ROUTER", "DEALER REQ ROUTER")]
    [InlineData("PUB", "SUB XSUB")]
    [InlineData("REP", "REQ DEALER")]
    public async Task Handshake_SocketTypes_OnlyTheRfcsAreLetIn(string ours, string fitting)
    {
        await using var socket = Open(ours, Options(), out var port);
        foreach (var theirs in "REQ REP DEALER ROUTER PUB SUB XPUB XSUB PUSH PULL PAIR dealer".Split(' '))
        {
            using var peer = await RawPeer.ConnectAsync(port);
            await peer.SendAsync(RawPeer.Greeting(), RawPeer.Ready(theirs));
            await peer.ReadAsync(64);
            var (flags, body) = await peer.ReadFrameAsync();
            Assert.Equal(4, flags);
            Assert.Equal(fitting.Split(' ').Contains(theirs) ? "READY" : "ERROR", System.Text.Encoding.ASCII.GetString(body, 1, 5));
            if (body[1] == 'E')
            {
                Assert.Equal(body.Length - 7, body[6]);
                Assert.Equal("", await peer.ReadToEndAsync());
                await LoggedAsync($"got \"{theirs}\"");
            }
        }
    }

    [Theory]
    [InlineData("47", "no ZeroMQ client")] // GET / HTTP/1.1
    [InlineData("00", "no ZeroMQ client")]
    [InlineData("0100", "no ZeroMQ client")] // ZMTP 1.0, anonymous
    [InlineData("FF000000000000000800", "ZMTP 1.0")] // a long frame of ZMTP 1.0
    [InlineData("FF00000000000000017F01", "ZMTP 2.0")] // and the socket's type would follow
    [InlineData("FF00000000000000017F00", "ZMTP 2.0")]
    public async Task Handshake_OfAnOlderProtocol_IsRefusedAtItsFirstBytes(string hex, string why)
    {
        await using var router = new RouterSocket(Options());
        using var peer = await RawPeer.ConnectAsync(router.Port);
        await peer.SendAsync(Convert.FromHexString(hex));
        await peer.ReadToEndAsync();
        await LoggedAsync(why);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("CURVE")]
    [InlineData("NULLX")]
    [InlineData("")]
    public async Task Handshake_OfAnotherMechanism_IsRefused(string mechanism)
    {
        await using var router = new RouterSocket(Options());
        using var peer = await RawPeer.ConnectAsync(router.Port);
        await peer.SendAsync(RawPeer.Greeting(mechanism: mechanism));
        await peer.ReadToEndAsync();
        await LoggedAsync($"expected the security mechanism NULL, got \"{mechanism}\"");
    }

    public static TheoryData<string, byte[]> BadCommands => new()
    {
        { "a message", RawPeer.Short(0, 1) },
        { "\"HELLO\"", RawPeer.Command("HELLO") },
        { "has none", RawPeer.Short(4) },
        { "has none", RawPeer.Short(4, 200, 1) },
        { "beyond its end", RawPeer.Command("READY", 11, 65) },
        { "beyond its end", RawPeer.Command("READY", 1, 65, 255, 255, 255, 255) },
        { "beyond its end", RawPeer.Command("READY", 0, 0, 0, 0, 0) },
        { "got \"\"", RawPeer.Command("READY") },
        { "identity", RawPeer.Command("READY", [.. RawPeer.Property("Socket-Type", "DEALER"u8.ToArray()), .. RawPeer.Property("Identity", [0, 1])]) },
        { "at most 65,536 bytes", RawPeer.Long(4, 65_537) },
        { "at most 65,536 bytes", RawPeer.Long(4, ulong.MaxValue) },
        { "flags", RawPeer.Short(8, 1) },
        { "flags", RawPeer.Short(5, 1) },
    };

    [Theory]
    [MemberData(nameof(BadCommands))]
    public async Task Handshake_WithABadReady_IsRefused(string why, byte[] ready)
    {
        await using var router = new RouterSocket(Options());
        using var peer = await RawPeer.ConnectAsync(router.Port);
        await peer.SendAsync(RawPeer.Greeting(), ready);
        await peer.ReadToEndAsync();
        await LoggedAsync(why);
        Assert.Equal(0, router.PeerCount);
    }

    [Fact]
    public async Task Handshake_PropertyNames_AreTheSameInUpperAndLowerCase()
    {
        await using var router = new RouterSocket(Options());
        using var peer = await RawPeer.ConnectAsync(router.Port);
        await peer.SendAsync(
            RawPeer.Greeting(),
            RawPeer.Command("READY", [.. RawPeer.Property("SOCKET-type", "REQ"u8.ToArray()), .. RawPeer.Property("X-Other", [1]), .. RawPeer.Property("IDENTITY", [7])]),
            RawPeer.Short(0, 1));
        Assert.Equal([7], (await NextAsync(router)).Identity.ToArray());
    }

    [Fact]
    public async Task Handshake_PeerSaysError_IsClosed()
    {
        await using var router = new RouterSocket(Options());
        using var peer = await RawPeer.ConnectAsync(router.Port);
        await peer.SendAsync(RawPeer.Greeting(), RawPeer.Command("ERROR", [2, .. "no"u8]));
        await peer.ReadToEndAsync();
        Assert.Equal(0, router.PeerCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(64)]
    [InlineData(70)]
    public async Task Handshake_HalfOpen_IsDroppedAfterItsTime(int bytes)
    {
        await using var router = new RouterSocket(Options(new ZmtpLimits { Handshake = TimeSpan.FromMilliseconds(200) }));
        using var peer = await RawPeer.ConnectAsync(router.Port);
        await peer.SendAsync(RawPeer.Greeting().Concat(RawPeer.Ready("DEALER")).Take(bytes).ToArray());
        await peer.ReadToEndAsync();
        await LoggedAsync("its handshake took more than 0.2 s");
    }

    [Fact]
    public async Task Handshake_Done_IsNotTimedAnyMore()
    {
        await using var router = new RouterSocket(Options(new ZmtpLimits { Handshake = TimeSpan.FromMilliseconds(300) }));
        using var peer = await RawPeer.ConnectAsync(router.Port, "DEALER");
        await Task.Delay(600);
        await peer.SendAsync(RawPeer.Short(0, 1));
        await NextAsync(router);
    }

    [Fact]
    public async Task Peers_BeyondTheLimit_AreClosedAndComeInWhenOthersLeave()
    {
        await using var router = new RouterSocket(Options(new ZmtpLimits { MaxPeers = 2 }));
        using var one = await RawPeer.ConnectAsync(router.Port, "DEALER");
        using (await RawPeer.ConnectAsync(router.Port, "DEALER"))
        {
            using var three = await RawPeer.ConnectAsync(router.Port);
            Assert.Equal("", await three.ReadToEndAsync());
            await LoggedAsync("there are 2 already");
        }

        await UntilAsync(() => router.PeerCount == 1);
        using var four = await RawPeer.ConnectAsync(router.Port, "DEALER");
        await four.SendAsync(RawPeer.Short(0, 4));
        await NextAsync(router);
    }

    [Theory]
    [InlineData("ROUTER")]
    [InlineData("PUB")]
    [InlineData("REP")]
    public async Task Port_Occupied_SaysSo(string type)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var error = Assert.Throws<IOException>(() => Open(type, Options() with { Port = port }, out _));
        Assert.Equal($"127.0.0.1:{port} is in use by another program: choose another port, or 0 for any that is free.", error.Message);
    }

    [Fact]
    public void Address_NotOfThisMachine_SaysSo()
    {
        var error = Assert.Throws<IOException>(() => new RouterSocket(Options() with { Address = IPAddress.Parse("192.0.2.1") }));
        Assert.Contains("192.0.2.1 is not an address of this machine", error.Message, StringComparison.Ordinal);
    }

    // As a kernel that is restarted on the ports of its connection file.
    [Fact]
    public async Task Port_OfAClosedSocket_CanBeTakenAtOnce()
    {
        var port = 0;
        for (var i = 0; i < 5; i++)
        {
            await using var router = new RouterSocket(Options() with { Port = port });
            port = router.Port;
            using var peer = await RawPeer.ConnectAsync(port, "DEALER");
            await peer.SendAsync(RawPeer.Short(0, 1));
            await NextAsync(router);
        }
    }

    [Fact]
    public async Task Address_OfIPv6_IsListenedOn()
    {
        if (!Socket.OSSupportsIPv6)
            return;
        await using var router = new RouterSocket(Options() with { Address = IPAddress.IPv6Loopback });
        using var client = new TcpClient(AddressFamily.InterNetworkV6);
        await client.ConnectAsync(IPAddress.IPv6Loopback, router.Port);
        Assert.Equal(0xFF, client.GetStream().ReadByte());
    }

    private static IAsyncDisposable Open(string type, ZmtpOptions options, out int port)
    {
        switch (type)
        {
            case "ROUTER":
                var router = new RouterSocket(options);
                port = router.Port;
                return router;
            case "PUB":
                var publisher = new PublisherSocket(options);
                port = publisher.Port;
                return publisher;
            default:
                var reply = new ReplySocket(options);
                port = reply.Port;
                return reply;
        }
    }
}
