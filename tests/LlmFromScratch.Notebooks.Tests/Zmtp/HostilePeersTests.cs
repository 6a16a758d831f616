using System.Collections.Concurrent;
using System.Net.Sockets;
using LlmFromScratch.Notebooks.Zmtp;

namespace LlmFromScratch.Notebooks.Tests.Zmtp;

/// <summary>Random and mutated bytes, half-open connections, a thousand connections: afterwards all is as it was.</summary>
[Trait("Category", "Long")]
[Collection("Zmtp, long")]
public class HostilePeersTests : ZmtpTest
{
    private const int Seed = 7;
    private const long Growth = 20_000_000; // bytes: what pools keep, and no more

    [Fact]
    public async Task AHundredThousandFrames_RandomAndMutated_ChangeNothing()
    {
        const int Conversations = 10_000, FramesEach = 20;
        await using var router = new RouterSocket(Options());
        await using var publisher = new PublisherSocket(Options());
        await using var reply = new ReplySocket(Options());
        using var stop = new CancellationTokenSource();
        var echoing = EchoAsync(router, stop.Token);
        await AskAsync("before anything");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var seeds = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Conversations), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var port = (i % 4) switch { 0 => publisher.Port, 1 => reply.Port, _ => router.Port };
            var peer = await RawPeer.ConnectAsync(port);
            seeds[peer.Place] = Seed + i;
            try
            {
                await peer.SendAsync(new HostileBytes(Seed + i).Conversation(FramesEach));
                if (i % 3 != 0)
                {
                    peer.FinishSending();
                    await peer.ReadToEndAsync();
                }
            }
            catch (Exception e) when (e is IOException or SocketException) // dropped already, as it deserves
            {
            }

            peer.Abort();
            if (i % 1_000 == 0)
                await AskAsync($"after the conversation of seed {Seed + i}");
        });

        await AskAsync("after everything");
        await UntilAsync(() => router.PeerCount + publisher.PeerCount <= 1);
        Assert.InRange(Log.Count, Conversations / 10, Conversations);

        // Whatever was refused was refused for a reason of the protocol, and not because something fell over.
        foreach (var line in Log.Where(line => line.Contains("Exception", StringComparison.Ordinal)))
            Assert.Fail($"Seed {seeds.FirstOrDefault(pair => line.Contains(pair.Key + " ", StringComparison.Ordinal)).Value}: {line}");
        Log.Clear();
        seeds.Clear();
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(growth < Growth, $"Seeds {Seed} to {Seed + Conversations - 1}: {growth:N0} bytes more than before.");
        await stop.CancelAsync();
        await echoing;

        async Task AskAsync(string when)
        {
            try
            {
                using var peer = await RawPeer.ConnectAsync(router.Port, "DEALER");
                await peer.SendAsync(RawPeer.Short(1, 1), RawPeer.Short(0, 2));
                Assert.Equal(["\u0001", "\u0002"], await peer.ReadMessageAsync());
                using var beat = await RawPeer.ConnectAsync(reply.Port, "REQ");
                await beat.SendAsync(RawPeer.Short(1), RawPeer.Short(0, 2));
                Assert.Equal(["", "\u0002"], await beat.ReadMessageAsync());
                using var listener = await RawPeer.ConnectAsync(publisher.Port, "SUB");
                await listener.SendAsync(RawPeer.Command("SUBSCRIBE"), RawPeer.Command("PING", 0, 0));
                await listener.ReadFrameAsync();
                publisher.Send(Frames("topic", "news"));
                Assert.Equal(["topic", "news"], await listener.ReadMessageAsync());
            }
            catch (Exception e)
            {
                Assert.Fail($"No answer to a good request {when} (seeds from {Seed} on): {e}");
            }
        }
    }

    [Fact]
    public async Task AThousandConnections_AtOnce_AreServedAndForgotten()
    {
        const int Count = 1_000;
        await using var router = new RouterSocket(Options(new ZmtpLimits { MaxPeers = Count }));
        using var stop = new CancellationTokenSource();
        var echoing = EchoAsync(router, stop.Token);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var round = 0; round < 2; round++)
        {
            var peers = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => RawPeer.ConnectAsync(router.Port, i % 2 == 0 ? "DEALER" : "REQ", i % 3 == 0 ? $"{i}" : "")));
            Assert.Equal(Count, router.PeerCount);
            using (var oneMore = await RawPeer.ConnectAsync(router.Port))
                Assert.Equal("", await oneMore.ReadToEndAsync());
            await Task.WhenAll(peers.Select(async (peer, i) =>
            {
                await peer.SendAsync(RawPeer.Long(0, 5_000, [.. BitConverter.GetBytes(i), .. new byte[4_996]]));
                Assert.Equal(i, BitConverter.ToInt32((await peer.ReadFrameAsync()).Body));
            }));
            foreach (var peer in peers)
                peer.Abort();
            await UntilAsync(() => router.PeerCount == 0);
        }

        using (var good = await RawPeer.ConnectAsync(router.Port, "DEALER"))
        {
            await good.SendAsync(RawPeer.Short(0, 1));
            await good.ReadMessageAsync();
        }

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(growth < Growth, $"{growth:N0} bytes more than before.");
        await stop.CancelAsync();
        await echoing;
    }

    [Fact]
    public async Task HalfOpenConnections_Many_AreDroppedAndOthersServedMeanwhile()
    {
        const int Count = 500;
        await using var router = new RouterSocket(Options(new ZmtpLimits { MaxPeers = Count, Handshake = TimeSpan.FromSeconds(3) }));
        byte[] whole = [.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER")];
        var random = new Random(Seed);
        List<RawPeer> halfOpen = [];
        for (var i = 0; i < Count - 1; i++)
        {
            halfOpen.Add(await RawPeer.ConnectAsync(router.Port));
            await halfOpen[i].SendAsync(whole[..random.Next(whole.Length)]);
        }

        using var good = await RawPeer.ConnectAsync(router.Port, "DEALER");
        await good.SendAsync(RawPeer.Short(0, 1));
        await NextAsync(router);
        foreach (var peer in halfOpen)
        {
            await peer.ReadToEndAsync();
            peer.Dispose();
        }

        await UntilAsync(() => Log.Count(line => line.EndsWith("its handshake took more than 3 s", StringComparison.Ordinal)) == Count - 1);
        using var another = await RawPeer.ConnectAsync(router.Port, "DEALER");
        await another.SendAsync(RawPeer.Short(0, 2));
        Assert.Equal([2], (await NextAsync(router)).Frames[0]);
    }
}
