using FsCheck;
using FsCheck.Fluent;
using LlmFromScratch.Autograd;

namespace LlmFromScratch.Tests.Autograd;

/// <summary>Every operation against difference quotients, for random shapes.</summary>
public class TensorGradientTests
{
    private static readonly Dictionary<string, Func<RandomTensors, (Func<Tensor[], Tensor> Function, Tensor[] Inputs)>> Cases = new()
    {
        ["+"] = r => (x => x[0] + x[1], r.Broadcastable()),
        ["-"] = r => (x => x[0] - x[1], r.Broadcastable()),
        ["*"] = r => (x => x[0] * x[1], r.Broadcastable()),
        ["/"] = r => (x => x[0] / (x[1] * x[1] + 1), r.Broadcastable()),
        ["negative"] = r => (x => -x[0], [r.Any()]),
        ["square"] = r => (x => x[0] * x[0], [r.Any()]),
        ["exp"] = r => (x => x[0].Exp(), [r.Any()]),
        ["log"] = r => (x => x[0].Log(), [r.Of(r.Shape(), 0.3, 3)]),
        ["tanh"] = r => (x => x[0].Tanh(), [r.Any()]),
        ["sigmoid"] = r => (x => x[0].Sigmoid(), [r.Any()]),
        ["relu"] = r => (x => x[0].Relu(), [r.AwayFromZero()]),
        ["gelu"] = r => (x => x[0].Gelu(), [r.Any()]),
        ["gelu tanh"] = r => (x => x[0].GeluTanh(), [r.Any()]),
        ["silu"] = r => (x => x[0].Silu(), [r.Any()]),
        ["matmul"] = r => (x => x[0].MatMul(x[1]), r.Matrices()),
        ["affine"] = r => r.Any() is var x ? (y => y[0].Affine(y[1], y[2]), [x, r.Of([x.Shape[^1], 5]), r.Of([5])]) : default,
        ["affine, no bias"] = r => r.Any() is var x ? (y => y[0].Affine(y[1]), [x, r.Of([x.Shape[^1], 2])]) : default,
        ["transpose"] = r => (x => x[0].Transpose() * 2, [r.Any(2)]),
        ["permute"] = r => r.Any() is var x ? (y => y[0].Permute(r.Shuffled(x.Rank)), [x]) : default,
        ["reshape"] = r => (x => x[0].Reshape(-1) * x[0].Reshape(-1), [r.Any()]),
        ["sum"] = r => r.Any() is var x && r.Axes(x.Rank) is var axes ? (y => (y[0] * y[0]).Sum(axes), [x]) : default,
        ["sum kept"] = r => r.Any() is var x && r.Axes(x.Rank) is var axes ? (y => y[0] * y[0].Sum(axes, keepDimensions: true), [x]) : default,
        ["mean"] = r => r.Any() is var x && r.Axes(x.Rank) is var axes ? (y => (y[0] * y[0]).Mean(axes), [x]) : default,
        ["mean of all"] = r => (x => (x[0] * x[0]).Mean(), [r.Any()]),
        ["max"] = r => r.Distinct() is var x && r.Axes(x.Rank) is var axes ? (y => y[0].Max(axes) * 2, [x]) : default,
        ["softmax"] = r => (x => x[0].Softmax(), [r.Any()]),
        ["log-softmax"] = r => (x => x[0].LogSoftmax(), [r.Any()]),
        ["cross-entropy"] = r => r.Any() is var x && r.Targets(x) is var targets ? (y => y[0].CrossEntropy(targets, -1), [x]) : default,
        ["embedding"] = r => r.Any(2, 2) is var x && r.Ids(x.Shape[0]) is var ids ? (y => y[0].Embedding(ids) * 3, [x]) : default,
        ["layer norm"] = r => r.Rows() is var x ? (y => y[0].LayerNorm(y[1], y[2]), [x, r.Of([x.Shape[^1]]), r.Of([x.Shape[^1]])]) : default,
        ["layer norm, no bias"] = r => r.Rows() is var x ? (y => y[0].LayerNorm(y[1]), [x, r.Of([x.Shape[^1]])]) : default,
        ["RMS norm"] = r => r.Rows() is var x ? (y => y[0].RmsNorm(y[1]), [x, r.Of([x.Shape[^1]])]) : default,
        ["dropout"] = r => (x => x[0].Dropout(0.4f, new SeededRandom(1, "test"), 3), [r.Any()]),
        ["slice"] = r => r.Any() is var x ? (y => y[0].Slice(-1, x.Shape[^1] / 2, 1) * y[0].Slice(0, 0, 1).Sum(), [x]) : default,
        ["concatenate"] = r => r.Any() is var x ? (y => Tensor.Concatenate(0, y[0], y[1], y[0]), [x, r.Of([.. x.Shape])]) : default,
        ["concatenate last"] = r => r.Any() is var x ? (y => Tensor.Concatenate(-1, y[0], y[1]).Exp(), [x, r.Of([.. x.Shape])]) : default,
        ["stack"] = r => r.Any(1, 3) is var x ? (y => Tensor.Stack(1, y[0], y[1], y[1]), [x, r.Of([.. x.Shape])]) : default,
        ["rnn"] = r => r.Recurrent(1) is var (x, starts) ? (y => Tensor.Rnn(y[0], y[1], y[2], starts).States, x[..3]) : default,
        ["gru"] = r => r.Recurrent(3) is var (x, starts) ? (y => Tensor.Gru(y[0], y[1], y[3], y[2], starts).States, x) : default,
        ["lstm"] = r => r.Recurrent(4) is var (x, starts) ? (y => Tensor.Lstm(y[0], y[1], y[2], y[3].Reshape([.. y[2].Shape]), starts).States, [.. x[..3], r.Of([x[2].Count])]) : default,
        ["attention"] = r => r.Attention() is var (x, heads, firsts) ? (y => Tensor.Attention(y[0], y[1], y[2], heads * y[0].Shape[2] / y[1].Shape[2], heads, firsts), x) : default,
        ["attention to itself"] = r => (x => Tensor.Attention(x[0], x[0], x[0], 2, 2), [r.Of([2, 3, 4])]),
        ["affine (transposed)"] = r => (x => x[0].AffineTransposed(x[1], x[2]), [r.Of([.. r.Shape(1, 2), 3]), r.Of([5, 3]), r.Of([5])]),
        ["affine (transposed), no bias"] = r => (x => x[0].AffineTransposed(x[1]).AffineTransposed(x[1].Transpose()), [r.Of([2, 3]), r.Of([4, 3])]),
        ["rotate"] = r => r.Rotary() is var (x, heads, positions) ? (y => y[0].Rotate(heads, positions, 100), [x]) : default,
        ["SwiGLU"] = r => r.Any() is var x ? (y => Tensor.SwiGlu(y[0], y[1]), [x, r.Of([.. x.Shape])]) : default,
        ["SwiGLU of itself"] = r => (x => Tensor.SwiGlu(x[0], x[0]), [r.Any()]),
        ["squared relu"] = r => (x => x[0].SquaredRelu(), [r.Any()]),
        ["two layers"] = r => (x => x[0].Affine(x[1], x[2]).Tanh().MatMul(x[3]).CrossEntropy([1, 0, 2], 7), [r.Of([3, 4]), r.Of([4, 5]), r.Of([5]), r.Of([5, 3])]),
    };

    public static TheoryData<string> Operations => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Backward_RandomShapes_PassesTheGradientCheck(string name) => Property.Holds(Gen.Choose(0, 1_000_000), seed =>
    {
        (Func<Tensor[], Tensor> function, Tensor[] inputs) = Cases[name](new RandomTensors(seed));
        GradientCheckReport report = GradientCheck.Check(function, inputs);
        Assert.True(report.Passed, report.ToString());
    }, count: 60);

    [Theory]
    [MemberData(nameof(Operations))]
    public void Backward_GradientScaledByOnePercent_FailsTheGradientCheck(string name)
    {
        (Func<Tensor[], Tensor> function, Tensor[] inputs) = Cases[name](new RandomTensors(11));
        Assert.True(GradientCheck.Check(function, inputs).Passed);
        GradientCheckReport report = GradientCheck.Check(x => function(x).WithScaledGradient(1.01f), inputs);
        Assert.False(report.Passed, report.ToString());
        Assert.Contains("FAILED", report.ToString());
    }
}
