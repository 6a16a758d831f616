using System.Text;
using LlmFromScratch.Notebooks.Zmtp;

namespace LlmFromScratch.Notebooks.Tests.Zmtp;

/// <summary>Messages of many peers, and answers to each of them.</summary>
public class RouterSocketTests : ZmtpTest
{
    [Fact]
    public async Task Messages_OfTwoPeers_AreAnsweredToEach()
    {
        await using var router = new RouterSocket(Options());
        using var a = await RawPeer.ConnectAsync(router.Port, "DEALER", "a");
        using var b = await RawPeer.ConnectAsync(router.Port, "REQ");
        await a.SendAsync(RawPeer.Short(1, 1), RawPeer.Short(0, 2));
        var fromA = await NextAsync(router);
        await b.SendAsync(RawPeer.Short(1), RawPeer.Short(0, 3));
        var fromB = await NextAsync(router);

        Assert.Equal(Bytes("a"), fromA.Identity.ToArray());
        Assert.Equal([[1], [2]], fromA.Frames);
        Assert.Equal(5, fromB.Identity.Bytes.Length);
        Assert.Equal(0, fromB.Identity.Bytes[0]);
        Assert.Equal([[], [3]], fromB.Frames);

        Assert.True(router.Send(fromB.Identity, Frames("", "for b")));
        Assert.True(router.Send(new PeerIdentity("a"u8), Frames("for a")));
        Assert.Equal(["", "for b"], await b.ReadMessageAsync());
        Assert.Equal(RawPeer.Short(0, Bytes("for a")), await a.ReadAsync(7));
    }

    [Fact]
    public async Task Send_ToNobody_IsDropped()
    {
        await using var router = new RouterSocket(Options());
        Assert.False(router.Send(new PeerIdentity("gone"u8), Frames("x")));
        Assert.False(router.Send(default, Frames("x")));
        using (await RawPeer.ConnectAsync(router.Port, "DEALER", "gone"))
            await UntilAsync(() => router.Send(new PeerIdentity("gone"u8), Frames("x")));
        await UntilAsync(() => !router.Send(new PeerIdentity("gone"u8), Frames("x")));
        Assert.Throws<ArgumentOutOfRangeException>(() => router.Send(default, []));
    }

