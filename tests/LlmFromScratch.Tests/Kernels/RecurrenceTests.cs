using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

[Collection(KernelThreadsCollection.Name)]
public class RecurrenceTests
{
    public static TheoryData<string, int, int, int> Sizes => new()
    {
        { "rnn", 1, 1, 1 }, { "rnn", 5, 3, 19 }, { "rnn", 4, 33, 48 },
        { "gru", 1, 1, 1 }, { "gru", 5, 3, 19 }, { "gru", 4, 33, 48 },
        { "lstm", 1, 1, 1 }, { "lstm", 5, 3, 19 }, { "lstm", 4, 33, 48 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void ForwardAndBackward_AgainstThePlainVersion_Agree(string kind, int time, int batch, int width)
    {
        foreach (bool withStarts in (bool[])[false, true])
        {
            RecurrentArrays fast = Made(kind, time, batch, width, withStarts);
            PlainWalk plain = new(Made(kind, time, batch, width, withStarts));
            plain.Run();
            Forward(kind, fast);
            AssertClose(plain.States, fast.States, "states");
            Backward(kind, fast);
            AssertClose(plain.DSums, fast.Activated, "gradient of the sums");
            AssertClose(plain.DHidden, fast.DHidden!, "gradient of the first hidden state");
            if (fast.DCell is not null)
                AssertClose(plain.DCell, fast.DCell, "gradient of the first cell");
            if (fast.Candidate is not null)
                AssertClose(plain.DCandidate, fast.Candidate, "gradient of the candidate's gates");
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void ForwardAndBackward_EveryWidthAndThreadCount_GiveTheSameBits(string kind, int time, int batch, int width)
    {
        float[] expected;
        using (new LaneWidth(0))
        using (new ThreadCount(1))
            expected = All(kind, time, batch, width);
        foreach (int lanesWidth in LaneWidth.All)
            for (int threads = 1; threads <= 3; threads++)
            {
                using var count = new ThreadCount(threads);
                using var lanes = new LaneWidth(lanesWidth);
                Bits.AssertSame(expected, All(kind, time, batch, width), $"width {lanesWidth} threads {threads}");
            }
    }

    [Fact]
    public void Lstm_OneStep_HandCalculation()
    {
        // i = f = o = σ(0) = ½, g = tanh(0.5·2) with the recurrent weight 0.5 in the candidate's column
        double[] hidden = [2], cell = [4];
        PlainRecurrence.Lstm([0, 0, 0, 0], [0, 0, 0.5, 0], hidden, cell);
        Assert.Equal(2 + 0.5 * Math.Tanh(1), cell[0], 1e-15);
        Assert.Equal(0.5 * Math.Tanh(2 + 0.5 * Math.Tanh(1)), hidden[0], 1e-15);
    }

    [Fact]
    public void Gru_OneStep_HandCalculation()
    {
        // r = z = ½; n = tanh(1 + ½ · (3·2 + 4)) = tanh 6
        double[] hidden = [2];
        PlainRecurrence.Gru([0, 0, 1], [0, 0, 3], [4], hidden);
        Assert.Equal(0.5 * Math.Tanh(6) + 0.5 * 2, hidden[0], 1e-15);
    }

    private static float[] All(string kind, int time, int batch, int width)
    {
        RecurrentArrays arrays = Made(kind, time, batch, width, withStarts: true);
        Forward(kind, arrays);
        float[] states = [.. arrays.States, .. arrays.Hidden, .. arrays.Cells ?? []];
        Backward(kind, arrays);
        return [.. states, .. arrays.Activated, .. arrays.DHidden!, .. arrays.DCell ?? [], .. arrays.Candidate ?? []];
    }

    private static void Forward(string kind, RecurrentArrays arrays)
    {
        if (kind == "rnn")
            Recurrence.Forward<RnnStep>(arrays);
        else if (kind == "gru")
            Recurrence.Forward<GruStep>(arrays);
        else
            Recurrence.Forward<LstmStep>(arrays);
    }

    private static void Backward(string kind, RecurrentArrays arrays)
    {
        if (kind == "rnn")
            Recurrence.Backward<RnnStep>(arrays);
        else if (kind == "gru")
            Recurrence.Backward<GruStep>(arrays);
        else
            Recurrence.Backward<LstmStep>(arrays);
    }

    private static RecurrentArrays Made(string kind, int time, int batch, int width, bool withStarts)
    {
        int gates = kind == "rnn" ? 1 : kind == "gru" ? 3 : 4, places = time * batch * width;
        float[] weight = Array.ConvertAll(Bits.Numbers(width * gates * width, 2), x => x / width), transposed = new float[weight.Length];
        for (int i = 0; i < weight.Length; i++)
            transposed[i % (gates * width) * width + i / (gates * width)] = weight[i];
        var random = new Random(8);
        return new RecurrentArrays
        {
            Time = time,
            Batch = batch,
            Width = width,
            Gates = Array.ConvertAll(Bits.Numbers(places * gates, 1), x => x / 8), // not all so large that gates are shut
            Weight = weight,
            WeightTransposed = transposed,
            States = new float[places],
            Hidden = First(3),
            Activated = new float[places * gates],
            Starts = withStarts ? [.. Enumerable.Range(0, time * batch).Select(_ => random.Next(4) == 0 ? 1f : 0)] : null,
            Cells = kind == "lstm" ? First(4) : null,
            CellTanh = kind == "lstm" ? new float[places] : null,
            CandidateBias = kind == "gru" ? Bits.Numbers(width, 5) : null,
            Candidate = kind == "gru" ? new float[places] : null,
            DStates = Bits.Numbers(places, 6),
            DHidden = new float[batch * width],
            DCell = kind == "lstm" ? new float[batch * width] : null,
        };

        float[] First(int seed) => [.. Bits.Numbers(batch * width, seed).Select(MathF.Tanh), .. new float[places]];
    }

    private static void AssertClose(double[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = Math.Max(expected.Max(Math.Abs), 1e-3);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 4e-6 * largest, $"{what}: expected {expected[i]:R} at {i}, got {actual[i]:R}");
    }
}
