using FsCheck.Fluent;
using LlmFromScratch.Autograd;
using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Autograd;

public class TensorTests
{
    private static Tensor Weights(float[] data, params int[] shape) => new(data, shape) { RequiresGrad = true };

    [Fact]
    public void Backward_LinearLayer_GivesHandCalculatedGradients()
    {
        Tensor x = Weights([1, 2], 1, 2), w = Weights([1, 0, -1, 3, 2, 1], 2, 3), b = Weights([1, 1, 1], 3);
        Tensor y = x.MatMul(w) + b;
        Assert.Equal([8, 5, 2], y.Data.ToArray());
        Assert.Equal([1, 3], y.Shape);
        (y * new Tensor([1, 10, 100], 3)).Sum().Backward();
        Assert.Equal([1 - 100, 3 + 20 + 100], x.Grad!.Data.ToArray());
        Assert.Equal([1, 10, 100, 2, 20, 200], w.Grad!.Data.ToArray());
        Assert.Equal([1, 10, 100], b.Grad!.Data.ToArray());
    }

    [Fact]
    public void Affine_AnyRows_HasTheBitsOfTheProductOnTopOfTheBias()
    {
        var random = new RandomTensors(5);
        Tensor x = random.Of([2, 9, 37]), w = random.Of([37, 21]), b = random.Of([21]);
        float[] expected = [.. Enumerable.Range(0, 18).SelectMany(_ => b.Data.ToArray())];
        PlainMatrixProduct.Multiply(x.Data, w.Data, expected, 18, 37, 21, accumulate: true);
        Tensor y = x.Affine(w, b);
        Assert.Equal(expected, y.Data.ToArray());
        Assert.Equal([2, 9, 21], y.Shape);
    }

    [Fact]
    public void Operators_Broadcasting_FollowsNumPy()
    {
        Tensor column = new([1, 2], 2, 1), row = new([10, 20, 30], 3);
        Tensor sum = column + row;
        Assert.Equal([2, 3], sum.Shape);
        Assert.Equal([11, 21, 31, 12, 22, 32], sum.Data.ToArray());
        Assert.Equal([4, 2, 3], (Tensor.Zeros(4, 1, 3) + Tensor.Zeros(2, 3)).Shape);
        Assert.Equal([0.5f, 1], (column / 2).Data.ToArray());
        Assert.Equal([9, 8], (10 - column).Data.ToArray());
    }

    [Fact]
    public void Backward_SameTensorTwice_AddsBothPaths()
    {
        Tensor a = Weights([3, 5], 2);
        (a + a).Sum().Backward();
        Assert.Equal([2, 2], a.Grad!.Data.ToArray());
        a.ZeroGrad();
        (a * a).Sum().Backward();
        Assert.Equal([6, 10], a.Grad!.Data.ToArray());
        (a * 1).Sum().Backward();
        Assert.Equal([7, 11], a.Grad!.Data.ToArray()); // adds up until zeroed
    }

    [Fact]
    public void Backward_ChainOf100000Nodes_NeedsNoDeepStack()
    {
        Tensor a = Weights([1]), sum = a;
        for (int i = 0; i < 100_000; i++)
            sum += a;
        sum.Backward();
        Assert.Equal(100_001, a.Grad!.Item());
    }

    [Fact]
    public void Backward_Twice_SaysToComputeAgain()
    {
        Tensor a = Weights([2]), loss = a * a;
        loss.Backward();
        Assert.Contains("already used this graph", Assert.Throws<InvalidOperationException>(loss.Backward).Message);
        Assert.Throws<InvalidOperationException>(() => loss * 2);
        Assert.Equal(4, a.Grad!.Item());
    }

    [Fact]
    public void Backward_SecondLossOverAUsedPart_SaysSo()
    {
        Tensor a = Weights([2]), shared = a * a, first = shared * 2, second = shared * 3;
        first.Backward();
        Assert.Contains("a part of this graph", Assert.Throws<InvalidOperationException>(second.Backward).Message);
        Assert.Equal(8, a.Grad!.Item());
    }

    [Fact]
    public void Backward_NotFromASingleNumber_SaysTheShape() =>
        Assert.Contains("[2, 3] of *", Assert.Throws<InvalidOperationException>((Weights(new float[6], 2, 3) * 2).Backward).Message);

