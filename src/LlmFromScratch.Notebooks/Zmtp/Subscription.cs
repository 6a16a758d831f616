namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>Somebody wants the messages that begin with this prefix; an empty one wants all.</summary>
internal sealed record Subscription(PeerIdentity Peer, byte[] Prefix);
