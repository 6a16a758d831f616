using LlmFromScratch.Notebooks.Zmtp;

namespace LlmFromScratch.Notebooks.Tests.Zmtp;

/// <summary>The heartbeat.</summary>
public class ReplySocketTests : ZmtpTest
{
    [Fact]
    public async Task Messages_ComeBackAsTheyWere()
    {
        await using var reply = new ReplySocket(Options());
        using var request = await RawPeer.ConnectAsync(reply.Port, "REQ", "same");
        using var dealer = await RawPeer.ConnectAsync(reply.Port, "DEALER", "same"); // only a ROUTER minds
        for (var i = 0; i < 3; i++)
        {
            await request.SendAsync(RawPeer.Short(1), RawPeer.Short(0, [.. "ping"u8]));
            await dealer.SendAsync(RawPeer.Short(1, 7), RawPeer.Short(1), RawPeer.Short(0, [.. "other"u8]));
            Assert.Equal(["", "ping"], await request.ReadMessageAsync());
            Assert.Equal(["\u0007", "", "other"], await dealer.ReadMessageAsync());
        }
    }

    [Fact]
    public async Task Message_OfMoreThanAMebibyte_DropsThePeer()
    {
        await using var reply = new ReplySocket(Options());
        using var request = await RawPeer.ConnectAsync(reply.Port, "REQ");
        await request.SendAsync(RawPeer.Short(1), RawPeer.Long(0, (1 << 20) + 1));
        await request.ReadToEndAsync();
        await LoggedAsync("at most 1,048,576 bytes");
    }

    [Fact]
    public async Task OtherSockets_Stuck_DoNotStopIt()
    {
        await using var reply = new ReplySocket(Options());
        await using var router = new RouterSocket(Options(new ZmtpLimits { MaxWaitingMessages = 1 }));
        await using var publisher = new PublisherSocket(Options());
        using var stuck = await RawPeer.ConnectAsync(router.Port, "DEALER");
        using var deaf = await RawPeer.ConnectAsync(publisher.Port, "SUB");
        await deaf.SendAsync(RawPeer.Short(0, 1));
        await publisher.FirstSubscription.WaitAsync(Patience);
        publisher.Send([new byte[50_000_000]]);
        for (var i = 0; i < 100; i++)
            await stuck.SendAsync(RawPeer.Short(0, 1));
        await UntilAsync(() => router.Messages.Count == 1);

        using var request = await RawPeer.ConnectAsync(reply.Port, "REQ");
        for (var i = 0; i < 100; i++)
        {
            await request.SendAsync(RawPeer.Short(1), RawPeer.Short(0, 1));
            Assert.Equal(["", "\u0001"], await request.ReadMessageAsync());
        }
    }
}