    [Fact]
    public void Backward_NothingRequiresAGradient_SaysSo()
    {
        Assert.Contains("RequiresGrad", Assert.Throws<InvalidOperationException>(Tensor.Zeros(2).Sum().Backward).Message);
        Tensor a = Weights([2]);
        using (new NoGrad())
            Assert.Throws<InvalidOperationException>((a * 2).Backward);
        Assert.False(NoGrad.IsOn);
        (a * 2).Backward();
        Assert.Throws<InvalidOperationException>((a.Detach() * 2).Backward);
    }

    [Fact]
    public void Backward_InputChangedInPlace_IsRefused()
    {
        Tensor a = Weights([2, 3], 2);
        a.Label = "w";
        Tensor loss = (a * a).Sum();
        a[1] = 4;
        string message = Assert.Throws<InvalidOperationException>(loss.Backward).Message;
        Assert.Contains("changed in place", message);
        Assert.Contains("w [2]", message);
        Assert.Null(a.Grad); // nothing is half done
        (a * a).Sum().Backward();
        a.Edit()[0] = 1; // after the pass, as an optimizer does
        Assert.Equal([4, 8], a.Grad!.Data.ToArray());
    }

    [Fact]
    public void Backward_ResultOrViewChangedInPlace_IsRefused()
    {
        Tensor a = Weights([2, 3], 2), y = a.Tanh();
        Tensor loss = y.Sum();
        y.Edit()[0] = 7;
        Assert.Throws<InvalidOperationException>(loss.Backward);
        Tensor b = Weights([2, 3], 2), square = (b * b).Sum();
        b.Reshape(1, 2).Edit()[0] = 7; // shares the numbers
        Assert.Throws<InvalidOperationException>(square.Backward);
    }

