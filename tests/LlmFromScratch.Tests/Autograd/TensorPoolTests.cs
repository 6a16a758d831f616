using LlmFromScratch.Autograd;

namespace LlmFromScratch.Tests.Autograd;

public class TensorPoolTests
{
    [Fact]
    public void Step_ManyOfTheSameShapes_NeedNoMoreArraysThanTheFirst()
    {
        var pool = new TensorPool();
        Tensor x = new RandomTensors(1).Of([8, 5]), w = Weights();
        Train(pool, x, w, 1);
        long afterOne = pool.Count;
        Assert.InRange(afterOne, 1, 1000);
        Train(pool, x, w, 20);
        Assert.Equal(afterOne, pool.Count);
        Assert.Equal(21, pool.Steps);
    }

    [Fact]
    public void Step_Training_GivesTheSameBitsAsWithoutAPool()
    {
        Tensor x = new RandomTensors(1).Of([8, 5]), pooled = Weights(), plain = Weights();
        Train(new TensorPool(), x, pooled, 10);
        Train(null, x, plain, 10);
        Assert.Equal(plain.Data.ToArray(), pooled.Data.ToArray());
    }

    [Fact]
    public void Step_Ended_ItsTensorsThrowButWeightsAndGradientsStay()
    {
        var pool = new TensorPool();
        Tensor w = Weights(), y, view;
        using (pool.Step())
        {
            y = w * 2;
            view = y.Reshape(-1);
            y.Sum().Backward();
            Assert.Equal(2 * w[0, 0], y[0, 0]);
        }
        Assert.Contains("a step that is over", Assert.Throws<InvalidOperationException>(() => y.Data.Length).Message);
        Assert.Throws<InvalidOperationException>(() => view.Item());
        Assert.Throws<InvalidOperationException>(() => y.Detach() + 1);
        Assert.Null(y.Grad); // given back when it was passed on
        Assert.Equal(2, w.Grad![4, 2]);
    }

    [Fact]
    public void Backward_ThroughManyResults_TheirGradientsShareAFewArrays()
    {
        var pool = new TensorPool();
        Tensor w = Weights(), plain = Weights();
        Tensor Many(Tensor y)
        {
            for (int i = 0; i < 20; i++)
                y = y.Tanh();
            return y;
        }

        float[] result = Many(plain).Data.ToArray();
        Many(plain).Sum().Backward();
        using (pool.Step())
        {
            Tensor y = Many(w);
            y.Sum().Backward();
            Assert.Null(y.Grad);
            Assert.Equal(result, y.Data.ToArray()); // results stay until the end
        }

        Assert.InRange(pool.Count / w.Count, 20, 24);
        Assert.Equal(plain.Grad!.Data.ToArray(), w.Grad!.Data.ToArray());
    }

    [Fact]
    public void Step_WithinAnother_IsRefusedAndEndingTwiceIsHarmless()
    {
        var pool = new TensorPool();
        IDisposable step = pool.Step();
        Assert.Throws<InvalidOperationException>(() => new TensorPool().Step());
        step.Dispose();
        step.Dispose();
        Assert.Equal(1, pool.Steps);
        using IDisposable second = pool.Step();
        step.Dispose();
        Assert.Equal(1, pool.Steps);
    }

    private static Tensor Weights() => new(new RandomTensors(2).Of([5, 3]).Data.ToArray(), 5, 3) { RequiresGrad = true };

    private static void Train(TensorPool? pool, Tensor x, Tensor w, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            using IDisposable? scope = pool?.Step();
            w.ZeroGrad();
            x.MatMul(w).Tanh().CrossEntropy([0, 1, 2, 0, 1, 2, 0, 1]).Backward();
            Span<float> weights = w.Edit();
            for (int i = 0; i < weights.Length; i++)
                weights[i] -= 0.1f * w.Grad!.Data[i];
        }
    }

    [Fact]
    public void Step_AfterOneWhoseNumbersWereNone_GivesTheBitsOfNewArrays()
    {
        float[] expected = Compute(1);
        var pool = new TensorPool();
        using (pool.Step())
            Assert.All(Compute(float.NaN), number => Assert.True(float.IsNaN(number)));
        long count = pool.Count;
        using (pool.Step())
            Assert.Equal(expected, Compute(1));
        Assert.Equal(count, pool.Count); // the same arrays

        // Every operation that a network is made of, and each input's gradient from one place and from several.
        static float[] Compute(float factor)
        {
            var random = new RandomTensors(8);
            Tensor Leaf(params int[] shape) => new([.. random.Of(shape).Data.ToArray().Select(x => x * factor)], shape) { RequiresGrad = true };
            Tensor table = Leaf(7, 6), a = Leaf(6, 6), b = Leaf(6), shift = Leaf(6);
            Tensor x = table.Embedding([1, 5, 3, 0, 2, 6], 2, 3), q = x.Affine(a, b), k = x.Affine(a).Rotate(3, [0, 1, 2, 0, 1, 2]);
            Tensor y = x + Tensor.Attention(q, k, x, 3, 3, [0, 0, 1, 0, 1, 1]);
            y = Tensor.SwiGlu(y.LayerNorm(b, shift), y.RmsNorm(b)) + Tensor.SwiGlu(y, y) - y.Gelu() * y.Silu();
            y = Tensor.Concatenate(-1, y.Slice(-1, 0, 2).SquaredRelu(), y.Slice(-1, 2, 4).GeluTanh()) + y.Permute(0, 2, 1).Permute(0, 2, 1).Tanh();
            y = (y + y).MatMul(a).Reshape(6, 6) / (b.Sigmoid() + 1) + y.Reshape(6, 6).MatMul(y.Reshape(6, 6)).Softmax().LogSoftmax();
            Tensor loss = y.AffineTransposed(table).CrossEntropy([0, 1, -100, 3, 4, 5]) + y.AffineTransposed(a, b).Exp().Mean() * 0.001f;
            loss.Backward();
            return [loss.Item(), .. new[] { table, a, b, shift }.SelectMany(leaf => leaf.Grad!.Data.ToArray())];
        }
    }

    [Fact]
    public void ZeroGradLater_ReadOrAddedTo_CountsAsZeros()
    {
        Tensor x = new([2, 3], 2) { RequiresGrad = true }, unused = new([1], 1) { RequiresGrad = true };
        unused.ZeroGradLater();
        Assert.Null(unused.Grad);
        (x * x).Sum().Backward();
        x.ZeroGradLater();
        (x * 5).Sum().Backward();
        Assert.Equal([5, 5], x.Grad!.Data.ToArray());
        x.ZeroGradLater();
        Assert.Equal([0, 0], x.Grad!.Data.ToArray());
        (x + x).Sum().Backward();
        Assert.Equal([2, 2], x.Grad!.Data.ToArray());
    }
}
