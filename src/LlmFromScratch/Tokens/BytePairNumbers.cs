using System.Runtime.CompilerServices;

namespace LlmFromScratch.Tokens;

/// <summary>Gives a number to each pair of tokens, in order of first sight: a hash table with the pairs and their numbers in two rows.</summary>
/// <remarks>
/// A pair whose slot is taken goes into the next free one. At most half of the slots are taken, so a search soon ends. .NET's dictionary would do,
/// but its hash of a long number is weak: for pairs of small ids it has only few values.
/// </remarks>
internal sealed class BytePairNumbers
{
    /// <summary>Stands for the number of a pair that is not here; larger than every other.</summary>
    public const int None = int.MaxValue;

    private ulong[] _pairs;
    private int[] _numbers;
    private int _shift;

    /// <param name="expected">How many pairs there will be; more may come.</param>
    public BytePairNumbers(int expected)
    {
        int bits = 4;
        while (1L << bits < 2L * expected)
            bits++;
        (_pairs, _numbers, _shift) = (new ulong[1 << bits], new int[1 << bits], 64 - bits);
        Array.Fill(_numbers, None);
    }

    /// <summary>How many pairs are here.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a pair, or <see cref="None"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NumberOf(int left, int right) => _numbers[SlotOf(Key(left, right))];

    /// <summary>The number of a pair: its own, or the next one if it is new.</summary>
    public int Add(int left, int right)
    {
        ulong pair = Key(left, right);
        int slot = SlotOf(pair);
        if (_numbers[slot] != None)
            return _numbers[slot];
        if (2 * Count >= _numbers.Length)
        {
            Grow();
            slot = SlotOf(pair);
        }
        _pairs[slot] = pair;
        return _numbers[slot] = Count++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ulong pair)
    {
        ulong[] pairs = _pairs;
        int[] numbers = _numbers;
        // The golden ratio times 2^64 spreads neighbouring keys over the upper bits (Knuth, The Art of Computer Programming 3, 6.4).
        int slot = (int)(pair * 0x9E3779B97F4A7C15UL >> _shift);
        while (numbers[slot] != None && pairs[slot] != pair)
            slot = (slot + 1) & (numbers.Length - 1);
        return slot;
    }

    private void Grow()
    {
        (ulong[] pairs, int[] numbers) = (_pairs, _numbers);
        (_pairs, _numbers, _shift) = (new ulong[2 * pairs.Length], new int[2 * pairs.Length], _shift - 1);
        Array.Fill(_numbers, None);
        for (int old = 0; old < numbers.Length; old++)
            if (numbers[old] != None)
            {
                int slot = SlotOf(pairs[old]);
                (_pairs[slot], _numbers[slot]) = (pairs[old], numbers[old]);
            }
    }

    private static ulong Key(int left, int right) => (ulong)(uint)left << 32 | (uint)right;
}
