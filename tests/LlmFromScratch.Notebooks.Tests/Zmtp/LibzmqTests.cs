using System.Diagnostics;
using System.Globalization;
using LlmFromScratch.Notebooks.Tests.Support;
using LlmFromScratch.Notebooks.Zmtp;

namespace LlmFromScratch.Notebooks.Tests.Zmtp;

/// <summary>The sockets against libzmq itself, driven by tests/Python/zmq_client.py, where the scenarios are described.</summary>
[Trait("Category", "Long")]
[Collection("Zmtp, long")]
public class LibzmqTests : ZmtpTest
{
    [ZmqTheory]
    [InlineData("dealers")]
    [InlineData("flood")]
    [InlineData("routers")]
    [InlineData("pings")]
    public async Task Router_EchoesWhatLibzmqSends(string scenario)
    {
        await using var router = new RouterSocket(Options());
        using var stop = new CancellationTokenSource();
        var echoing = EchoAsync(router, stop.Token);
        await RunAsync(scenario, router.Port);
        await stop.CancelAsync();
        await echoing;
        Assert.Empty(Log);
    }

    [ZmqTheory]
    [InlineData("same_identity", "is taken")]
    [InlineData("wrong_type", "expected a socket of type DEALER or REQ or ROUTER at this ROUTER, got \"SUB\"")]
    public async Task Router_RefusesLibzmqInAWayThatItUnderstands(string scenario, string why)
    {
        await using var router = new RouterSocket(Options());
        using var stop = new CancellationTokenSource();
        var echoing = EchoAsync(router, stop.Token);
        await RunAsync(scenario, router.Port);
        await stop.CancelAsync();
        await echoing;
        await LoggedAsync(why);
    }

    [ZmqTheory]
    [InlineData("reconnect")]
    public async Task Router_ComesBackOnItsPort_AndLibzmqReconnects(string scenario)
    {
        var port = 0;
        Task? client = null;
        do
        {
            await using var router = new RouterSocket(Options() with { Port = port });
            port = router.Port;
            client ??= RunAsync(scenario, port);
            for (var i = 0; i < 10 && !client.IsCompleted; i++)
            {
                await Task.WhenAny(client, router.Messages.WaitToReadAsync().AsTask());
                if (router.Messages.TryRead(out var message))
                    router.Send(message.Identity, message.Frames);
            }
        }
        while (!client.IsCompleted);
        await client;
    }

    [ZmqTheory]
    [InlineData("subscribers")]
    public async Task Publisher_SendsLibzmqWhatItSubscribedTo(string scenario)
    {
        var subscriptions = 0;
        var all = new TaskCompletionSource();
        await using var publisher = new PublisherSocket(Options(), (_, _) =>
        {
            if (Interlocked.Increment(ref subscriptions) == 6)
                all.SetResult();
        });
        var client = RunAsync(scenario, publisher.Port);
        await Task.WhenAny(client, all.Task);
        for (var i = 0; i < 10_000; i++)
            publisher.Send([Bytes($"{(char)('a' + (i % 10))}{i % 10}"), Bytes($"{i}"), new byte[i]]);
        publisher.Send(Frames("end"));
        await client;
        Assert.Empty(Log);
    }

    [ZmqTheory]
    [InlineData("heartbeat")]
    public async Task Reply_EchoesWhatLibzmqSends(string scenario)
    {
        await using var reply = new ReplySocket(Options());
        await RunAsync(scenario, reply.Port);
        Assert.Empty(Log);
    }

    private static async Task RunAsync(string scenario, int port)
    {
        var start = new ProcessStartInfo(ZmqTheoryAttribute.Python!, [PythonModule.Script("zmq_client.py"), scenario, port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardError = true,
        };
        using var python = Process.Start(start)!;
        var errors = python.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, await errors);
    }
}
