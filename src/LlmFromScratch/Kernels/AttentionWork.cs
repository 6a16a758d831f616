using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LlmFromScratch.Kernels;

/// <summary>
/// The arrays of an attention and its parts: a part is a row and a key/value head, with all query heads that use it, so that no two
/// parts write to the same place. Within a part a block of queries at a time, and of the keys only those that the block can see.
/// </summary>
internal unsafe struct AttentionWork
{
    // Fewer queries at once skip more of what lies in their future; more make better products.
    private const int BlockOfQueries = 64;

    public AttentionShape Shape;
    public float* Queries, Keys, Values, Y;
    public float* Weights; // null: nobody wants to see them
    public int* Firsts; // null: all are 0
    public float* DY, DQueries, DKeys, DValues; // null where no gradient is wanted

    public readonly int Parts => Shape.Batch * Shape.KeyValueHeads;

    public readonly void Forward<T, TTile>(int part) where T : unmanaged, ILanes<T> where TTile : IProductTile
    {
        (int row, int group) = Math.DivRem(part, Shape.KeyValueHeads);
        nint width = Shape.Width, keyWidth = Shape.KeyValueWidth, time = Shape.Time;
        float* k = Keys + KeyAt(row, group), v = Values + KeyAt(row, group);
        nint stride = time + LaneLoops.Lanes; // room behind a row for lanes that are filled up
        float* w = Scratch.TakeAroundProducts(Math.Min(BlockOfQueries, time) * stride);
        for (int head = group * Shape.HeadsPerKey; head < (group + 1) * Shape.HeadsPerKey; head++)
            for (int start = 0; start < time; start += BlockOfQueries)
            {
                int end = Math.Min(Shape.Time, start + BlockOfQueries), from = FirstOf(row, start, end);
                float* q = Queries + QueryAt(row, head) + start * width, y = Y + QueryAt(row, head) + start * width;
                Multiply<TTile>(q, width, 1, k + from * keyWidth, keyWidth, true, w + from, stride, end - start, Shape.HeadSize, end - from, false); // Q·Kᵀ
                float* weights = Weights is null ? w : Weights + WeightAt(row, head) + start * time; // where they are kept if they are wanted
                nint next = Weights is null ? stride : time;
                for (int t = start; t < end; t++)
                    ToWeights<T>(w + (t - start) * stride, weights + (t - start) * next, FirstOf(row, t, t + 1), t + 1, Weights is null ? end : Shape.Time, next);
                Multiply<TTile>(weights + from, next, 1, v + from * keyWidth, keyWidth, false, y, width, end - start, end - from, Shape.HeadSize, false); // W·V
            }
    }

    public readonly void Backward<T, TTile>(int part) where T : unmanaged, ILanes<T> where TTile : IProductTile
    {
        (int row, int group) = Math.DivRem(part, Shape.KeyValueHeads);
        nint width = Shape.Width, keyWidth = Shape.KeyValueWidth, time = Shape.Time;
        float* ds = Scratch.TakeAroundProducts(Math.Min(BlockOfQueries, time) * time);
        for (int head = group * Shape.HeadsPerKey; head < (group + 1) * Shape.HeadsPerKey; head++)
            for (int start = 0; start < time; start += BlockOfQueries)
            {
                int end = Math.Min(Shape.Time, start + BlockOfQueries), from = FirstOf(row, start, end), queries = end - start, keys = end - from;
                nint atQuery = QueryAt(row, head) + start * width, atKey = KeyAt(row, group) + from * keyWidth;
                float* w = Weights + WeightAt(row, head) + start * time + from, dy = DY + atQuery;
                if (DValues is not null)
                    Multiply<TTile>(w, 1, time, dy, width, false, DValues + atKey, keyWidth, keys, queries, Shape.HeadSize, true); // dV += Wᵀ·dY
                if (DQueries is null && DKeys is null)
                    continue;
                Multiply<TTile>(dy, width, 1, Values + atKey, keyWidth, true, ds, time, queries, Shape.HeadSize, keys, false); // dW = dY·Vᵀ
                for (int t = start; t < end; t++)
                    ToScoreGradients<T>(w + (t - start) * time, ds + (t - start) * time, FirstOf(row, t, t + 1) - from, t + 1 - from, keys);
                if (DQueries is not null)
                    Multiply<TTile>(ds, time, 1, Keys + atKey, keyWidth, false, DQueries + atQuery, width, queries, keys, Shape.HeadSize, true); // dQ += dS·K
                if (DKeys is not null)
                    Multiply<TTile>(ds, 1, time, Queries + atQuery, width, false, DKeys + atKey, keyWidth, keys, queries, Shape.HeadSize, true); // dK += dSᵀ·Q
            }
    }