    [Fact]
    public void Operations_ShapesThatDoNotFit_NameBothAndTheOperation()
    {
        Tensor a = Tensor.Zeros(4, 8), b = Tensor.Zeros(8, 4), c = Tensor.Zeros(3);
        AssertSays("+: shapes [4, 8] and [8, 4] do not fit", () => a + b);
        AssertSays("did you mean the second one's Transpose()?", () => a + b);
        AssertSays("got [4, 8] and [4, 8]: 8 columns do not fit 4 rows; did you mean the second one's Transpose()?", () => a.MatMul(a));
        AssertSays("affine: expected a weight [8, out] for [4, 8], got [4, 8]; did you mean its Transpose()?", () => a.Affine(a));
        AssertSays("affine: expected a bias of shape [4], as many as the weight [8, 4] has columns, got [3]", () => a.Affine(b, c));
        AssertSays("two dimensions or more, got [4, 8] and [3]", () => a.MatMul(c));
        AssertSays("matmul: shapes [2] and [3] do not fit", () => Tensor.Zeros(2, 1, 1).MatMul(Tensor.Zeros(3, 1, 1)));
        AssertSays("reshape: [4, 8] has 32 numbers, which do not fit the shape [5, -1]", () => a.Reshape(5, -1));
        AssertSays("axes 0 to 1", () => a.Sum([2]));
        AssertSays("each axis once", () => a.Max([0, -2]));
        AssertSays("permute: expected each of the axes 0 to 1", () => a.Permute(0, 0));
        AssertSays("expected shapes that are equal but for that axis, got [4, 8] and [8, 4]", () => Tensor.Concatenate(0, a, b));
        AssertSays("stack: expected equal shapes, got [4, 8] and [8, 4]", () => Tensor.Stack(0, a, b));
        AssertSays("slice: axis 1 of [4, 8] has no 4 places from 5 on", () => a.Slice(1, 5, 4));
        AssertSays("layer norm: expected a weight and bias of shape [8], as the last dimension of [4, 8], got [3]", () => a.LayerNorm(c));
        AssertSays("a target for each of the 4 rows of the logits [4, 8], got 3", () => a.CrossEntropy([1, 2, 3]));
        AssertSays("targets from 0 to 7, got 8 for row 2", () => a.CrossEntropy([1, 2, 8, 0]));
        AssertSays("at least one target that counts", () => a.CrossEntropy([-100, -100, -100, -100]));
        AssertSays("ids from 0 to 3, the rows of [4, 8], got 4", () => a.Embedding([0, 4]));
        AssertSays("ids from 0 to 3, the rows of [4, 8], got -1", () => a.Embedding([-1]));
        AssertSays("expected 4 ids for the shape [2, 2], got 3", () => a.Embedding([0, 1, 2], 2, 2));
        AssertSays("a rate from 0 to below 1", () => a.Dropout(1, new SeededRandom(1, ""), 0));
        AssertSays("at least one dimension", () => a.Sum().Softmax());
        AssertSays("expected 6 numbers for the shape [2, 3], got 5", () => new Tensor(new float[5], 2, 3));
        AssertSays("at most 4 dimensions", () => Tensor.Zeros(1, 1, 1, 1, 1));
        AssertSays("1 or more, got [0]", () => Tensor.Zeros(0));
        AssertSays("1 or more, got [-3, -3]", () => new Tensor(new float[9], -3, -3));
        AssertSays("at most", () => Tensor.Zeros(65536, 65536, 65536, 65536));
        Assert.Throws<InvalidOperationException>(() => a.Item());
        Assert.Throws<ArgumentOutOfRangeException>(() => a[4, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[0]);
    }

    [Fact]
    public void Softmax_LogitsPlus1000_AreTheSameProbabilities()
    {
        Tensor x = new([0, MathF.Log(3), 0, 0], 2, 2);
        Assert.Equal([0.25f, 0.75f, 0.5f, 0.5f], x.Softmax().Data.ToArray().Select(p => MathF.Round(p, 6)));
        Tensor whole = new([1, 2, 5], 3);
        Assert.Equal(whole.Softmax().Data.ToArray(), (whole + 1000).Softmax().Data.ToArray());
        Assert.Equal([0, 0, 1], new Tensor([-3e38f, float.NegativeInfinity, 3e38f], 3).Softmax().Data.ToArray());
        Assert.Equal([-1000, 0], new Tensor([-1000, 0], 2).LogSoftmax().Data.ToArray());
    }

    [Fact]
    public void CrossEntropy_EqualLogits_IsTheLogarithmOfTheirNumber()
    {
        Assert.Equal(MathF.Log(8), Tensor.Zeros(4, 8).CrossEntropy([0, 1, 2, 7]).Item(), 1e-6f);
        Assert.Equal(MathF.Log(8), Tensor.Zeros(2, 2, 8).CrossEntropy([0, -100, -100, 7]).Item(), 1e-6f);
    }

    [Fact]
    public void Max_EqualLargest_GivesTheGradientToTheFirstAndShowsNotANumber()
    {
        Tensor a = Weights([1, 3, 3, 2], 4);
        a.Max().Backward();
        Assert.Equal([0, 1, 0, 0], a.Grad!.Data.ToArray());
        Assert.True(float.IsNaN(new Tensor([1, float.NaN, 2], 3).Max().Item()));
    }

    [Fact]
    public void Permute_AnyOrder_MovesEachNumberToItsPlace()
    {
        Tensor x = new([.. Enumerable.Range(0, 24).Select(i => (float)i)], 2, 3, 4), y = x.Permute(2, 0, 1);
        Assert.Equal([4, 2, 3], y.Shape);
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 3; j++)
                for (int k = 0; k < 4; k++)
                    Assert.Equal(x[i, j, k], y[k, i, j]);
        Assert.Equal(x.Data.ToArray(), y.Permute(1, 2, 0).Data.ToArray());
        Assert.Equal([2, 4, 3], x.Transpose().Shape);
    }

    [Fact]
    public void Reductions_ByAxis_GiveHandCalculatedNumbers()
    {
        Tensor x = new([1, 2, 3, 4, 5, 6], 2, 3);
        Assert.Equal([5, 7, 9], x.Sum([0]).Data.ToArray());
        Assert.Equal([6, 15], x.Sum([-1]).Data.ToArray());
        Assert.Equal([2, 1], x.Sum([1], keepDimensions: true).Shape);
        Assert.Equal([2, 5], x.Mean([1]).Data.ToArray());
        Assert.Equal([4, 5, 6], x.Max([0]).Data.ToArray());
        Assert.Equal((21, 3.5f, 6), (x.Sum().Item(), x.Mean().Item(), x.Max().Item()));
        Assert.Empty(x.Sum().Shape);
    }

