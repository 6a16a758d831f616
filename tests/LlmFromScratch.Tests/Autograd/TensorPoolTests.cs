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
        Assert.Throws<InvalidOperationException>(() => y.Grad![0, 0]);
        Assert.Equal(2, w.Grad![4, 2]);
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
}
