using LlmFromScratch.Autograd;
using LlmFromScratch.Tests.Kernels;

namespace LlmFromScratch.Tests.Autograd;

/// <summary>The same bits on every machine: none of these results may depend on the vector width or the number of threads.</summary>
[Collection(KernelThreadsCollection.Name)]
public class TensorBitsTests
{
    [Fact]
    public void Network_EveryWidthAndThreadCount_GivesTheSameOutputsLossAndGradients() => AssertSameBits(() => SmallNetwork(channels: 27, time: 7, batch: 3));

    [Fact]
    public void Network_LargeEnoughForThreads_GivesTheSameOutputsLossAndGradients() => AssertSameBits(() => SmallNetwork(channels: 130, time: 65, batch: 9));

    [Theory]
    [InlineData(new[] { 5, 27 }, new[] { 27 })]
    [InlineData(new[] { 5, 27 }, new[] { 5, 1 })]
    [InlineData(new[] { 5, 27 }, new[] { 1 })]
    [InlineData(new[] { 300, 301 }, new[] { 300, 301 })]
    [InlineData(new[] { 300, 301 }, new[] { 301 })]
    [InlineData(new[] { 300, 301 }, new[] { 300, 1 })]
    [InlineData(new[] { 2, 90, 1, 401 }, new[] { 90, 3, 1 })]
    public void Arithmetic_EveryWidthAndThreadCount_GivesTheSameBits(int[] first, int[] second) => AssertSameBits(() =>
    {
        Tensor a = Leaf(1, first), b = Leaf(2, second), y = (a + b) * (a - b) / (b * b + 1) * (b + a);
        Tensor means = y.Mean([0]), sums = y.Sum([-1]);
        (means.Sum() * sums.Sum() + y.Sum() * 0.25f).Backward();
        return [y, means, sums, a.Grad!, b.Grad!];
    });

    private static Tensor[] SmallNetwork(int channels, int time, int batch)
    {
        int hidden = 2 * channels + 3, vocabulary = channels + 4, rows = batch * time;
        var random = new SeededRandom(7, "ids");
        int[] ids = [.. Enumerable.Range(0, rows).Select(_ => random.NextInt(vocabulary))];
        int[] targets = [.. Enumerable.Range(0, rows).Select(i => i % 5 == 2 ? -100 : random.NextInt(vocabulary))];
        Tensor table = Leaf(1, vocabulary, channels), gain = Leaf(2, channels), shift = Leaf(3, channels);
        Tensor up = Leaf(4, channels, hidden), upBias = Leaf(5, hidden), down = Leaf(6, hidden, channels), last = Leaf(7, channels, vocabulary);
        Tensor x = table.Embedding(ids, batch, time);
        Tensor scores = (x.MatMul(x.Transpose()) / 8).Softmax();
        Tensor mixed = x + scores.MatMul(x).Permute(1, 0, 2).Permute(1, 0, 2);
        Tensor normal = Tensor.Attention(mixed, mixed, mixed, 1, 1).LayerNorm(gain, shift);
        Tensor inner = normal.Affine(up, upBias);
        Tensor activated = Tensor.Concatenate(-1, inner.Slice(-1, 0, channels).Gelu(), inner.Slice(-1, channels, 3).Relu(), inner.Slice(-1, channels + 3, channels).Silu());
        activated = Tensor.SwiGlu(activated, inner.SquaredRelu());
        Tensor dropped = activated.Dropout(0.1f, new SeededRandom(3, "dropout"), 4);
        Tensor result = (normal + dropped.MatMul(down).Tanh()).RmsNorm(gain).Sigmoid() * shift;
        Tensor logits = result.Affine(last) + result.AffineTransposed(table);
        Tensor loss = logits.CrossEntropy(targets) + logits.LogSoftmax().Mean([0, 1]).Max() * 0.01f + (logits.GeluTanh() * 0.01f).Exp().Log().Mean();
        loss.Backward();
        return [scores, normal, activated, logits, loss, .. new[] { table, gain, shift, up, upBias, down, last }.Select(leaf => leaf.Grad!)];
    }

    private static void AssertSameBits(Func<Tensor[]> compute)
    {
        float[][] expected;
        using (new LaneWidth(0))
        using (new ThreadCount(1))
            expected = Numbers(compute());
        Assert.All(expected, numbers => Assert.Contains(numbers, number => number != 0 && float.IsFinite(number)));
        foreach (int width in LaneWidth.All)
            for (int threads = 1; threads <= 3; threads++)
            {
                using var lanes = new LaneWidth(width);
                using var count = new ThreadCount(threads);
                float[][] actual = Numbers(compute());
                for (int i = 0; i < expected.Length; i++)
                    Bits.AssertSame(expected[i], actual[i], $"result {i}, width {width}, {threads} threads");
            }
    }

    private static float[][] Numbers(Tensor[] tensors) => Array.ConvertAll(tensors, tensor => tensor.Data.ToArray());

    private static Tensor Leaf(int seed, params int[] shape) => new(new RandomTensors(seed).Of(shape, -0.5, 0.5).Data.ToArray(), shape) { RequiresGrad = true };
}