    // Scores to weights, 0 up to those that are read or kept: a softmax over the visible places alone, whose first one is lane 0. The last lanes
    // are filled up with a score of -∞, whose weight is 0 and adds nothing: whole vectors are faster than what is left of them.
    private readonly void ToWeights<T>(float* scores, float* w, int first, int end, int all, nint room) where T : unmanaged, ILanes<T>
    {
        int full = first + WholeVectors(end - first);
        Vector512.Create(float.NegativeInfinity).Store(scores + end);
        float* to = full <= room ? w : scores; // not over the beginning of the next row
        Softmax.ApplyToWholeRow<T>(scores + first, to + first, full - first, Shape.Scale);
        if (to != w)
            new ReadOnlySpan<float>(scores + first, end - first).CopyTo(new Span<float>(w + first, end - first));
        new Span<float>(w, first).Clear();
        new Span<float>(w + end, all - end).Clear(); // not a number, if the scores are none
    }

    // ds holds dw before. Behind what is visible there are zeros, so that whole vectors can be taken; and zeros again, since 0 times infinity is none.
    private readonly void ToScoreGradients<T>(float* w, float* ds, int first, int end, int keys) where T : unmanaged, ILanes<T>
    {
        int count = first + WholeVectors(end - first) <= keys ? WholeVectors(end - first) : end - first;
        new Span<float>(ds + end, keys - end).Clear();
        float dot = LaneLoops.Sum<T, Product>(new Product { X = w + first, Y = ds + first }, count);
        LaneLoops.ForEach<T, ScoreGradient>(new ScoreGradient { W = w, DS = ds, Dot = dot, Scale = Shape.Scale }, first, first + count);
        new Span<float>(ds, first).Clear();
        new Span<float>(ds + end, first + count - end).Clear();
    }

    private static int WholeVectors(int count) => (count + LaneLoops.Lanes - 1) / LaneLoops.Lanes * LaneLoops.Lanes;

    private readonly int FirstOf(int row, int start, int end)
    {
        int first = 0;
        if (Firsts is not null)
        {
            first = end;
            for (int t = start; t < end; t++)
                first = Math.Min(first, Firsts[row * Shape.Time + t]);
        }
        return first;
    }

    private readonly nint QueryAt(int row, int head) => (nint)row * Shape.Time * Shape.Width + head * Shape.HeadSize;

    private readonly nint KeyAt(int row, int group) => (nint)row * Shape.Time * Shape.KeyValueWidth + group * Shape.HeadSize;

    private readonly nint WeightAt(int row, int head) => ((nint)row * Shape.Heads + head) * Shape.Time * Shape.Time;

    private static void Multiply<TTile>(float* a, nint aRowStride, nint aStride, float* b, nint bStride, bool bIsTransposed, float* c, nint cStride, int m, int k, int n, bool accumulate)
        where TTile : IProductTile => BlockedProduct<TTile>.Run(new ProductOperands
        {
            A = a,
            ARowStride = aRowStride,
            AStride = aStride,
            B = b,
            BStride = bStride,
            BIsTransposed = bIsTransposed,
            C = c,
            CStride = cStride,
            M = m,
            K = k,
            N = n,
            Accumulate = accumulate,
            MostThreads = 1,
        });

    private struct ScoreGradient : IStep
    {
        public float* W, DS;
        public float Dot, Scale;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<T>(nint i) where T : unmanaged, ILanes<T> =>
            (T.Load(W + i) * (T.Load(DS + i) - T.Of(Dot)) * T.Of(Scale)).Store(DS + i);
    }
}
