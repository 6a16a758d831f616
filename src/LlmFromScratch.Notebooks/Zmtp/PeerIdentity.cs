using System.Buffers.Binary;

namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>What a ROUTER knows a peer by: 1 to 255 bytes that the peer chose, or 5 made up here, the first of which is zero.</summary>
internal readonly struct PeerIdentity : IEquatable<PeerIdentity>
{
    public const int MaxBytes = 255;

    private readonly byte[]? bytes;

    public PeerIdentity(ReadOnlySpan<byte> bytes) => this.bytes = bytes.ToArray();

    public ReadOnlySpan<byte> Bytes => bytes;

    public static bool operator ==(PeerIdentity left, PeerIdentity right) => left.Equals(right);

    public static bool operator !=(PeerIdentity left, PeerIdentity right) => !left.Equals(right);

    /// <summary>An identity for a peer that has none. No peer may choose one that begins with zero, so the two cannot meet.</summary>
    public static PeerIdentity MakeUp(int number)
    {
        Span<byte> bytes = stackalloc byte[5];
        BinaryPrimitives.WriteInt32BigEndian(bytes[1..], number);
        return new PeerIdentity(bytes);
    }

    public byte[] ToArray() => Bytes.ToArray();

    public bool Equals(PeerIdentity other) => Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => obj is PeerIdentity other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    public override string ToString() => Convert.ToHexStringLower(Bytes);
}
