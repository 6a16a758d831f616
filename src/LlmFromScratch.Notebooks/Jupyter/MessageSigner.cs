using System.Security.Cryptography;
using System.Text;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>Signs messages and checks signatures: the HMAC of the four JSON parts one after another, written in small hexadecimal digits.
/// With an empty key messages carry no signature.</summary>
/// <remarks>Source: "The Wire Protocol" in https://jupyter-client.readthedocs.io/en/latest/messaging.html. HMAC is RFC 2104. May be
/// used from several threads.</remarks>
internal sealed class MessageSigner : IDisposable
{
    private readonly Lock gate = new();
    private readonly IncrementalHash? hash;

    /// <param name="scheme">One that <see cref="Knows"/> knows.</param>
    /// <param name="key">Empty: messages are not signed.</param>
    /// <exception cref="ArgumentException">The scheme is not known.</exception>
    public MessageSigner(string scheme, ReadOnlySpan<byte> key)
    {
        var algorithm = Algorithm(scheme) ?? throw new ArgumentException($"Expected hmac-sha256, hmac-sha384 or hmac-sha512, got \"{scheme}\".", nameof(scheme));
        hash = key.IsEmpty ? null : IncrementalHash.CreateHMAC(algorithm, key);
    }

    /// <summary>Whether messages are signed.</summary>
    public bool IsOn => hash is not null;

    /// <summary>Whether a connection file may name this scheme.</summary>
    public static bool Knows(string scheme) => Algorithm(scheme) is not null;

    /// <summary>The signature of these parts, as it stands in a message.</summary>
    public byte[] Sign(params ReadOnlySpan<byte[]> parts)
    {
        if (hash is null)
            return [];
        byte[] code;
        lock (gate)
        {
            foreach (var part in parts)
                hash.AppendData(part);
            code = hash.GetHashAndReset();
        }

        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(code));
    }

    /// <summary>Whether this is the signature of these parts. Takes as long for a wrong one, wherever it is wrong.</summary>
    public bool IsRight(ReadOnlySpan<byte> signature, params ReadOnlySpan<byte[]> parts) =>
        hash is null || CryptographicOperations.FixedTimeEquals(Sign(parts), signature);

    public void Dispose() => hash?.Dispose();

    private static HashAlgorithmName? Algorithm(string scheme) => scheme switch
    {
        "hmac-sha256" => HashAlgorithmName.SHA256,
        "hmac-sha384" => HashAlgorithmName.SHA384,
        "hmac-sha512" => HashAlgorithmName.SHA512,
        _ => null,
    };
}
