using System.Globalization;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>Remembers the signatures of the last messages, so that nobody who overheard one can send it again.</summary>
/// <remarks>As many as Jupyter's own session remembers. Of each only 16 bytes are kept: 4 MB when it is full. May be used from several
/// threads.</remarks>
internal sealed class ReplayGuard(int capacity = ReplayGuard.DefaultCapacity)
{
    public const int DefaultCapacity = 65_536;

    private const int HexDigits = 32;

    private readonly Lock gate = new();
    private readonly HashSet<UInt128> seen = [];
    private readonly Queue<UInt128> order = [];

    /// <summary>Takes note of a signature that is right, so it is at least 64 hexadecimal digits.</summary>
    /// <returns>False if it has been seen before.</returns>
    public bool IsNew(ReadOnlySpan<byte> signature)
    {
        var print = UInt128.Parse(signature[..HexDigits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        lock (gate)
        {
            if (!seen.Add(print))
                return false;
            order.Enqueue(print);
            if (order.Count > capacity)
                seen.Remove(order.Dequeue());
            return true;
        }
    }
}
