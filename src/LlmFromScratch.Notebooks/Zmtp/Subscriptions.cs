namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>The prefixes that a subscriber has asked for. One asked for twice must be cancelled twice, as in libzmq.</summary>
internal sealed class Subscriptions
{
    // Replaced, never changed: whoever sends reads it without a lock, while the peer's reader is the only one that writes.
    private volatile byte[][] prefixes = [];

    /// <exception cref="ZmtpException">There are too many.</exception>
    public void Add(byte[] prefix, int most)
    {
        if (prefixes.Length >= most)
            throw new ZmtpException($"expected at most {most} subscriptions, got more");
        prefixes = [.. prefixes, prefix];
    }

    public void Remove(ReadOnlySpan<byte> prefix)
    {
        for (var i = 0; i < prefixes.Length; i++)
        {
            if (prefix.SequenceEqual(prefixes[i]))
            {
                prefixes = [.. prefixes[..i], .. prefixes[(i + 1)..]];
                return;
            }
        }
    }

    /// <summary>Whether a message that begins with these bytes is wanted.</summary>
    public bool Match(ReadOnlySpan<byte> topic)
    {
        foreach (var prefix in prefixes)
        {
            if (topic.StartsWith(prefix))
                return true;
        }

        return false;
    }
}
