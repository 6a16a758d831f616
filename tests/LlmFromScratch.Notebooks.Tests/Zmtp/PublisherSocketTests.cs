using LlmFromScratch.Notebooks.Zmtp;

namespace LlmFromScratch.Notebooks.Tests.Zmtp;

/// <summary>Subscriptions, and what becomes of subscribers that do not read.</summary>
public class PublisherSocketTests : ZmtpTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_ReachesWhoSubscribedToAPrefix(bool byCommand)
    {
        List<Subscription> added = [];
        await using var publisher = new PublisherSocket(Options(), (_, subscription) => added.Add(subscription));
        Assert.False(publisher.FirstSubscription.IsCompleted);
        using var peer = await RawPeer.ConnectAsync(publisher.Port, byCommand ? "XSUB" : "SUB");
        await peer.SendAsync(Wants("ab"), Wants("x"), RawPeer.Command("PING", 0, 0));
        Assert.Equal(RawPeer.Command("PONG"), await peer.ReadAsync(7)); // so the subscriptions are in
        await publisher.FirstSubscription.WaitAsync(Patience);
        Assert.Equal(["ab", "x"], added.Select(subscription => System.Text.Encoding.Latin1.GetString(subscription.Prefix)));

        publisher.Send(Frames("abc", "1"));
        publisher.Send(Frames("a", "ab"));
        publisher.Send(Frames("ab"));
        publisher.Send(Frames("", "ab"));
        publisher.Send(Frames("x", "", "2"));
        Assert.Equal(["abc", "1"], await peer.ReadMessageAsync());
        Assert.Equal(["ab"], await peer.ReadMessageAsync());
        Assert.Equal(["x", "", "2"], await peer.ReadMessageAsync());

        await peer.SendAsync(WantsNoMore("ab"), WantsNoMore("never asked for"), RawPeer.Command("PING", 0, 0));
        await peer.ReadAsync(7);
        publisher.Send(Frames("abc"));
        publisher.Send(Frames("x"));
        Assert.Equal(["x"], await peer.ReadMessageAsync());

        byte[] Wants(string prefix) => byCommand ? RawPeer.Command("SUBSCRIBE", Bytes(prefix)) : RawPeer.Short(0, [1, .. Bytes(prefix)]);

        byte[] WantsNoMore(string prefix) => byCommand ? RawPeer.Command("CANCEL", Bytes(prefix)) : RawPeer.Short(0, [0, .. Bytes(prefix)]);
    }

    [Fact]
    public async Task Subscription_Empty_WantsEverything()
    {
        await using var publisher = new PublisherSocket(Options());
        using var peer = await SubscribeAsync(publisher);
        publisher.Send(Frames("", "a"));
        publisher.Send(Frames("b"));
        Assert.Equal(["", "a"], await peer.ReadMessageAsync());
        Assert.Equal(["b"], await peer.ReadMessageAsync());
    }

    [Fact]
    public async Task Subscription_AskedForThreeTimes_MustBeCancelledThreeTimes()
    {
        await using var publisher = new PublisherSocket(Options());
        using var peer = await SubscribeAsync(publisher);
        await peer.SendAsync(RawPeer.Short(0, 1), RawPeer.Short(0, 1), RawPeer.Short(0, 0), RawPeer.Short(0, 0), RawPeer.Command("PING", 0, 0));
        await peer.ReadAsync(7);
        publisher.Send(Frames("still"));
        Assert.Equal(["still"], await peer.ReadMessageAsync());
        await peer.SendAsync(RawPeer.Short(0, 0), RawPeer.Command("PING", 0, 0));
        await peer.ReadAsync(7);
        publisher.Send(Frames("no more"));
        await peer.SendAsync(RawPeer.Command("PING", 0, 0));
        Assert.Equal(RawPeer.Command("PONG"), await peer.ReadAsync(7));
    }

    [Fact]
    public async Task Send_BeforeAnySubscription_ReachesNobody()
    {
        await using var publisher = new PublisherSocket(Options());
        publisher.Send(Frames("nobody"));
        using var peer = await RawPeer.ConnectAsync(publisher.Port, "SUB");
        publisher.Send(Frames("not subscribed"));
        await peer.SendAsync(RawPeer.Short(0, 1));
        await publisher.FirstSubscription.WaitAsync(Patience);
        publisher.Send(Frames("yes"));
        Assert.Equal(["yes"], await peer.ReadMessageAsync());
    }

    [Fact]
    public async Task Peer_SendsOtherMessages_IsLeftAlone()
    {
        await using var publisher = new PublisherSocket(Options());
        using var peer = await SubscribeAsync(publisher);
        await peer.SendAsync(RawPeer.Short(0), RawPeer.Short(0, 2, 2), RawPeer.Short(1, 1), RawPeer.Short(0, 1), RawPeer.Command("PING", 0, 0));
        await peer.ReadAsync(7);
        Assert.Empty(Log);
    }

    [Fact]
    public async Task Peer_WithTooManySubscriptionsOrTooLongOnes_IsDropped()
    {
        await using var publisher = new PublisherSocket(Options(new ZmtpLimits { MaxSubscriptions = 3 }));
        using var many = await SubscribeAsync(publisher);
        await many.SendAsync(RawPeer.Short(0, 1, 1), RawPeer.Short(0, 1, 2), RawPeer.Short(0, 1, 3));
        await many.ReadToEndAsync();
        await LoggedAsync("at most 3 subscriptions");
        Log.Clear();
        using var large = await SubscribeAsync(publisher);
        await large.SendAsync(RawPeer.Long(0, 65_537));
        await large.ReadToEndAsync();
        await LoggedAsync("at most 65,536 bytes");
    }

    [Fact]
    public async Task Subscriber_ThatDoesNotRead_IsDroppedAndTheOthersGetEverything()
    {
        const int Count = 3_000;
        await using var publisher = new PublisherSocket(Options(new ZmtpLimits { MaxQueuedBytes = 5_000_000 }));
        using var slow = await SubscribeAsync(publisher);
        using var good = await SubscribeAsync(publisher);
        var reading = Task.Run(async () =>
        {
            for (var i = 0; i < Count; i++)
                Assert.Equal($"{i}", (await good.ReadMessageAsync())[0]);
        });
        for (var i = 0; i < Count; i++)
        {
            publisher.Send([Bytes($"{i}"), new byte[10_000]]);
            if (i % 100 == 0)
                await Task.Delay(5); // the good one is no faster than its test
        }

        await reading.WaitAsync(Patience);
        await LoggedAsync("it does not read what it is sent: more than 5,000,000 bytes");
        Assert.Single(Log);
        await UntilAsync(() => publisher.PeerCount == 1);
    }

    [Fact]
    public async Task Subscriber_ThatDoesNotRead_IsDroppedForTheNumberOfItsMessagesToo()
    {
        await using var publisher = new PublisherSocket(Options(new ZmtpLimits { MaxQueuedMessages = 1_000 }));
        using var slow = await SubscribeAsync(publisher);
        while (Log.IsEmpty)
        {
            for (var i = 0; i < 1_000; i++)
                publisher.Send(Frames("message"));
            await Task.Yield();
        }

        await LoggedAsync("1,000 messages wait for it");
    }

    [Fact]
    public async Task SubscriptionAdded_Throws_CostsThatPeerOnly()
    {
        var first = true;
        await using var publisher = new PublisherSocket(Options(), (_, _) =>
        {
            if (first)
            {
                first = false;
                throw new InvalidOperationException("a fault in the handler");
            }
        });
        using var unlucky = await RawPeer.ConnectAsync(publisher.Port, "SUB");
        await unlucky.SendAsync(RawPeer.Short(0, 1));
        await unlucky.ReadToEndAsync();
        await LoggedAsync("a fault in the handler");
        using var peer = await SubscribeAsync(publisher);
        publisher.Send(Frames("on"));
        Assert.Equal(["on"], await peer.ReadMessageAsync());
    }

    [Fact]
    public async Task Dispose_SendsWhatIsQueued()
    {
        var publisher = new PublisherSocket(Options());
        using var peer = await SubscribeAsync(publisher);
        for (var i = 0; i < 1_000; i++)
            publisher.Send([Bytes($"{i}"), new byte[1_000]]);
        var closing = publisher.DisposeAsync();
        for (var i = 0; i < 1_000; i++)
            Assert.Equal($"{i}", (await peer.ReadMessageAsync())[0]);
        Assert.Equal("", await peer.ReadToEndAsync());
        peer.Dispose();
        await closing;
    }

    private static async Task<RawPeer> SubscribeAsync(PublisherSocket publisher)
    {
        var peer = await RawPeer.ConnectAsync(publisher.Port, "SUB");
        await peer.SendAsync(RawPeer.Short(0, 1), RawPeer.Command("PING", 0, 0));
        Assert.Equal(RawPeer.Command("PONG"), await peer.ReadAsync(7));
        return peer;
    }
}
