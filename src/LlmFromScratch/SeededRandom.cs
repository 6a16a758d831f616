namespace LlmFromScratch;

/// <summary>
/// Random numbers that are the same on every machine: the n-th draw is a hash of (seed, purpose, n), so there is no hidden state.
/// </summary>
/// <remarks>
/// Two uses of one seed do not disturb each other as long as their purposes differ ("split", "sampling").
/// Source: the mixing function is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
/// Not for secrets.
/// </remarks>
public sealed class SeededRandom
{
    private const ulong Increment = 0x9E3779B97F4A7C15UL; // 2⁶⁴ divided by the golden ratio

    private readonly ulong _key;
    private ulong _draws;

    /// <summary>Starts the stream of numbers that belongs to a seed and a purpose.</summary>
    /// <param name="seed">Any number; the same one gives the same draws.</param>
    /// <param name="purpose">What the draws are for; another purpose gives independent draws.</param>
    public SeededRandom(long seed, string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        _key = Mix((ulong)seed + Increment);
        foreach (char c in purpose)
            _key = Mix(_key ^ c);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => At(_key, _draws++);

    /// <summary>A number in [0, 1), one of 2^53 equally likely ones.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The draw at a place of the stream, in [0, 1), wherever the stream itself is: for what must not depend on the draws before it.</summary>
    /// <param name="index">The place; 0 is what <see cref="NextDouble"/> gives first.</param>
    public double DoubleAt(ulong index) => (At(_key, index) >> 11) * (1.0 / (1UL << 53));

    /// <summary>For each place from <paramref name="first"/> on: is <see cref="DoubleAt"/> there below a probability? Then one number, otherwise another.</summary>
    internal void FillBelow(ulong first, double probability, Span<float> destination, float below, float otherwise)
    {
        // The draw is below p just if its 53 bits are below p · 2⁵³, rounded up: whole numbers, which are quicker to compare.
        ulong limit = (ulong)Math.Ceiling(probability * (1UL << 53)), key = _key + first * Increment;
        for (int i = 0; i < destination.Length; i++, key += Increment)
            destination[i] = Mix(key) >> 11 < limit ? below : otherwise;
    }

    /// <summary>A whole number in [0, <paramref name="exclusiveMaximum"/>), each equally likely.</summary>
    /// <param name="exclusiveMaximum">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is below 1.</exception>
    public int NextInt(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMaximum, 1);
        // The high half of bits × maximum is in range; the few values that would make some results more likely are drawn again.
        ulong range = (ulong)exclusiveMaximum;
        ulong unfairBelow = (0 - range) % range;
        while (true)
        {
            ulong high = Math.BigMul(NextBits(), range, out ulong low);
            if (low >= unfairBelow)
                return (int)high;
        }
    }

    /// <summary>Puts items into a random order, each order equally likely (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong At(ulong key, ulong index) => Mix(key + index * Increment);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
