using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LlmFromScratch.Notebooks.Tests.Zmtp;

/// <summary>A client of bytes written by hand, from RFC 23 and not from the code that is tested.</summary>
internal sealed class RawPeer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient client = new();
    private NetworkStream stream = null!;

    private RawPeer()
    {
    }

    public static byte[] Greeting(byte major = 3, byte minor = 0, string mechanism = "NULL") =>
        [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, major, minor, .. Encoding.ASCII.GetBytes(mechanism.PadRight(20, '\0')), .. new byte[32]];

    public static byte[] Short(byte flags, params byte[] body) => [flags, (byte)body.Length, .. body];

    public static byte[] Long(byte flags, ulong length, params byte[] body)
    {
        var bytes = new byte[9 + body.Length];
        bytes[0] = (byte)(flags | 2);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1), length);
        body.CopyTo(bytes, 9);
        return bytes;
    }

    public static byte[] Command(string name, params byte[] data) => Short(4, [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. data]);

    public static byte[] Property(string name, byte[] value) => [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), 0, 0, 0, (byte)value.Length, .. value];

    public static byte[] Ready(string socketType, string identity = "") =>
        Command("READY", [.. Property("Socket-Type", Encoding.ASCII.GetBytes(socketType)), .. Property("Identity", Encoding.ASCII.GetBytes(identity))]);

    public static async Task<RawPeer> ConnectAsync(int port)
    {
        var peer = new RawPeer();
        await peer.client.ConnectAsync(IPAddress.Loopback, port).WaitAsync(Patience);
        peer.client.NoDelay = true;
        peer.stream = peer.client.GetStream();
        return peer;
    }

    /// <summary>Connects and shakes hands.</summary>
    public static async Task<RawPeer> ConnectAsync(int port, string socketType, string identity = "")
    {
        var peer = await ConnectAsync(port);
        await peer.SendAsync(Greeting(), Ready(socketType, identity));
        await peer.ReadAsync(64);
        await peer.ReadFrameAsync();
        return peer;
    }

    public async Task SendAsync(params byte[][] parts) => await stream.WriteAsync(parts.SelectMany(part => part).ToArray()).AsTask().WaitAsync(Patience);

    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(Patience);
        return bytes;
    }

    /// <summary>The next frame: its flags without the one for a long length, and its body.</summary>
    public async Task<(int Flags, byte[] Body)> ReadFrameAsync()
    {
        var flags = (await ReadAsync(1))[0];
        var length = (flags & 2) == 0 ? (await ReadAsync(1))[0] : checked((int)BinaryPrimitives.ReadUInt64BigEndian(await ReadAsync(8)));
        return (flags & ~2, await ReadAsync(length));
    }

    /// <summary>The next message, each frame as text.</summary>
    public async Task<string[]> ReadMessageAsync()
    {
        List<string> frames = [];
        while (true)
        {
            var (flags, body) = await ReadFrameAsync();
            frames.Add(Encoding.Latin1.GetString(body));
            if (flags == 0)
                return [.. frames];
            Assert.Equal(1, flags);
        }
    }

    /// <summary>Whatever still comes, up to the end of the connection, which must come.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer).AsTask().WaitAsync(Patience)) > 0)
                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        catch (IOException) // cut off
        {
        }

        return text.ToString();
    }

    /// <summary>Our end, as the server's log names it.</summary>
    public string Place => client.Client.LocalEndPoint!.ToString()!;

    /// <summary>Leaves without a goodbye, so that no port stays behind for a minute.</summary>
    public void Abort() => client.Client.Close(0);

    public void FinishSending() => client.Client.Shutdown(SocketShutdown.Send);

    public void Dispose() => client.Dispose();
}
