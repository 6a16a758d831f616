using System.Collections.Concurrent;

namespace LlmFromScratch.Kernels;

/// <summary>
/// Cosines and sines of the angles by which <see cref="Rotary"/> turns: number i of d/2 at a position turns by position · base^(-2i/d),
/// computed in float64 and rounded. Made once for a head size and base, and longer when a later position comes.
/// </summary>
internal sealed class RotaryTable
{
    /// <summary>The first position that is too large: a table for more would be larger than any context.</summary>
    public const int MostPositions = 1 << 20;

    private const int FewestPositions = 256;
    private const int MostTables = 16; // of head sizes and bases; beyond that one starts anew

    private static readonly ConcurrentDictionary<(int HeadSize, double Base), RotaryTable> s_tables = new();

    private readonly float[] _numbers; // [positions, d]: the d/2 cosines of a position, then its d/2 sines

    private RotaryTable(int headSize, double @base, int positions)
    {
        int half = headSize / 2;
        _numbers = new float[positions * headSize];
        for (int i = 0; i < half; i++)
        {
            double frequency = Elementary.Power(@base, -2.0 * i / headSize);
            for (int position = 0; position < positions; position++)
            {
                _numbers[position * headSize + i] = (float)Elementary.Cos(position * frequency);
                _numbers[position * headSize + half + i] = (float)Elementary.Sin(position * frequency);
            }
        }
    }

    /// <summary><c>[positions, d]</c>: the d/2 cosines of a position, then its d/2 sines.</summary>
    public ReadOnlySpan<float> Numbers => _numbers;

    /// <summary>A table that has a position.</summary>
    /// <param name="headSize">d, even.</param>
    /// <param name="base">Above 1.</param>
    /// <param name="position">From 0 to <see cref="MostPositions"/> - 1.</param>
    /// <exception cref="ArgumentException">The table would be longer than an array can be.</exception>
    public static RotaryTable For(int headSize, double @base, int position)
    {
        if (s_tables.TryGetValue((headSize, @base), out RotaryTable? table) && table._numbers.Length > (long)position * headSize)
            return table;
        if (s_tables.Count >= MostTables)
            s_tables.Clear();
        int positions = FewestPositions;
        while (positions <= position)
            positions *= 2;
        if ((long)positions * headSize > Array.MaxLength)
            throw new ArgumentException($"expected a smaller head or an earlier position: a table of {positions} positions for heads of {headSize} numbers is longer than an array can be", nameof(position));
        return s_tables[(headSize, @base)] = new RotaryTable(headSize, @base, positions);
    }
}