    [Fact]
    public void Joining_ConcatenateSliceStack_AreInverse()
    {
        Tensor a = new([1, 2, 3, 4], 2, 2), b = new([5, 6], 2, 1);
        Tensor joined = Tensor.Concatenate(1, a, b);
        Assert.Equal([1, 2, 5, 3, 4, 6], joined.Data.ToArray());
        Assert.Equal(a.Data.ToArray(), joined.Slice(1, 0, 2).Data.ToArray());
        Assert.Equal(b.Data.ToArray(), joined.Slice(-1, 2, 1).Data.ToArray());
        Tensor stacked = Tensor.Stack(1, a, a * 10);
        Assert.Equal([2, 2, 2], stacked.Shape);
        Assert.Equal([1, 2, 10, 20, 3, 4, 30, 40], stacked.Data.ToArray());
        Assert.Equal([2, 2, 2], Tensor.Stack(-1, a, a).Shape);
    }

    [Fact]
    public void Dropout_SameSeedAndStep_DropsTheSameAndKeepsTheMean()
    {
        Tensor ones = Tensor.Full(1, 100, 100);
        var random = new SeededRandom(5, "dropout");
        float[] first = ones.Dropout(0.2f, random, 7).Data.ToArray();
        random.NextBits();
        Assert.Equal(first, ones.Dropout(0.2f, random, 7).Data.ToArray());
        Assert.NotEqual(first, ones.Dropout(0.2f, random, 8).Data.ToArray());
        Assert.NotEqual(first, ones.Dropout(0.2f, new SeededRandom(6, "dropout"), 7).Data.ToArray());
        Assert.Equal([0, 1.25f], first.Distinct().Order());
        Assert.InRange(first.Average(), 0.975, 1.025); // 5 standard deviations
        Assert.Equal(ones.Data.ToArray(), ones.Dropout(0, random, 1).Data.ToArray());
    }

    [Fact]
    public void MatMul_AnyBatch_EqualsOneProductAfterTheOther() => Property.Holds(Gen.Choose(0, 100_000), seed =>
    {
        var random = new RandomTensors(seed);
        Tensor a = random.Of([2, 3, 4, 5]), b = random.Of([3, 5, 2]), y = a.MatMul(b);
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 3; j++)
                Assert.Equal(a.Slice(0, i, 1).Slice(1, j, 1).Reshape(4, 5).MatMul(b.Slice(0, j, 1).Reshape(5, 2)).Data.ToArray(),
                    y.Slice(0, i, 1).Slice(1, j, 1).Data.ToArray());
    }, count: 20);

    [Fact]
    public void MatMul_OneMatrixForAll_HasThePlainProductsBits()
    {
        var random = new RandomTensors(3);
        Tensor a = random.Of([2, 9, 37]), b = random.Of([37, 21]);
        var expected = new float[18 * 21];
        PlainMatrixProduct.Multiply(a.Data, b.Data, expected, 18, 37, 21);
        Tensor y = a.MatMul(b);
        Assert.Equal(expected, y.Data.ToArray());
        Assert.Equal([2, 9, 21], y.Shape);
    }

    [Fact]
    public void ToString_LongTensor_ShowsShapeOperationAndStart()
    {
        Assert.Equal("Tensor [2] = 1, 0.5", new Tensor([1, 0.5f], 2).ToString());
        Assert.Equal("Tensor [3, 3] of * = 0, 0, 0, 0, 0, 0, 0, 0, …", (Tensor.Zeros(3, 3) * 2).ToString());
    }

    private static void AssertSays(string text, Func<Tensor> operation) => Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(operation).Message);

    [Fact]
    public void Concatenate_ArrayChangedAfterwards_StillGivesTheGradientToWhatWasJoined()
    {
        Tensor a = new([1f, 2f], 2) { RequiresGrad = true }, b = new([3f, 4f], 2) { RequiresGrad = true }, other = new([5f, 6f], 2) { RequiresGrad = true };
        Tensor[] parts = [a, b];
        Tensor loss = (Tensor.Concatenate(0, parts) * new Tensor([1f, 2f, 3f, 4f], 4)).Sum();
        parts[1] = other;

        loss.Backward();

        Assert.Equal([3f, 4f], b.Grad!.Data.ToArray());
        Assert.Null(other.Grad);
    }
}
