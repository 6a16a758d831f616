using System.Net;

namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>Where a socket listens and what it allows.</summary>
internal sealed record ZmtpOptions
{
    /// <summary>The address to listen on. The protocol's NULL mechanism protects nothing: other than loopback only where that is meant.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>What peers may ask for.</summary>
    public ZmtpLimits Limits { get; init; } = new();

    /// <summary>Told, in one line, why a peer was refused or dropped. Called from any thread; must not throw.</summary>
    public Action<string>? Log { get; init; }
}
