using System.Buffers;
using System.Globalization;
using System.Text;

namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>The first 64 bytes of a connection, the same in both directions (RFC 23, "Version Negotiation"):
/// <c>FF 00 00 00 00 00 00 00 00 7F | 03 00 | "NULL" and 16 zeros | as-server 00 | 31 zeros</c>.</summary>
internal static class Greeting
{
    public const int Length = 64;

    private const int SignatureLength = 10;
    private const int VersionAt = 10;
    private const int MechanismAt = 12;
    private const int MechanismLength = 20;

    /// <summary>What we say: version 3.0, mechanism NULL.</summary>
    public static byte[] Ours()
    {
        var greeting = new byte[Length];
        greeting[0] = 0xFF;
        greeting[SignatureLength - 1] = 0x7F;
        greeting[VersionAt] = 3;
        "NULL"u8.CopyTo(greeting.AsSpan(MechanismAt));
        return greeting;
    }

    /// <summary>Looks at what a peer has sent so far. An older peer, or a program that speaks something else, is recognised by its first
    /// bytes: it might never send 64.</summary>
    /// <returns>Whether the greeting is there in full, and good.</returns>
    /// <exception cref="ZmtpException">It is not one that we can answer.</exception>
    public static bool IsWhole(ReadOnlySequence<byte> received)
    {
        Span<byte> bytes = stackalloc byte[(int)Math.Min(received.Length, Length)];
        received.Slice(0, bytes.Length).CopyTo(bytes);

        // The eight bytes between are padding; ZMTP 2.0 and 1.0 have a length there.
        if (bytes.Length >= 1 && bytes[0] != 0xFF)
            throw new ZmtpException($"expected the greeting of ZMTP 3 (FF …), got 0x{bytes[0]:X2}: this is no ZeroMQ client, or one of before 2012");
        if (bytes.Length >= SignatureLength && (bytes[SignatureLength - 1] & 1) == 0)
            throw new ZmtpException("expected ZMTP 3, got ZMTP 1.0: use a ZeroMQ library of version 4 or later");
        if (bytes.Length > VersionAt && bytes[VersionAt] < 3)
            throw new ZmtpException("expected ZMTP 3, got ZMTP 2.0 or older: use a ZeroMQ library of version 4 or later");
        if (bytes.Length < Length)
            return false;

        var mechanism = bytes.Slice(MechanismAt, MechanismLength);
        if (!mechanism.StartsWith("NULL"u8) || mechanism["NULL".Length..].ContainsAnyExcept((byte)0))
        {
            throw new ZmtpException(string.Create(
                CultureInfo.InvariantCulture,
                $"expected the security mechanism NULL, got {Printable(mechanism.TrimEnd((byte)0))}: switch PLAIN, CURVE or GSSAPI off on the client"));
        }

        return true;
    }

    /// <summary>Bytes of a peer's choosing, fit for a line of a log.</summary>
    public static string Printable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("\"");
        foreach (var b in bytes[..Math.Min(bytes.Length, 40)])
            text.Append(b is >= 0x20 and < 0x7F ? (char)b : '?');
        return text.Append('"').ToString();
    }
}
