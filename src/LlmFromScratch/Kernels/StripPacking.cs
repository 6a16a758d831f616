using System.Runtime.Intrinsics;

namespace LlmFromScratch.Kernels;

/// <summary>Copies strips of B, so that a tile reads one stream; a part is a strip. In the last strip, columns that B does not have are zeros where a tile reads them.</summary>
internal unsafe struct StripPacking : IPartedWork
{
    public float* B;
    public nint Stride;
    public bool IsTransposed;
    public float* Packed;
    public int Columns, Depth, Width, FirstStrip;

    public readonly float* StripOf(int strip) => Packed + (nint)strip * Depth * Width;

    public void Run(int part)
    {
        int strip = FirstStrip + part, first = strip * Width, columns = Math.Min(Width, Columns - first);
        float* to = StripOf(strip);
        bool whole = columns % 16 == 0; // then there is a tile as wide as what is there, and nobody reads the rest
        if (columns < Width && !whole)
            new Span<float>(to, Depth * Width).Clear();
        if (IsTransposed)
            Transpose(B + first * Stride, to, columns);
        else if (whole)
            for (int p = 0; p < Depth; p++, to += Width)
            {
                float* from = B + p * Stride + first;
                for (int j = 0; j < columns; j += 16)
                    Vector512.Load(from + j).Store(to + j);
            }
        else
            for (int p = 0; p < Depth; p++, to += Width)
                new ReadOnlySpan<float>(B + p * Stride + first, columns).CopyTo(new Span<float>(to, columns));
    }

    // Four by four: four numbers of each of four rows of Bᵀ, exchanged in registers.
    private readonly void Transpose(float* from, float* to, int columns)
    {
        int whole = columns & ~3, wholeDepth = Depth & ~3;
        for (int j = 0; j < whole; j += 4)
        {
            float* row0 = from + j * Stride, row1 = row0 + Stride, row2 = row1 + Stride, row3 = row2 + Stride;
            for (int p = 0; p < wholeDepth; p += 4)
            {
                Vector128<float> x0 = Vector128.Load(row0 + p), x1 = Vector128.Load(row1 + p), x2 = Vector128.Load(row2 + p), x3 = Vector128.Load(row3 + p);
                Vector128<float> low01 = Interleave.Low(x0, x1), high01 = Interleave.High(x0, x1), low23 = Interleave.Low(x2, x3), high23 = Interleave.High(x2, x3);
                float* at = to + p * Width + j;
                Interleave.LowPairs(low01, low23).Store(at);
                Interleave.HighPairs(low01, low23).Store(at + Width);
                Interleave.LowPairs(high01, high23).Store(at + 2 * Width);
                Interleave.HighPairs(high01, high23).Store(at + 3 * Width);
            }
        }
        for (int j = 0; j < columns; j++)
            for (int p = j < whole ? wholeDepth : 0; p < Depth; p++)
                to[p * Width + j] = from[j * Stride + p];
    }
}
