using System.Runtime.Intrinsics;

namespace LlmFromScratch.Kernels;

/// <summary>
/// Copies strips of B, so that a tile reads one stream. In the last strip, columns that B does not have are zeros where a tile reads them.
/// A part is some rows of a strip.
/// </summary>
internal unsafe struct StripPacking : IPartedWork
{
    private const int RowsPerPart = 64;

    public float* B;
    public nint Stride;
    public bool IsTransposed;
    public float* Packed;
    public int Columns, Depth, Width, FirstStrip, Strips;

    public readonly int Parts => PartsOfDepth * (Strips - FirstStrip);

    private readonly int PartsOfDepth => (Depth + RowsPerPart - 1) / RowsPerPart;

    public readonly float* StripOf(int strip) => Packed + (nint)strip * Depth * Width;

    public void Run(int part)
    {
        (int strip, int piece) = Math.DivRem(part, PartsOfDepth);
        strip += FirstStrip;
        int start = piece * RowsPerPart, rows = Math.Min(Depth - start, RowsPerPart), first = strip * Width, columns = Math.Min(Width, Columns - first);
        float* to = StripOf(strip) + (nint)start * Width;
        bool whole = columns % 16 == 0; // then there is a tile as wide as what is there, and nobody reads the rest
        if (!whole)
            new Span<float>(to, rows * Width).Clear();
        if (IsTransposed)
            Transpose(B + first * Stride + start, Stride, to, Width, rows, columns);
        else if (whole)
            CopyWhole(B + start * Stride + first, Stride, to, Width, rows, columns);
        else
            for (nint p = 0; p < rows; p++)
                new ReadOnlySpan<float>(B + (start + p) * Stride + first, columns).CopyTo(new Span<float>(to + p * Width, columns));
    }

    private static void CopyWhole(float* from, nint stride, float* to, nint width, int rows, int columns)
    {
        for (int p = 0; p < rows; p++, from += stride, to += width)
            for (int j = 0; j < columns; j += 16)
                Vector512.Load(from + j).Store(to + j);
    }

    // Four by four: four numbers of each of four rows of Bᵀ, exchanged in registers. Sixteen numbers of each row of Bᵀ at a time, a cache line,
    // so that neither it nor the rows of the strip leave the cache before they are done with.
    private static void Transpose(float* from, nint stride, float* to, nint width, int rows, int columns)
    {
        int whole = columns & ~3, wholeRows = rows & ~3;
        for (int line = 0; line < wholeRows; line += 16)
        {
            int end = Math.Min(wholeRows, line + 16);
            for (int j = 0; j < whole; j += 4)
            {
                float* row0 = from + j * stride, row1 = row0 + stride, row2 = row1 + stride, row3 = row2 + stride;
                float* at = to + line * width + j;
                for (int p = line; p < end; p += 4, at += 4 * width)
                {
                    Vector128<float> x0 = Vector128.Load(row0 + p), x1 = Vector128.Load(row1 + p), x2 = Vector128.Load(row2 + p), x3 = Vector128.Load(row3 + p);
                    Vector128<float> low01 = Interleave.Low(x0, x1), high01 = Interleave.High(x0, x1), low23 = Interleave.Low(x2, x3), high23 = Interleave.High(x2, x3);
                    Interleave.LowPairs(low01, low23).Store(at);
                    Interleave.HighPairs(low01, low23).Store(at + width);
                    Interleave.LowPairs(high01, high23).Store(at + 2 * width);
                    Interleave.HighPairs(high01, high23).Store(at + 3 * width);
                }
            }
        }
        for (int j = 0; j < columns; j++)
            for (int p = j < whole ? wholeRows : 0; p < rows; p++)
                to[p * width + j] = from[j * stride + p];
    }
}
