using System.Buffers.Binary;
using System.Text;

namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>The body of a command frame: the length of the name in one byte, the name, what belongs to it (RFC 23, "Commands").</summary>
internal readonly record struct Command(string Name, ReadOnlyMemory<byte> Data)
{
    public const string Ready = "READY";
    public const string Error = "ERROR";

    // Of ZMTP 3.1 (RFC 37).
    public const string Subscribe = "SUBSCRIBE";
    public const string Cancel = "CANCEL";
    public const string Ping = "PING";
    public const string Pong = "PONG";

    /// <exception cref="ZmtpException">It is no command.</exception>
    public static Command Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Length == 0 || body.Span[0] == 0 || body.Span[0] >= body.Length)
            throw new ZmtpException("expected a command's name and its length, got a command frame that has none");
        var end = 1 + body.Span[0];
        return new Command(Encoding.ASCII.GetString(body.Span[1..end]), body[end..]);
    }

    public byte[] ToBody() => [(byte)Name.Length, .. Encoding.ASCII.GetBytes(Name), .. Data.Span];

    /// <summary>Says who we are: <c>READY</c> with the property Socket-Type.</summary>
    public static Command SayReady(string socketType)
    {
        var property = "Socket-Type"u8;
        var value = Encoding.ASCII.GetBytes(socketType);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        return new Command(Ready, (byte[])[(byte)property.Length, .. property, .. length, .. value]);
    }

    /// <summary>Says why not: <c>ERROR</c> with a reason of at most 255 bytes.</summary>
    public static Command SayError(string reason)
    {
        var text = Encoding.ASCII.GetBytes(reason.Length <= 255 ? reason : reason[..255]);
        return new Command(Error, (byte[])[(byte)text.Length, .. text]);
    }

    /// <summary>Reads the properties of a READY: each the length of its name in 1 byte, the name, the length of its value in 4, the value.</summary>
    /// <returns>The values by name; upper and lower case are the same.</returns>
    /// <exception cref="ZmtpException">The properties are malformed.</exception>
    public Dictionary<string, byte[]> ReadProperties()
    {
        var properties = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        var rest = Data.Span;
        while (!rest.IsEmpty)
        {
            var nameLength = rest[0];
            if (nameLength == 0 || rest.Length < 1 + nameLength + 4)
                throw Malformed();
            var name = Encoding.ASCII.GetString(rest.Slice(1, nameLength));
            rest = rest[(1 + nameLength)..];
            var valueLength = BinaryPrimitives.ReadUInt32BigEndian(rest);
            rest = rest[4..];
            if (valueLength > (uint)rest.Length)
                throw Malformed();
            properties[name] = rest[..(int)valueLength].ToArray();
            rest = rest[(int)valueLength..];
        }

        return properties;

        static ZmtpException Malformed() => new("expected names and values in READY, got a property that goes beyond its end");
    }
}
