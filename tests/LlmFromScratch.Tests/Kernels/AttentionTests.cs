using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

[Collection(KernelThreadsCollection.Name)]
public class AttentionTests
{
    public static TheoryData<int, int, int, int, int, bool> Shapes => new()
    {
        { 1, 1, 1, 1, 1, false },
        { 2, 5, 2, 1, 3, true },
        { 3, 17, 4, 2, 8, false },
        { 2, 70, 3, 3, 16, true }, // more than one block of queries
        { 2, 130, 4, 2, 33, true },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ApplyAndGradients_AgainstPlain_Agree(int batch, int time, int heads, int keyValueHeads, int d, bool hasFirsts)
    {
        var all = new Arrays(new AttentionShape(batch, time, heads, keyValueHeads, d), hasFirsts);
        Run run = all.Compute();
        double[] q = Exact(all.Queries), k = Exact(all.Keys), v = Exact(all.Values), dy = Exact(all.DY), weights = new double[run.Weights.Length], y = new double[q.Length];
        double[] dq = Exact(all.Start[..q.Length]), dk = Exact(all.Start[..k.Length]), dv = Exact(all.Start[..k.Length]);
        PlainAttention.Apply(q, k, v, weights, y, all.Shape, all.Firsts);
        PlainAttention.AddGradients(q, k, v, weights, dy, dq, dk, dv, all.Shape);
        AssertClose(weights, run.Weights);
        AssertClose(y, run.Y);
        AssertClose(dq, run.DQueries);
        AssertClose(dk, run.DKeys);
        AssertClose(dv, run.DValues);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ApplyAndGradients_EveryWidthAndThreadCount_GiveTheSameBits(int batch, int time, int heads, int keyValueHeads, int d, bool hasFirsts)
    {
        var all = new Arrays(new AttentionShape(batch, time, heads, keyValueHeads, d), hasFirsts);
        float[] expected;
        using (new LaneWidth(0))
        using (new ThreadCount(1))
            expected = all.Compute().Numbers();
        foreach (int width in LaneWidth.All)
            for (int threads = 1; threads <= 3; threads++)
            {
                using var count = new ThreadCount(threads);
                using var lanes = new LaneWidth(width);
                Bits.AssertSame(expected, all.Compute().Numbers(), $"width {width} threads {threads}");
            }
    }

    [Fact]
    public void Apply_HandCalculation()
    {
        // One head of one number: the scores of place 1 are 1·0 and 1·ln 3, its weights 1/4 and 3/4.
        float[] weights = new float[4], y = new float[2];
        Attention.Apply([5, 1], [0, MathF.Log(3)], [4, 8], weights, y, new AttentionShape(1, 2, 1, 1, 1));
        AssertClose([1, 0, 0.25, 0.75], weights);
        AssertClose([4, 7], y);
    }

    [Fact]
    public void Apply_EqualScores_IsTheMeanOfWhatIsSeen()
    {
        float[] y = new float[3];
        Attention.Apply(new float[3], new float[3], [3, 6, 12], [], y, new AttentionShape(1, 3, 1, 1, 1));
        AssertClose([3, 4.5, 7], y);
        Attention.Apply(new float[3], new float[3], [3, 6, 12], [], y, new AttentionShape(1, 3, 1, 1, 1), [0, 1, 1]);
        AssertClose([3, 6, 9], y);
    }

    [Fact]
    public void Apply_SentencesThatShareARow_GetTheBitsTheyGetAlone()
    {
        const int Time = 150, Start = 83, Width = 4 * 24;
        float[] q = Bits.Numbers(Time * Width, 1), k = Bits.Numbers(Time * Width, 2), v = Bits.Numbers(Time * Width, 3), y = new float[Time * Width];
        int[] firsts = [.. Enumerable.Range(0, Time).Select(t => t < Start ? 0 : Start)];
        Attention.Apply(q, k, v, [], y, new AttentionShape(1, Time, 4, 4, 24), firsts);
        foreach ((int from, int to) in new[] { (0, Start), (Start, Time) })
        {
            var alone = new float[(to - from) * Width];
            Attention.Apply(q.AsSpan(from * Width, alone.Length), k.AsSpan(from * Width, alone.Length), v.AsSpan(from * Width, alone.Length), [], alone, new AttentionShape(1, to - from, 4, 4, 24));
            Bits.AssertSame(alone, y.AsSpan(from * Width, alone.Length), $"sentence from {from}");
        }
    }

    [Fact]
    public void Apply_MorePlacesAfterwards_ChangeNoBit()
    {
        const int Width = 2 * 20;
        float[] q = Bits.Numbers(100 * Width, 1), k = Bits.Numbers(100 * Width, 2), v = Bits.Numbers(100 * Width, 3), y = new float[100 * Width];
        Attention.Apply(q, k, v, [], y, new AttentionShape(1, 100, 2, 2, 20));
        foreach (int time in new[] { 1, 7, 64, 65, 99 })
        {
            var shorter = new float[time * Width];
            Attention.Apply(q.AsSpan(0, shorter.Length), k.AsSpan(0, shorter.Length), v.AsSpan(0, shorter.Length), [], shorter, new AttentionShape(1, time, 2, 2, 20));
            Bits.AssertSame(shorter, y.AsSpan(0, shorter.Length), $"time {time}");
        }
    }

    [Fact]
    public void Apply_SharedKeys_EqualsTheSameKeysForEachHead()
    {
        const int Time = 9, D = 5;
        float[] q = Bits.Numbers(Time * 4 * D, 1), k = Bits.Numbers(Time * 2 * D, 2), v = Bits.Numbers(Time * 2 * D, 3), y = new float[q.Length], repeated = new float[q.Length];
        Attention.Apply(q, k, v, [], y, new AttentionShape(1, Time, 4, 2, D));
        Attention.Apply(q, Repeated(k), Repeated(v), [], repeated, new AttentionShape(1, Time, 4, 4, D));
        Bits.AssertSame(repeated, y);

        static float[] Repeated(float[] x) => [.. x.Chunk(D).SelectMany(head => head.Concat(head))];
    }

    [Fact]
    public void Apply_KeptWeights_ChangeNoBitOfTheResult()
    {
        var shape = new AttentionShape(2, 90, 2, 1, 12);
        var all = new Arrays(shape, hasFirsts: true);
        var y = new float[all.Queries.Length];
        Attention.Apply(all.Queries, all.Keys, all.Values, [], y, shape, all.Firsts);
        Run run = all.Compute();
        Bits.AssertSame(run.Y, y);
        for (int row = 0; row < run.Weights.Length / shape.Time; row++)
            for (int j = 0; j < shape.Time; j++)
                if (j > row % shape.Time || j < all.Firsts[row / (shape.Heads * shape.Time) * shape.Time + row % shape.Time])
                    Assert.Equal(0, run.Weights[row * shape.Time + j]);
    }

    [Fact]
    public void Gradients_NotWanted_ChangeNoBitOfTheOthers()
    {
        var all = new Arrays(new AttentionShape(2, 66, 4, 2, 7), hasFirsts: true);
        Run run = all.Compute();
        float[] dq = all.Start[..all.Queries.Length], dk = all.Start[..all.Keys.Length], dv = [.. dk];
        Attention.AddGradients(all.Queries, all.Keys, all.Values, run.Weights, all.DY, dq, [], [], all.Shape, all.Firsts);
        Attention.AddGradients(all.Queries, all.Keys, all.Values, run.Weights, all.DY, [], dk, [], all.Shape, all.Firsts);
        Attention.AddGradients(all.Queries, all.Keys, all.Values, run.Weights, all.DY, [], [], dv, all.Shape, all.Firsts);
        Bits.AssertSame(run.DQueries, dq);
        Bits.AssertSame(run.DKeys, dk);
        Bits.AssertSame(run.DValues, dv);
    }

    [Fact]
    public void Apply_BadInput_SaysWhatWasExpected()
    {
        var shape = new AttentionShape(1, 2, 1, 1, 3);
        Assert.Contains("[2, 3]", Assert.Throws<ArgumentException>(() => Attention.Apply(new float[5], new float[6], new float[6], [], new float[6], shape)).Message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 1, got 2", Assert.Throws<ArgumentException>(() => Attention.Apply(new float[6], new float[6], new float[6], [], new float[6], shape, [0, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Attention.Apply(new float[6], new float[6], new float[6], new float[3], new float[6], shape));
        Assert.Throws<ArgumentException>(() => Attention.Apply(new float[6], new float[6], new float[6], [], new float[6], shape with { Heads = 3, KeyValueHeads = 2 }));
    }

    [Fact]
    public void Apply_LengthsWhoseProductsOverflow_AreRefused()
    {
        const int Large = (1 << 16) + 1; // times 2¹⁶ it begins anew at 2¹⁶
        float[] x = new float[1 << 16], y = new float[1 << 16];
        AssertSays("places and numbers of a place", () => Attention.Apply(x, x, x, [], y, new AttentionShape(1, 1, 1 << 16, 1 << 16, Large)));
        AssertSays("places and numbers of a place", () => Attention.Apply(x, x, x, [], y, new AttentionShape(1 << 16, Large, 1, 1, 1)));
        AssertSays("64 rows × 12 heads × 2048² places: take fewer rows", () => _ = new AttentionShape(64, 2048, 12, 12, 64).WeightCount);
        AssertSays("take fewer rows", () => _ = new AttentionShape(int.MaxValue, int.MaxValue, int.MaxValue, 1, 1).WeightCount);
        Assert.Equal(64 * 3 * 2048 * 2048, new AttentionShape(64, 2048, 3, 3, 64).WeightCount);

        static void AssertSays(string expected, Action action) => Assert.Contains(expected, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    private static double[] Exact(float[] x) => Array.ConvertAll(x, number => (double)number);

    private static void AssertClose(double[] expected, float[] actual)
    {
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 3e-6 * largest);
    }

    private sealed record Run(float[] Weights, float[] Y, float[] DQueries, float[] DKeys, float[] DValues)
    {
        public float[] Numbers() => [.. Weights, .. Y, .. DQueries, .. DKeys, .. DValues];
    }

    private sealed class Arrays
    {
        public Arrays(AttentionShape shape, bool hasFirsts)
        {
            int queries = shape.Batch * shape.Time * shape.Width, keys = shape.Batch * shape.Time * shape.KeyValueWidth;
            (Shape, Queries, Keys, Values) = (shape, Numbers(queries, 1), Numbers(keys, 2), Numbers(keys, 3));
            (DY, Start) = (Numbers(queries, 4), Numbers(queries, 5));
            Firsts = hasFirsts ? [.. Enumerable.Range(0, shape.Batch * shape.Time).Select(i => i % shape.Time / 11 * 11)] : [];
        }

        public AttentionShape Shape { get; }

        public float[] Queries { get; }

        public float[] Keys { get; }

        public float[] Values { get; }

        public float[] DY { get; }

        /// <summary>What the gradients hold before.</summary>
        public float[] Start { get; }

        public int[] Firsts { get; }

        public Run Compute()
        {
            float[] weights = new float[Shape.WeightCount], y = new float[Queries.Length], dq = [.. Start], dk = Start[..Keys.Length], dv = [.. dk];
            Array.Fill(weights, float.NaN);
            Attention.Apply(Queries, Keys, Values, weights, y, Shape, Firsts);
            Attention.AddGradients(Queries, Keys, Values, weights, DY, dq, dk, dv, Shape, Firsts);
            return new Run(weights, y, dq, dk, dv);
        }

        private static float[] Numbers(int count, int seed)
        {
            var random = new Random(seed);
            return [.. Enumerable.Range(0, count).Select(_ => (float)(3 * random.NextDouble() - 1.5))];
        }
    }
}
