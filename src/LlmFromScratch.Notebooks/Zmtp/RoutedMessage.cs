namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>A message and the peer it came from, to which an answer goes.</summary>
internal sealed record RoutedMessage(PeerIdentity Identity, IReadOnlyList<byte[]> Frames);
