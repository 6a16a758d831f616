using LlmFromScratch.Autograd;
using LlmFromScratch.Networks;
using LlmFromScratch.Tests.Kernels;
using LlmFromScratch.Tests.Networks;
using LlmFromScratch.Training;
using MathNet.Numerics.LinearAlgebra;

namespace LlmFromScratch.Tests.Training;

[Collection(KernelThreadsCollection.Name)]
public class MuonTests
{
    [Theory]
    [InlineData(24, 24)]
    [InlineData(16, 70)]
    [InlineData(70, 16)]
    [InlineData(1, 5)]
    public void Apply_RandomMatrix_KeepsDirectionsAndBringsSingularValuesNearOne(int rows, int columns)
    {
        float[] numbers = Initialization.Normal(3).Make(new(1, "test"), rows, columns), made = [.. numbers];
        Orthogonalization.Apply(made, rows, columns);

        var before = Of(numbers, rows, columns).Svd();
        Matrix<double> turned = before.U.Transpose() * Of(made, rows, columns) * before.VT.Transpose(); // what was a direction is one still
        double length = Math.Sqrt(before.S.Sum(s => s * s));
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                Assert.Equal(i == j ? Polynomial(before.S[i] / length) : 0, turned[i, j], 2e-4);
        Assert.All(Of(made, rows, columns).Svd().S.Where((_, i) => before.S[i] / length > 1.0 / 500), s => Assert.InRange(s, 0.68, 1.21));
    }

