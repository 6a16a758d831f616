using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>The attention of <see cref="KeyValueCache"/>: a row is one place with some of its heads.</summary>
internal unsafe struct CachedAttention : IRow
{
    public float* Queries, Y; // [places, heads · d]
    public float* Keys; // [key heads, d, key stride]
    public float* Values; // [key heads, capacity, d]
    public int KeyHeads, HeadsPerKey, HeadSize, KeyStride, Capacity;
    public int FirstLength; // how many places the first query sees
    public int Parts; // of the heads of a place
    public float Scale;

    public readonly void Do<T>(nint row) where T : unmanaged, ILanes<T>
    {
        int place = (int)(row / Parts), part = (int)(row % Parts), length = FirstLength + place;
        int first = KeyHeads * part / Parts * HeadsPerKey, end = KeyHeads * (part + 1) / Parts * HeadsPerKey;
        nint at = (nint)place * KeyHeads * HeadsPerKey * HeadSize;
        float* weights = Scratch.TakeAroundProducts((end - first) * (long)length);
        for (int head = first; head < end; head += HeadsPerKey)
            RowTiles<FloatWeight, float>.Columns<T>(new RowOperands<float>
            {
                X = Queries + at + head * HeadSize,
                W = Keys + (nint)(head / HeadsPerKey) * HeadSize * KeyStride,
                Strip = KeyStride,
                Y = weights + (nint)(head - first) * length,
                M = HeadsPerKey,
                K = HeadSize,
                N = length,
            }, 0, length);
        for (int head = first; head < end; head++)
        {
            float* one = weights + (nint)(head - first) * length;
            LaneLoops.ForEach<T, Scaling>(new Scaling { X = one, By = Scale }, 0, length);
            Softmax.ApplyToRow<T>(one, one, length);
        }
        WeighValues<T>(weights, first, end, length, Y + at, 0);
    }

    // The numbers of the heads from one on: four heads at a time, since a single chain would wait for itself.
    private readonly void WeighValues<T>(float* weights, int first, int end, int length, float* y, int number) where T : unmanaged, ILanes<T>
    {
        for (; number <= HeadSize - T.Width; number += T.Width)
            for (int head = first; head < end; head += 4)
            {
                // Heads that are not there repeat the last one.
                int last = end - 1, second = Math.Min(head + 1, last), third = Math.Min(head + 2, last), fourth = Math.Min(head + 3, last);
                float* x0 = weights + (nint)(head - first) * length, x1 = weights + (nint)(second - first) * length;
                float* x2 = weights + (nint)(third - first) * length, x3 = weights + (nint)(fourth - first) * length;
                float* v0 = ValuesOf(head) + number, v1 = ValuesOf(second) + number, v2 = ValuesOf(third) + number, v3 = ValuesOf(fourth) + number;
                T a = T.Of(0), b = a, c = a, d = a;
                nint stride = HeadSize;
                for (nint t = 0, at = 0; t < length; t++, at += stride)
                {
                    a = T.Fma(T.Of(x0[t]), T.Load(v0 + at), a);
                    b = T.Fma(T.Of(x1[t]), T.Load(v1 + at), b);
                    c = T.Fma(T.Of(x2[t]), T.Load(v2 + at), c);
                    d = T.Fma(T.Of(x3[t]), T.Load(v3 + at), d);
                }
                a.Store(y + head * HeadSize + number);
                b.Store(y + second * HeadSize + number);
                c.Store(y + third * HeadSize + number);
                d.Store(y + fourth * HeadSize + number);
            }
        if (number < HeadSize && T.Width > 8)
            WeighValues<Lanes8>(weights, first, end, length, y, number);
        else if (number < HeadSize && T.Width > 4)
            WeighValues<Lanes4>(weights, first, end, length, y, number);
        else if (number < HeadSize)
            WeighValues<Lanes1>(weights, first, end, length, y, number);
    }

    private readonly float* ValuesOf(int head) => Values + (nint)(head / HeadsPerKey) * Capacity * HeadSize;
}
