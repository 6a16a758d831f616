using FsCheck.Fluent;
using LlmFromScratch.Autograd;
using LlmFromScratch.Networks;
using LlmFromScratch.Tests.Autograd;

namespace LlmFromScratch.Tests.Networks;

public class RecurrentCellTests
{
    public static TheoryData<string> Kinds => ["rnn", "gru", "lstm"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_RandomSizes_EqualsStepsInValuesAndGradients(string kind) => Property.Holds(Gen.Choose(0, 1_000_000), seed =>
    {
        var random = new SeededRandom(seed, "sizes");
        int time = 1 + random.NextInt(6), batch = 1 + random.NextInt(4), inputs = 1 + random.NextInt(4), width = 1 + random.NextInt(20);
        bool[] starts = random.NextInt(2) == 0 ? [] : [.. Enumerable.Range(0, time * batch).Select(_ => random.NextInt(3) == 0)];
        var numbers = new RandomTensors(seed);
        Tensor x = numbers.Of([time, batch, inputs]), weights = numbers.Of([time, batch, width]);
        float[] hidden = numbers.Of([batch, width]).Data.ToArray(), cell = numbers.Of([batch, width]).Data.ToArray();

        (Tensor fast, RecurrentState fastLast, Tensor[] fastGradients) = Read(isFast: true);
        (Tensor plain, RecurrentState plainLast, Tensor[] plainGradients) = Read(isFast: false);
        AssertClose(plain, fast, "states");
        AssertClose(plainLast.Hidden, fastLast.Hidden, "last hidden state");
        if (plainLast.Cell is not null)
            AssertClose(plainLast.Cell, fastLast.Cell!, "last cell");
        for (int i = 0; i < plainGradients.Length; i++)
            AssertClose(plainGradients[i].Grad!, fastGradients[i].Grad!, $"gradient {i}", 3e-6f); // sums whose terms, of size 1, may cancel

        (Tensor States, RecurrentState Last, Tensor[] Learnt) Read(bool isFast)
        {
            IRecurrentCell made = Cell(kind, inputs, width, seed);
            Tensor input = new(x.Data.ToArray(), time, batch, inputs) { RequiresGrad = true };
            var state = new RecurrentState(new Tensor([.. hidden], batch, width) { RequiresGrad = true },
                kind == "lstm" ? new Tensor([.. cell], batch, width) { RequiresGrad = true } : null);
            Tensor[] learnt = [.. made.Parameters.Select(parameter => parameter.Tensor), input, state.Hidden, .. state.Cell is null ? Array.Empty<Tensor>() : [state.Cell]];
            Tensor states;
            if (isFast)
            {
                (states, state) = made.Run(input, state, starts);
            }
            else
            {
                var all = new Tensor[time];
                for (int t = 0; t < time; t++)
                {
                    if (starts.Length > 0)
                        state = Forget(state, starts.AsSpan(t * batch, batch));
                    state = made.Step(input.Slice(0, t, 1).Reshape(batch, inputs), state);
                    all[t] = state.Hidden;
                }
                states = Tensor.Stack(0, all);
            }
            (states * weights).Sum().Backward();
            return (states, state, learnt);
        }
    }, count: 80);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_InTwoPieces_GivesTheStatesOfOne(string kind)
    {
        IRecurrentCell cell = Cell(kind, 3, 7, 1);
        Tensor x = new RandomTensors(2).Of([9, 2, 3]);
        (Tensor whole, RecurrentState last) = cell.Run(x, cell.Start(2));
        (Tensor first, RecurrentState middle) = cell.Run(x.Slice(0, 0, 4), cell.Start(2));
        RecurrentState kept = cell.Start(2);
        kept.CopyFrom(middle);
        (Tensor second, RecurrentState end) = cell.Run(x.Slice(0, 4, 5), kept);
        float[] pieces = [.. first.Data, .. second.Data];
        Assert.Equal(whole.Data.ToArray(), pieces);
        Assert.Equal(last.Hidden.Data.ToArray(), end.Hidden.Data.ToArray());
        Assert.False(middle.Hidden.RequiresGrad);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_StartInTheMiddle_ForgetsAndSendsNoGradientBack(string kind)
    {
        IRecurrentCell cell = Cell(kind, 3, 5, 1);
        Tensor x = new(new RandomTensors(2).Of([4, 1, 3]).Data.ToArray(), 4, 1, 3) { RequiresGrad = true };
        Tensor states = cell.Run(x, cell.Start(1), [false, false, true, false]).States;
        Assert.Equal(cell.Run(x.Slice(0, 2, 2), cell.Start(1)).States.Data.ToArray(), states.Data[10..].ToArray());
        states.Slice(0, 2, 2).Sum().Backward();
        Assert.All(x.Grad!.Data[..6].ToArray(), gradient => Assert.Equal(0, gradient));
        Assert.All(x.Grad!.Data[6..].ToArray(), gradient => Assert.NotEqual(0, gradient));
    }

    [Fact]
    public void Parameters_OfEachCell_HaveTheNamesAndShapesOfTheContract()
    {
        Assert.Equal(["input.weight [3, 7]", "bias [7]", "recurrent.weight [7, 7]"], Names("rnn"));
        Assert.Equal(["input.weight [3, 21]", "bias [21]", "recurrent.weight [7, 21]", "candidate.bias [7]"], Names("gru"));
        Assert.Equal(["input.weight [3, 28]", "bias [28]", "recurrent.weight [7, 28]"], Names("lstm"));

        static string[] Names(string kind) => [.. Cell(kind, 3, 7, 1).Parameters.Select(parameter => parameter.ToString())];
    }

    [Fact]
    public void Lstm_New_StartsWithAForgetBiasOfOne()
    {
        float[] bias = Cell("lstm", 2, 3, 1).Parameters.Single(p => p.Name == "bias").Tensor.Data.ToArray();
        Assert.Equal([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0], bias);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Gates_OfAStep_AreNamedAndWithinTheirRange(string kind)
    {
        IRecurrentCell cell = Cell(kind, 3, 7, 1);
        IReadOnlyList<Tensor> gates = cell.Gates(new RandomTensors(1).Of([2, 3]), cell.Start(2));
        Assert.Equal(cell.GateNames.Count, gates.Count);
        for (int i = 0; i < gates.Count; i++)
        {
            Assert.Equal([2, 7], gates[i].Shape);
            Assert.All(gates[i].Data.ToArray(), number => Assert.InRange(number, cell.GateNames[i] == "candidate" ? -1 : 0, 1));
        }
    }

    [Fact]
    public void Cells_OrthogonalInitialization_MakesEachGatesBlockOrthogonal()
    {
        Tensor weight = new GruCell(4, 4, new SeededRandom(1, "test"), Initialization.Orthogonal).Parameters.Single(p => p.Name == "recurrent.weight").Tensor;
        for (int gate = 0; gate < 3; gate++)
        {
            Tensor block = weight.Slice(1, gate * 4, 4), square = block.MatMul(block.Transpose());
            for (int i = 0; i < 16; i++)
                Assert.Equal(i % 5 == 0 ? 1 : 0, square.Data[i], 1e-6);
        }
    }

    [Fact]
    public void Cells_WrongShapes_SayWhatWasExpected()
    {
        Assert.Contains("[h, 4h]", Assert.Throws<ArgumentException>(() => new LstmCell(Tensor.Zeros(2, 12), Tensor.Zeros(12), Tensor.Zeros(3, 9))).Message);
        Assert.Contains("[in, 9]", Assert.Throws<ArgumentException>(() => new GruCell(Tensor.Zeros(2, 6), Tensor.Zeros(9), Tensor.Zeros(3, 9), Tensor.Zeros(3))).Message);
        Assert.Contains("shape [3]", Assert.Throws<ArgumentException>(() => new RnnCell(Tensor.Zeros(2, 3), Tensor.Zeros(4), Tensor.Zeros(3, 3))).Message);
        Assert.Contains("candidate's bias of shape [3]", Assert.Throws<ArgumentException>(() => new GruCell(Tensor.Zeros(2, 9), Tensor.Zeros(9), Tensor.Zeros(3, 9), Tensor.Zeros(9))).Message);
        IRecurrentCell lstm = Cell("lstm", 2, 3, 1), rnn = Cell("rnn", 2, 3, 1);
        Assert.Contains("which has a cell", Assert.Throws<ArgumentException>(() => lstm.Run(Tensor.Zeros(4, 1, 2), rnn.Start(1))).Message);
        Assert.Contains("expected a state like", Assert.Throws<ArgumentException>(() => lstm.Start(2).CopyFrom(rnn.Start(2))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RnnCell(0, 3, new SeededRandom(1, "test")));
    }

    private static RecurrentState Forget(RecurrentState state, ReadOnlySpan<bool> starts)
    {
        var keep = new float[starts.Length];
        for (int i = 0; i < keep.Length; i++)
            keep[i] = starts[i] ? 0 : 1;
        var mask = new Tensor(keep, keep.Length, 1);
        return new RecurrentState(state.Hidden * mask, state.Cell is null ? null : state.Cell * mask);
    }

    private static IRecurrentCell Cell(string kind, int inputs, int width, long seed)
    {
        var random = new SeededRandom(seed, "weights");
        return kind == "rnn" ? new RnnCell(inputs, width, random) : kind == "gru" ? new GruCell(inputs, width, random) : new LstmCell(inputs, width, random);
    }

    private static void AssertClose(Tensor expected, Tensor actual, string what, float tolerance = 1e-6f)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        float largest = 0;
        foreach (float number in expected.Data)
            largest = MathF.Max(largest, MathF.Abs(number));
        for (int i = 0; i < expected.Count; i++)
            Assert.True(MathF.Abs(expected.Data[i] - actual.Data[i]) <= tolerance * MathF.Max(largest, 1), $"{what}: expected {expected.Data[i]:R} at {i}, got {actual.Data[i]:R}, largest {largest:R}");
    }
}
