using System.Text.Json;
using LlmFromScratch.Autograd;
using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Autograd;

/// <summary>Results and gradients against PyTorch's. Source of the numbers: tests/Fixtures/README.md.</summary>
public class TorchReferenceTests
{
    private static readonly Dictionary<string, Func<Tensor[], int[], Tensor>> Operations = new()
    {
        ["softmax"] = (x, _) => x[0].Softmax(),
        ["log-softmax"] = (x, _) => x[0].LogSoftmax(),
        ["cross-entropy"] = (x, targets) => x[0].CrossEntropy(targets),
        ["layer norm"] = (x, _) => x[0].LayerNorm(x[1], x[2]),
        ["RMS norm"] = (x, _) => x[0].RmsNorm(x[1]),
        ["gelu"] = (x, _) => x[0].Gelu(),
        ["gelu (tanh)"] = (x, _) => x[0].GeluTanh(),
        ["silu"] = (x, _) => x[0].Silu(),
        ["tanh"] = (x, _) => x[0].Tanh(),
        ["sigmoid"] = (x, _) => x[0].Sigmoid(),
        ["embedding"] = (x, ids) => x[0].Embedding(ids),
        ["matmul"] = (x, _) => x[0].MatMul(x[1]),
        ["rnn"] = (x, _) => Tensor.Rnn(x[0].Affine(x[1], x[2]), x[3], x[4]).States,
        ["gru"] = (x, _) => Tensor.Gru(x[0].Affine(x[1], x[2]), x[3], x[5], x[4]).States,
        ["attention"] = (x, heads) => Tensor.Attention(x[0], x[1], x[2], heads[0], heads[1]),
        ["affine (transposed)"] = (x, _) => x[0].AffineTransposed(x[1], x[2]),
        ["rotate"] = (x, positions) => x[0].Rotate(3, positions, 10000),
        ["SwiGLU"] = (x, _) => Tensor.SwiGlu(x[0], x[1]),
        ["squared relu"] = (x, _) => x[0].SquaredRelu(),
        ["lstm"] = (x, _) => Tensor.Lstm(x[0].Affine(x[1], x[2]), x[3], x[4], x[5]).States,
    };

    private static readonly ReferenceFile Reference =
        JsonSerializer.Deserialize<ReferenceFile>(File.ReadAllBytes(TestData.Fixture("torch", "reference.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<int, string> Cases()
    {
        var data = new TheoryData<int, string>();
        for (int i = 0; i < Reference.Cases.Count; i++)
            data.Add(i, Reference.Cases[i].Operation);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operation_TorchsInputs_GivesTorchsResultAndGradients(int number, string operation)
    {
        ReferenceCase reference = Reference.Cases[number];
        Tensor[] inputs = [.. reference.Inputs.Select(input => new Tensor(input.Data, input.Shape) { RequiresGrad = true })];
        Tensor y = Operations[operation](inputs, reference.Integers);
        AssertClose(reference.Result, y, operation);
        (y * new Tensor(reference.Weights.Data, reference.Weights.Shape)).Sum().Backward();
        for (int i = 0; i < inputs.Length; i++)
            AssertClose(reference.Gradients[i], inputs[i].Grad!, $"{operation}, gradient {i}");
    }

    [Fact]
    public void Reference_EveryOperation_IsThere() => Assert.Equal(Operations.Keys.Order(), Reference.Cases.Select(c => c.Operation).Distinct().Order());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AdamW_TorchsGradients_GivesTorchsParametersAfterEachStep(int number)
    {
        AdamWCase reference = Reference.AdamW[number];
        float[] parameters = [.. reference.Start.Data], first = new float[parameters.Length], second = new float[parameters.Length];
        for (int step = 0; step < reference.Gradients.Length; step++)
        {
            AdamW.Step(parameters, reference.Gradients[step].Data, first, second, step + 1, reference.Rate, reference.Beta1, reference.Beta2, reference.Epsilon, reference.Decay);
            AssertClose(reference.After[step], new Tensor([.. parameters], parameters.Length), $"AdamW with decay {reference.Decay}, step {step + 1}");
        }
    }

    private static void AssertClose(Numbers expected, Tensor actual, string what)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        float largest = expected.Data.Max(Math.Abs);
        for (int i = 0; i < actual.Count; i++)
            Assert.True(Math.Abs(expected.Data[i] - actual.Data[i]) <= 2e-6f * largest, $"{what}: expected {expected.Data[i]:R} at {i}, got {actual.Data[i]:R}");
    }

    private sealed record Numbers(int[] Shape, float[] Data);

    private sealed record ReferenceCase(string Operation, Numbers[] Inputs, int[] Integers, Numbers Result, Numbers Weights, Numbers[] Gradients);

    private sealed record AdamWCase(double Rate, double Beta1, double Beta2, double Epsilon, double Decay, Numbers Start, Numbers[] Gradients, Numbers[] After);

    private sealed record ReferenceFile(string Torch, IReadOnlyList<ReferenceCase> Cases, IReadOnlyList<AdamWCase> AdamW);
}
