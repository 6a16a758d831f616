namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>A peer did what the protocol does not allow, or asked for more than the limits give. It costs that peer its connection.</summary>
internal sealed class ZmtpException(string message) : Exception(message)
{
    /// <summary>Whether trying again cannot help: the peer is told so by an ERROR command, upon which libzmq stops reconnecting.
    /// Where it may help (too many peers, an identity that is still taken), the connection is only closed.</summary>
    public bool IsFinal { get; init; }
}
