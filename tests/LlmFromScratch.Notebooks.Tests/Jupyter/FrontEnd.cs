using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Jupyter;
using LlmFromScratch.Notebooks.Tests.Zmtp;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

/// <summary>A small front end: sends requests, hears answers and what is published. Jupyter's own client has a test of its own.</summary>
internal sealed class FrontEnd : IDisposable
{
    private readonly MessageSigner signer;
    private readonly MessageWriter writer;
    private readonly MessageReader reader;

    private FrontEnd(ConnectionFile connection)
    {
        signer = new MessageSigner(connection.SignatureScheme, connection.Key);
        writer = new MessageWriter(signer);
        reader = new MessageReader(signer, new ReplayGuard());
    }

    public RawPeer Shell { get; private set; } = null!;

    public RawPeer Control { get; private set; } = null!;

    public RawPeer Stdin { get; private set; } = null!;

    public RawPeer Iopub { get; private set; } = null!;

    /// <summary>Connects to all sockets; returns when what is published arrives.</summary>
    public static async Task<FrontEnd> ConnectAsync(ConnectionFile connection)
    {
        var identity = Guid.NewGuid().ToString("N");
        var end = new FrontEnd(connection)
        {
            Iopub = await ConnectAsync(connection.IopubPort, "SUB"),
            Shell = await ConnectAsync(connection.ShellPort, "DEALER", identity),
            Control = await ConnectAsync(connection.ControlPort, "DEALER", identity),
            Stdin = await ConnectAsync(connection.StdinPort, "DEALER", identity),
        };
        await end.Iopub.SendAsync(RawPeer.Short(0, 1));

        // A subscription takes effect at some time after it is sent: ask until something is heard.
        var heard = end.ReceiveAsync(end.Iopub);
        string id;
        do
        {
            id = await end.SendAsync(end.Shell, "kernel_info_request", []);
            await end.ReceiveAsync(end.Shell);
        }
        while (await Task.WhenAny(heard, Task.Delay(200)) != heard);
        while (await heard is var message && !(IsIdle(message) && JsonFields.Text(message.ParentHeader, "msg_id") == id))
            heard = end.ReceiveAsync(end.Iopub);
        return end;
    }

    /// <summary>Sends a message.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> SendAsync(RawPeer socket, string type, JsonObject content)
    {
        var frames = Write(type, content);
        await SendAsync(socket, frames);
        return JsonDocument.Parse(frames[2]).RootElement.GetProperty("msg_id").GetString()!;
    }

    /// <summary>The frames of a message, from the delimiter on.</summary>
    public List<byte[]> Write(string type, JsonObject content) => writer.Write(type, content);

    /// <summary>Signs the last four frames as they are.</summary>
    public List<byte[]> Sign(byte[] header, byte[] parent, byte[] metadata, byte[] content) =>
        [MessageReader.Delimiter.ToArray(), signer.Sign(header, parent, metadata, content), header, parent, metadata, content];

    public static Task SendAsync(RawPeer socket, IReadOnlyList<byte[]> frames) => socket.SendAsync(ToBytes(frames));

    /// <summary>Frames as they go over the wire.</summary>
    public static byte[] ToBytes(IReadOnlyList<byte[]> frames) =>
        [.. frames.SelectMany((frame, i) => RawPeer.Long((byte)(i < frames.Count - 1 ? 1 : 0), (ulong)frame.Length, frame))];

    /// <summary>The next message of a socket.</summary>
    public async Task<JupyterMessage> ReceiveAsync(RawPeer socket)
    {
        var frames = (await socket.ReadMessageAsync()).Select(Encoding.Latin1.GetBytes).ToList();
        return reader.Read(frames, out var problem) ?? throw new InvalidOperationException($"The kernel sent a bad message: {problem}");
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    public async Task<JsonElement> AskAsync(RawPeer socket, string type, JsonObject content)
    {
        var id = await SendAsync(socket, type, content);
        var reply = await ReceiveAsync(socket);
        Assert.Equal(id, JsonFields.Text(reply.ParentHeader, "msg_id"));
        Assert.Equal(type.Replace("_request", "_reply", StringComparison.Ordinal), reply.Type);
        return reply.Content;
    }

    /// <summary>Runs a cell.</summary>
    /// <returns>The reply, and what was published for it between busy and idle.</returns>
    public async Task<(JsonElement Reply, IReadOnlyList<JupyterMessage> Published)> RunAsync(string code, JsonObject? more = null)
    {
        var content = more ?? [];
        content["code"] = code;
        var id = await SendAsync(Shell, "execute_request", content);
        var reply = await ReceiveAsync(Shell);
        Assert.Equal(id, JsonFields.Text(reply.ParentHeader, "msg_id"));
        return (reply.Content, await PublishedAsync(id));
    }

    /// <summary>What is published for a request, between busy and idle.</summary>
    public async Task<IReadOnlyList<JupyterMessage>> PublishedAsync(string id)
    {
        var published = new List<JupyterMessage>();
        while (true)
        {
            var message = await ReceiveAsync(Iopub);
            if (JsonFields.Text(message.ParentHeader, "msg_id") != id)
                continue;
            if (IsIdle(message))
                break;
            published.Add(message);
        }

        Assert.Equal("busy", JsonFields.Text(published[0].Content, "execution_state"));
        return published[1..];
    }

    public void Dispose()
    {
        foreach (var peer in new[] { Shell, Control, Stdin, Iopub })
            peer.Dispose();
        signer.Dispose();
    }

    private static bool IsIdle(JupyterMessage message) => message.Type == "status" && JsonFields.Text(message.Content, "execution_state") == "idle";

    // The kernel may not listen yet.
    private static async Task<RawPeer> ConnectAsync(int port, string type, string identity = "")
    {
        for (var end = DateTime.UtcNow + KernelProcess.Patience; ;)
        {
            try
            {
                return await RawPeer.ConnectAsync(port, type, identity);
            }
            catch (SocketException) when (DateTime.UtcNow < end)
            {
                await Task.Delay(50);
            }
        }
    }
}