    [Fact]
    public async Task Identity_Taken_IsRefusedUntilItIsFree()
    {
        await using var router = new RouterSocket(Options());
        using (var first = await RawPeer.ConnectAsync(router.Port, "DEALER", "me"))
        {
            using var second = await RawPeer.ConnectAsync(router.Port);
            await second.SendAsync(RawPeer.Greeting(), RawPeer.Ready("DEALER", "me"), RawPeer.Short(0, 2));
            var answer = await second.ReadToEndAsync();
            Assert.DoesNotContain("READY", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("ERROR", answer, StringComparison.Ordinal); // after which libzmq would not come back
            await LoggedAsync("its identity \"me\" is taken");
            await first.SendAsync(RawPeer.Short(0, 1));
            Assert.Equal([1], (await NextAsync(router)).Frames[0]);
        }

        await UntilAsync(() => router.PeerCount == 0);
        using var third = await RawPeer.ConnectAsync(router.Port, "DEALER", "me");
        Assert.True(router.Send(new PeerIdentity("me"u8), Frames("back")));
        Assert.Equal(["back"], await third.ReadMessageAsync());
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(255, 2)]
    [InlineData(256, 9)]
    [InlineData(4_096, 9)]
    [InlineData(4_097, 9)]
    [InlineData(65_536, 9)]
    [InlineData(3_000_000, 9)]
    public async Task Frames_OfAnyLength_ComeAndGoWhole(int length, int header)
    {
        await using var router = new RouterSocket(Options());
        using var peer = await RawPeer.ConnectAsync(router.Port, "DEALER", "me");
        var body = new byte[length];
        new Random(length).NextBytes(body);
        byte[] tail = [9];
        var sent = header == 2 ? RawPeer.Short(1, body) : RawPeer.Long(1, (ulong)length, body);
        await peer.SendAsync(sent, RawPeer.Short(0, tail));
        var message = await NextAsync(router);
        Assert.Equal([body, tail], message.Frames);

        router.Send(message.Identity, message.Frames);
        router.Send(message.Identity, [tail]);
        byte[] expected = [.. sent, .. RawPeer.Short(0, tail), .. RawPeer.Short(0, tail)];
        Assert.Equal(expected, await peer.ReadAsync(expected.Length));
    }

    [Fact]
    public async Task Frames_ShortOnesWithALongLength_AreTaken()
    {
        await using var router = new RouterSocket(Options());
        using var peer = await RawPeer.ConnectAsync(router.Port, "DEALER");
        await peer.SendAsync(RawPeer.Long(0, 1, 7));
        Assert.Equal([[7]], (await NextAsync(router)).Frames);
    }

    [Fact]
    public async Task Commands_BetweenFramesAndMessages_DoNotDisturb()
    {
        await using var router = new RouterSocket(Options());
        using var peer = await RawPeer.ConnectAsync(router.Port, "DEALER");
        await peer.SendAsync(
            RawPeer.Command("SUBSCRIBE", 1),
            RawPeer.Command("WHATEVER", 1),
            RawPeer.Short(1, 1),
            RawPeer.Command("PING", [0, 10, .. Bytes("context")]),
            RawPeer.Short(0, 2),
            RawPeer.Long(4, 7, [4, .. Bytes("PING"), 0, 0]));
        Assert.Equal([[1], [2]], (await NextAsync(router)).Frames);
        Assert.Equal(RawPeer.Command("PONG", Bytes("context")), await peer.ReadAsync(14));
        Assert.Equal(RawPeer.Command("PONG"), await peer.ReadAsync(7));
        Assert.Empty(Log);
    }

    public static TheoryData<string, byte[]> BadFrames => new()
    {
        { "flags", RawPeer.Short(0x80) },
        { "flags", RawPeer.Short(5) },
        { "at most 1,000 bytes here, got one of 1,001", RawPeer.Long(0, 1001) },
        { "got one of 9,223,372,036,854,775,807", RawPeer.Long(0, long.MaxValue) },
        { "got one of 18,446,744,073,709,551,615", RawPeer.Long(0, ulong.MaxValue) },
        { "at most 500 bytes here, got one of 501", [.. RawPeer.Long(1, 1000, new byte[1000]), .. RawPeer.Long(0, 501)] },
        { "at most 4 frames", [.. Enumerable.Repeat(RawPeer.Short(1), 5).SelectMany(frame => frame)] },
        { "within a frame", [0] },
        { "within a frame", [2, 0, 0, 0, 0] },
        { "within a frame", RawPeer.Long(0, 1000, 1) },
        { "within a message", RawPeer.Short(1, 1) },
        { "command's name", RawPeer.Short(4) },
        { "PING", RawPeer.Command("PING", 1) },
        { "gave up: \"no\"", RawPeer.Command("ERROR", [2, .. "no"u8]) },
    };

    [Theory]
    [MemberData(nameof(BadFrames))]
    public async Task Frames_Bad_CostThatPeerItsConnectionAndNobodyElse(string why, byte[] bytes)
    {
        await using var router = new RouterSocket(Options(new ZmtpLimits { MaxFrameBytes = 1_000, MaxMessageBytes = 1_500, MaxFrames = 4 }));
        using var good = await RawPeer.ConnectAsync(router.Port, "DEALER", "good");
        using var bad = await RawPeer.ConnectAsync(router.Port, "DEALER", "bad");
        await bad.SendAsync(bytes);
        bad.FinishSending();
        await bad.ReadToEndAsync();
        await LoggedAsync(why);

        await good.SendAsync(RawPeer.Long(1, 1000, new byte[1000]), RawPeer.Long(1, 500, new byte[500]), RawPeer.Short(1), RawPeer.Short(0));
        Assert.Equal(Bytes("good"), (await NextAsync(router)).Identity.ToArray());
        await UntilAsync(() => router.PeerCount == 1);
    }

    [Fact]
    public async Task UnfinishedMessages_OfAllPeers_HaveALimitTogether()
    {
        await using var router = new RouterSocket(Options(new ZmtpLimits { MaxUnfinishedBytes = 1_000_000 }));
        using var a = await RawPeer.ConnectAsync(router.Port, "DEALER", "a");
        await a.SendAsync(RawPeer.Long(1, 600_000, new byte[600_000]));
        using (var b = await RawPeer.ConnectAsync(router.Port, "DEALER", "b"))
        {
            await b.SendAsync(RawPeer.Long(0, 600_000, new byte[500_000]));
            await b.ReadToEndAsync();
            await LoggedAsync("unfinished messages");
        }

        // What was dropped or passed on no longer counts.
        for (var i = 0; i < 10; i++)
        {
            await a.SendAsync(RawPeer.Short(0, 1), RawPeer.Long(1, 600_000, new byte[600_000]));
            Assert.Equal([600_000, 1], (await NextAsync(router)).Frames.Select(frame => frame.Length));
        }
    }

    [Fact]
    public async Task Length_Announced_IsNotAllocated()
    {
        await using var router = new RouterSocket(Options());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        List<RawPeer> peers = [];
        for (var i = 0; i < 50; i++)
        {
            peers.Add(await RawPeer.ConnectAsync(router.Port, "DEALER"));
            await peers[i].SendAsync(RawPeer.Long(0, 100_000_000, 1, 2, 3), RawPeer.Long(1, 1, 1));
        }

        await UntilAsync(() => router.PeerCount == 50);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 20_000_000);
        peers.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task Messages_NotTaken_MakeThePeerWaitAndAreAllThere()
    {
        const int Count = 2_000;
        await using var router = new RouterSocket(Options(new ZmtpLimits { MaxWaitingBytes = 1_000_000, MaxWaitingMessages = 100 }));
        using var peer = await RawPeer.ConnectAsync(router.Port, "DEALER");
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Count; i++)
                await peer.SendAsync(RawPeer.Long(0, 20_000, [.. BitConverter.GetBytes(i), .. new byte[19_996]]));
        });
        await UntilAsync(() => router.Messages.Count >= 40);
        Assert.NotSame(sending, await Task.WhenAny(sending, Task.Delay(300)));
        Assert.InRange(router.Messages.Count, 40, 60);
        for (var i = 0; i < Count; i++)
        {
            Assert.Equal(i, BitConverter.ToInt32((await NextAsync(router)).Frames[0]));
            if (i == Count / 2)
                await UntilAsync(() => router.Messages.Count >= 40); // as many as at first
        }

        await sending;
        Assert.Empty(Log);
    }

    [Fact]
    public async Task Send_PeerDoesNotRead_IsDroppedAtTheLimit()
    {
        await using var router = new RouterSocket(Options(new ZmtpLimits { MaxQueuedBytes = 10_000_000 }));
        using var peer = await RawPeer.ConnectAsync(router.Port, "DEALER", "slow");
        var sent = 0;
        while (router.Send(new PeerIdentity("slow"u8), [new byte[100_000]]) && sent < 10_000)
            sent++;
        Assert.InRange(sent, 100, 1_000); // 10 MB here, and what the operating system keeps
        await LoggedAsync("it does not read what it is sent: more than 10,000,000 bytes");
        await UntilAsync(() => router.PeerCount == 0);
    }

    [Fact]
    public async Task Send_OneMessageBeyondTheLimit_IsSent()
    {
        await using var router = new RouterSocket(Options(new ZmtpLimits { MaxQueuedBytes = 1_000 }));
        using var peer = await RawPeer.ConnectAsync(router.Port, "DEALER", "me");
        await UntilAsync(() => router.PeerCount == 1);
        router.Send(new PeerIdentity("me"u8), [new byte[2_000_000]]);
        Assert.Equal(2_000_000, (await peer.ReadMessageAsync())[0].Length);
    }

    [Fact]
    public async Task Send_FromManyThreads_KeepsMessagesWholeAndEachThreadsOrder()
    {
        const int Threads = 8, Count = 2_000;
        await using var router = new RouterSocket(Options());
        using var peer = await RawPeer.ConnectAsync(router.Port, "DEALER", "me");
        var sending = Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            var random = new Random(thread);
            for (var i = 0; i < Count; i++)
            {
                var text = $"{thread} {i} ".PadRight(random.Next(20, i % 100 == 0 ? 20_000 : 300), (char)('a' + thread));
                router.Send(new PeerIdentity("me"u8), [Bytes($"{thread}"), Bytes($"{i}"), Bytes(text)]);
            }
        })).ToArray();

        var next = new int[Threads];
        for (var n = 0; n < Threads * Count; n++)
        {
            var frames = await peer.ReadMessageAsync();
            var thread = int.Parse(frames[0]);
            Assert.Equal($"{next[thread]}", frames[1]);
            Assert.StartsWith($"{thread} {next[thread]} ", frames[2], StringComparison.Ordinal);
            next[thread]++;
        }

        await Task.WhenAll(sending);
    }

    [Fact]
    public async Task Dispose_SendsWhatIsQueuedAndEndsMessages()
    {
        var router = new RouterSocket(Options());
        using var peer = await RawPeer.ConnectAsync(router.Port, "DEALER", "me");
        using var silent = await RawPeer.ConnectAsync(router.Port, "DEALER", "silent");
        await peer.SendAsync(RawPeer.Short(0, 1));
        await NextAsync(router);
        router.Send(new PeerIdentity("me"u8), [new byte[5_000_000], Bytes("last")]);
        var reading = peer.ReadMessageAsync();
        await router.DisposeAsync();
        Assert.Equal("last", (await reading)[1]);
        Assert.Equal("", await peer.ReadToEndAsync());
        Assert.False(await router.Messages.WaitToReadAsync());
        Assert.False(router.Send(new PeerIdentity("me"u8), Frames("x")));
        await router.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => RawPeer.ConnectAsync(router.Port, "DEALER"));
        Assert.Empty(Log);
    }

    [Fact]
    public async Task Dispose_WithAFullInboxAndAPeerThatDoesNotRead_Ends()
    {
        var router = new RouterSocket(Options(new ZmtpLimits { MaxWaitingMessages = 1, Linger = TimeSpan.FromMilliseconds(200) }));
        using var peer = await RawPeer.ConnectAsync(router.Port, "DEALER", "me");
        await peer.SendAsync(RawPeer.Short(0, 1), RawPeer.Short(0, 2), RawPeer.Short(0, 3));
        await UntilAsync(() => router.Messages.Count == 1);
        router.Send(new PeerIdentity("me"u8), [new byte[50_000_000]]);
        await router.DisposeAsync().AsTask().WaitAsync(Patience);
        Assert.Equal([1], (await NextAsync(router)).Frames[0]);
    }
}
