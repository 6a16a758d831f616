using System.Buffers.Binary;

namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>A frame: one byte of flags, the length of the body in 1 or 8 bytes, the body (RFC 23, "Framing").</summary>
internal readonly record struct Frame(byte Flags, byte[] Body)
{
    public const byte More = 1;
    public const byte Long = 2;
    public const byte Command = 4;

    /// <summary>The longest header: flags and a length of 8 bytes.</summary>
    public const int MaxHeader = 9;

    public bool IsCommand => (Flags & Command) != 0;

    public bool HasMore => (Flags & More) != 0;

    /// <summary>Writes a header: a length of one byte where it is enough.</summary>
    /// <returns>The bytes written, 2 or 9.</returns>
    public static int WriteHeader(Span<byte> target, byte flags, int length)
    {
        if (length <= byte.MaxValue)
        {
            target[0] = flags;
            target[1] = (byte)length;
            return 2;
        }

        target[0] = (byte)(flags | Long);
        BinaryPrimitives.WriteInt64BigEndian(target[1..], length);
        return MaxHeader;
    }
}
