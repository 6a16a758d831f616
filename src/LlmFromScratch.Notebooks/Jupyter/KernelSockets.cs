using System.Text;
using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Zmtp;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>The five sockets of a kernel, and how messages go out through them.</summary>
internal sealed class KernelSockets : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> open = [];
    private readonly MessageWriter writer;
    private readonly PublisherSocket iopub;

    /// <summary>Listens from now on.</summary>
    /// <exception cref="IOException">A port is taken, or may not be used.</exception>
    public KernelSockets(ConnectionFile connection, KernelLog log)
    {
        var signer = new MessageSigner(connection.SignatureScheme, connection.Key);
        writer = new MessageWriter(signer);
        Reader = new MessageReader(signer, new ReplayGuard());
        try
        {
            iopub = Open(new PublisherSocket(At(connection.IopubPort)));
            Stdin = Open(new RouterSocket(At(connection.StdinPort)));
            Control = Open(new RouterSocket(At(connection.ControlPort)));
            Shell = Open(new RouterSocket(At(connection.ShellPort)));
            Open(new ReplySocket(At(connection.HeartbeatPort)));
        }
        catch
        {
            foreach (var socket in open)
                _ = socket.DisposeAsync().AsTask(); // nobody is connected yet: nothing waits to be sent
            throw;
        }

        ZmtpOptions At(int port) => new() { Address = connection.Address, Port = port, Log = log.Write };
    }

    /// <summary>Where front ends ask for code to be run, and about code; one request after another.</summary>
    public RouterSocket Shell { get; }

    /// <summary>Where they ask for what cannot wait: to interrupt, to end.</summary>
    public RouterSocket Control { get; }

    /// <summary>Where the kernel asks and the front end answers.</summary>
    public RouterSocket Stdin { get; }

    /// <summary>Reads what comes through any of them: a message that came through one is not taken from another again.</summary>
    public MessageReader Reader { get; }

    /// <summary>One for each start of a kernel.</summary>
    public string Session => writer.Session;

    /// <summary>Answers a request, or asks whoever made it.</summary>
    /// <returns>False if that front end is not connected there.</returns>
    public bool Send(RouterSocket socket, KernelRequest request, string type, JsonObject content) =>
        socket.Send(request.Peer, writer.Write(type, content, request.Message.HeaderJson));

    /// <summary>Tells all front ends.</summary>
    /// <param name="type">What it is, such as <c>stream</c>.</param>
    /// <param name="content">What it says.</param>
    /// <param name="cause">The request because of which; null for what happens by itself.</param>
    public void Publish(string type, JsonObject content, KernelRequest? cause) =>
        iopub.Send([Encoding.ASCII.GetBytes(type), .. writer.Write(type, content, cause?.Message.HeaderJson)]);

    /// <summary>Tells all front ends what the kernel is doing: <c>starting</c>, <c>busy</c> or <c>idle</c>.</summary>
    public void PublishStatus(string state, KernelRequest? cause) => Publish("status", new JsonObject { ["execution_state"] = state }, cause);

    // The signer is left alone: what a cell shows in the last moment may still be signed, if for nobody.
    public ValueTask DisposeAsync() => new(Task.WhenAll(open.Select(socket => socket.DisposeAsync().AsTask())));

    private T Open<T>(T socket)
        where T : IAsyncDisposable
    {
        open.Add(socket);
        return socket;
    }
}
