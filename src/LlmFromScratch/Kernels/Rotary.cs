using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>
/// Rotary positions: number i of each head is turned with number i + d/2 by position · base^(-2i/d); <see cref="PlainRotary"/> has the formula.
/// This is the order of GPT-NeoX and of Llama in Hugging Face's files; the paper and llama2.c turn number 2i with 2i + 1.
/// J. Su and others, "RoFormer: Enhanced Transformer with Rotary Position Embedding" (2021).
/// </summary>
public static unsafe class Rotary
{
    /// <summary>y = x turned. x and y may be the same array.</summary>
    /// <param name="x"><c>[places, heads · d]</c>.</param>
    /// <param name="positions"><c>[places]</c>, from 0 to 2²⁰ - 1.</param>
    /// <param name="y"><c>[places, heads · d]</c>; overwritten.</param>
    /// <param name="headSize">d, even.</param>
    /// <param name="base">Above 1; 10,000 in the paper.</param>
    /// <exception cref="ArgumentException">A length does not fit, d is odd, or a position or the base is out of its range.</exception>
    public static void Apply(ReadOnlySpan<float> x, ReadOnlySpan<int> positions, Span<float> y, int headSize, double @base) =>
        Run(x, positions, y, headSize, @base, isBackward: false);

    /// <summary>dx += dy turned back.</summary>
    /// <param name="dy">The gradient of y, <c>[places, heads · d]</c>.</param>
    /// <param name="positions"><c>[places]</c>, from 0 to 2²⁰ - 1.</param>
    /// <param name="dx">That of x, <c>[places, heads · d]</c>; added to.</param>
    /// <param name="headSize">d, even.</param>
    /// <param name="base">Above 1.</param>
    /// <exception cref="ArgumentException">A length does not fit, d is odd, or a position or the base is out of its range.</exception>
    public static void AddGradient(ReadOnlySpan<float> dy, ReadOnlySpan<int> positions, Span<float> dx, int headSize, double @base) =>
        Run(dy, positions, dx, headSize, @base, isBackward: true);

    /// <summary>The same; dx counts as zeros if this is the first to be added to it.</summary>
    internal static void AddGradient(ReadOnlySpan<float> dy, ReadOnlySpan<int> positions, Span<float> dx, int headSize, double @base, bool isFirst) =>
        Run(dy, positions, dx, headSize, @base, isBackward: true, isFirst);

    private static void Run(ReadOnlySpan<float> x, ReadOnlySpan<int> positions, Span<float> y, int headSize, double @base, bool isBackward, bool isFirst = false)
    {
        if (headSize < 2 || headSize % 2 != 0)
            throw new ArgumentException($"expected an even head size, since numbers are turned in pairs, got {headSize}", nameof(headSize));
        if (!(@base > 1 && double.IsFinite(@base)))
            throw new ArgumentOutOfRangeException(nameof(@base), @base, "expected a base above 1, such as 10,000");
        Lengths.CheckSame(x.Length, y.Length, nameof(y));
        Lengths.CheckIndices(positions, positions.Length, RotaryTable.MostPositions, nameof(positions));
        if (positions.IsEmpty || x.Length % ((long)positions.Length * headSize) != 0)
            throw new ArgumentException($"expected for each of {positions.Length} positions a number of heads of {headSize} numbers, got {x.Length} numbers", nameof(x));
        int last = 0;
        foreach (int position in positions)
            last = Math.Max(last, position);
        int width = x.Length / positions.Length;
        fixed (float* px = x, py = y, table = RotaryTable.For(headSize, @base, last).Numbers)
        fixed (int* pp = positions)
            RowLoops.Run(new Row { X = px, Y = py, Table = table, Positions = pp, Width = width, HeadSize = headSize, IsBackward = isBackward, IsFirst = isFirst }, positions.Length, width);
    }

    private struct Row : IRow
    {
        public float* X, Y, Table;
        public int* Positions;
        public int Width, HeadSize;
        public bool IsBackward, IsFirst;

        public readonly void Do<T>(nint row) where T : unmanaged, ILanes<T>
        {
            int half = HeadSize / 2;
            float* cos = Table + (nint)Positions[row] * HeadSize, sin = cos + half;
            for (float* x = X + row * Width, y = Y + row * Width, end = x + Width; x < end; x += HeadSize, y += HeadSize)
                if (IsBackward)
                    LaneLoops.ForEach<T, TurnBack>(new TurnBack { DY = x, DX = y, Cos = cos, Sin = sin, Half = half, IsFirst = IsFirst }, 0, half);
                else
                    LaneLoops.ForEach<T, Turn>(new Turn { X = x, Y = y, Cos = cos, Sin = sin, Half = half }, 0, half);
        }
    }

    private struct Turn : IStep
    {
        public float* X, Y, Cos, Sin;
        public nint Half;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<T>(nint i) where T : unmanaged, ILanes<T>
        {
            T a = T.Load(X + i), b = T.Load(X + Half + i), cos = T.Load(Cos + i), sin = T.Load(Sin + i);
            (a * cos - b * sin).Store(Y + i);
            (b * cos + a * sin).Store(Y + Half + i);
        }
    }

    private struct TurnBack : IStep
    {
        public float* DY, DX, Cos, Sin;
        public nint Half;
        public bool IsFirst;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<T>(nint i) where T : unmanaged, ILanes<T>
        {
            T a = T.Load(DY + i), b = T.Load(DY + Half + i), cos = T.Load(Cos + i), sin = T.Load(Sin + i);
            ((IsFirst ? T.Of(0) : T.Load(DX + i)) + (a * cos + b * sin)).Store(DX + i);
            ((IsFirst ? T.Of(0) : T.Load(DX + Half + i)) + (b * cos - a * sin)).Store(DX + Half + i);
        }
    }
}