    [Fact]
    public void Apply_TransposedMatrix_GivesTheTransposed()
    {
        float[] wide = Initialization.Normal(1).Make(new(2, "test"), 7, 19), tall = Transposed(wide, 7, 19);
        Orthogonalization.Apply(wide, 7, 19);
        Orthogonalization.Apply(tall, 19, 7);
        float[] back = Transposed(wide, 7, 19);
        for (int i = 0; i < tall.Length; i++)
            Assert.Equal(back[i], tall[i], 1e-5f);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1e30, 1)]
    [InlineData(1e-3, 1)]
    public void Apply_ZerosOrHugeOrSmallNumbers_StaysFinite(double size, double length)
    {
        float[] x = [(float)size, 0, 0, (float)size];
        Orthogonalization.Apply(x, 2, 2);
        Assert.Equal(length * Polynomial(Math.Sqrt(0.5)), x[0], 1e-3);
        Assert.Equal(0, x[1]);
    }

    [Fact]
    public void Step_TwiceByHand_HasNesterovsMomentumAndDecay()
    {
        // A row of two outputs: its only singular value is its length, so it ends as f · x / |x|, and √(2 / 1) makes it longer.
        Parameter p = Parameter.Of("p", [1, -2], 1, 2);
        var muon = new MuonOptimizer([p], new MuonOptions(Momentum: 0.5, Decay: 0.1));
        double f = Polynomial(1) * Math.Sqrt(2);
        SetGradient(p, 3, 4); // v = (3, 4); g + 0.5 v points along (0.6, 0.8)
        muon.Step(0, 0.1);
        double first = 0.99 - 0.1 * f * 0.6, second = -2 * 0.99 - 0.1 * f * 0.8;
        Close([first, second], p);
        SetGradient(p, -3, 0); // v = (-1.5, 2); g + 0.5 v = (-3.75, 1), of length 3.8810
        muon.Step(1, 0.1);
        Close([0.99 * first + 0.1 * f * 3.75 / 3.880979, 0.99 * second - 0.1 * f / 3.880979], p);
        (string name, float[] velocity) = Assert.Single(muon.Memory);
        Assert.Equal("velocity.p", name);
        Assert.Equal([-1.5f, 2], velocity);
    }

    [Fact]
    public void Step_TablesAndVectors_AreAdamWs()
    {
        Parameter[] mine = Make(), others = Make();
        var muon = new MuonOptimizer(mine, new MuonOptions(AdamRate: 0.25, Beta1: 0.8, Beta2: 0.9, AdamDecay: 0.3));
        var adam = new AdamWOptimizer(others, new AdamWOptions(Beta1: 0.8, Beta2: 0.9, Decay: 0.3));
        for (int step = 0; step < 3; step++)
        {
            foreach (Parameter parameter in mine.Concat(others))
                SetGradient(parameter, step, 1, -2, 0.5f);
            muon.Step(step, 0.4);
            adam.Step(step, 0.1);
        }
        Assert.Equal(others[0].Tensor.Data, mine[0].Tensor.Data);
        Assert.Equal(others[1].Tensor.Data, mine[1].Tensor.Data);
        Assert.Equal(["mean.table", "square.table", "mean.norm", "square.norm"], muon.Memory.Select(memory => memory.Name));

        static Parameter[] Make() => [Parameter.Of("table", [1, 2, 3, 4], 2, 2) with { IsTable = true }, Parameter.Of("norm", [1, 1, 1, 1], 4)];
    }

    [Fact]
    public void IsTable_OfTheModels_IsWhatHasARowOrColumnForEachToken()
    {
        Assert.Equal(["embedding.weight", "output.weight"], Tables("mlp"));
        Assert.Equal(["embedding.weight", "output.weight"], Tables("gru"));
        Assert.Equal(["tokens.weight", "positions.weight"], Tables("gpt"));
        Assert.Equal(["tokens.weight", "output.weight"], Tables("llama"));

        static IEnumerable<string> Tables(string kind) => SmallModels.Make(kind).Parameters.Where(parameter => parameter.IsTable).Select(parameter => parameter.Name);
    }

    [Theory, InlineData("gru"), InlineData("llama")]
    public void Train_AnyWidthAndThreads_GivesTheSameBits(string kind)
    {
        IReadOnlyList<TrainingStep> expected = Train(kind, 15).History.Steps;
        foreach (int width in LaneWidth.All)
        {
            using var lanes = new LaneWidth(width);
            Assert.Equal(expected, Train(kind, 15).History.Steps);
        }
        foreach (int threads in new[] { 1, 2, 3 })
        {
            using var count = new ThreadCount(threads);
            Assert.Equal(expected, Train(kind, 15).History.Steps);
        }
    }

    [Theory, InlineData("gru", 15), InlineData("llama", 200)]
    public void Resume_InTheMiddle_GivesTheSameBitsAsWithoutAStop(string kind, int steps)
    {
        using var folder = new TemporaryFolder();
        Trainer whole = Train(kind, steps), first = Make(kind, Options with { Steps = steps, SaveEvery = 7 });
        Assert.Throws<InvalidOperationException>(() => first.Run(save: trainer =>
        {
            trainer.Save(folder.Path, SmallModels.Tokenizer);
            throw new InvalidOperationException("the light goes out");
        }));
        (Trainer second, _) = TrainingCheckpoint.Resume(folder.Path, SmallModels.Names(60));
        Assert.Equal(7, second.Step);
        Assert.Equal(first.Options, second.Options);
        second.Run();
        Assert.Equal(whole.History.Steps, second.History.Steps);
        Assert.Equal(whole.Model.Parameters.Select(one => one.Tensor.Data.ToArray()), second.Model.Parameters.Select(one => one.Tensor.Data.ToArray()));
    }

    [Fact]
    public void Step_AgainAndAgain_AllocatesNothing()
    {
        using var threads = new ThreadCount(1);
        Parameter tall = Parameter.Of("tall", Initialization.Normal(1).Make(new(1, "a"), 64, 32), 64, 32), wide = Parameter.Of("wide", Initialization.Normal(1).Make(new(1, "b"), 32, 64), 32, 64);
        var muon = new MuonOptimizer([tall, wide]);
        SetGradient(tall, [.. tall.Tensor.Data]);
        SetGradient(wide, [.. wide.Tensor.Data]);
        muon.Step(0, 0.1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 1; step < 5; step++)
            muon.Step(step, 0.1);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Theory]
    [InlineData(1, 0, 0.1, 0.9, 0.99, 0)]
    [InlineData(double.NaN, 0, 0.1, 0.9, 0.99, 0)]
    [InlineData(0.9, -1, 0.1, 0.9, 0.99, 0)]
    [InlineData(0.9, 0, 0, 0.9, 0.99, 0)]
    [InlineData(0.9, 0, double.PositiveInfinity, 0.9, 0.99, 0)]
    [InlineData(0.9, 0, 0.1, -0.1, 0.99, 0)]
    [InlineData(0.9, 0, 0.1, 0.9, 1, 0)]
    [InlineData(0.9, 0, 0.1, 0.9, 0.99, double.NaN)]
    public void Muon_NumbersOutOfRange_Throws(double momentum, double decay, double adamRate, double beta1, double beta2, double adamDecay) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MuonOptimizer([], new MuonOptions(momentum, decay, adamRate, beta1, beta2, adamDecay)));

    private static TrainingOptions Options { get; } = new() { BatchSize = 8, Window = 12, Optimizer = new MuonOptions(), Schedule = new WarmupStableDecaySchedule(0.02, 5) };

    private static Trainer Make(string kind, TrainingOptions options) => new(SmallModels.Make(kind), SmallModels.Names(60), options);

    private static Trainer Train(string kind, int steps)
    {
        Trainer trainer = Make(kind, Options with { Steps = steps });
        trainer.Run();
        return trainer;
    }

    /// <summary>What five rounds make of a singular value.</summary>
    private static double Polynomial(double s)
    {
        for (int round = 0; round < 5; round++)
            s = 3.4445 * s - 4.7750 * s * s * s + 2.0315 * s * s * s * s * s;
        return s;
    }

    private static Matrix<double> Of(float[] numbers, int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, (i, j) => numbers[i * columns + j]);

    private static float[] Transposed(float[] numbers, int rows, int columns) => [.. Enumerable.Range(0, numbers.Length).Select(i => numbers[i % rows * columns + i / rows])];

    private static void SetGradient(Parameter parameter, params float[] gradient)
    {
        parameter.Tensor.ZeroGrad();
        (parameter.Tensor * new Tensor(gradient, [.. parameter.Tensor.Shape])).Sum().Backward();
    }

    private static void Close(double[] expected, Parameter actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual.Tensor.Data[i], 2e-5);
    }
}
