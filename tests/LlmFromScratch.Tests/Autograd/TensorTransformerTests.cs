using LlmFromScratch.Autograd;
using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Autograd;

/// <summary>The operations of a transformer. Their gradients are held against difference quotients and against PyTorch in other tests.</summary>
public class TensorTransformerTests
{
    [Fact]
    public void Attention_OnePlace_IsItsValue()
    {
        Tensor v = new([3, 4], 1, 1, 2);
        Assert.Equal([3, 4], Tensor.Attention(new([9, 9], 1, 1, 2), new([7, 7], 1, 1, 2), v, 2, 2).Data.ToArray());
    }

    [Fact]
    public void Attention_WithAndWithoutGradient_GivesTheSameBits()
    {
        var random = new RandomTensors(3);
        Tensor q = random.Of([2, 70, 12]), k = random.Of([2, 70, 6]), v = random.Of([2, 70, 6]);
        Tensor wanted = Tensor.Attention(new Tensor(q.Data.ToArray(), 2, 70, 12) { RequiresGrad = true }, k, v, 4, 2);
        Assert.Equal(Tensor.Attention(q, k, v, 4, 2).Data.ToArray(), wanted.Data.ToArray());
    }

    [Fact]
    public void Attention_FirstsChangedAfterwards_DoNotMatter()
    {
        int[] firsts = [0, 1];
        Tensor x = new([1, 2], 1, 2, 1) { RequiresGrad = true };
        Tensor y = Tensor.Attention(x, x, x, 1, 1, firsts);
        firsts[1] = 0;
        y.Sum().Backward();
        Assert.Equal([1, 1], x.Grad!.Data.ToArray()); // each place sees itself alone
    }

    [Fact]
    public void AffineTransposed_AnyRows_HasTheBitsOfAffineWithTheTransposedWeight()
    {
        var random = new RandomTensors(5);
        Tensor x = random.Of([2, 9, 37]), w = random.Of([21, 37]), b = random.Of([21]);
        Assert.Equal(x.Affine(w.Transpose(), b).Data.ToArray(), x.AffineTransposed(w, b).Data.ToArray());
        Assert.Equal(x.Affine(w.Transpose()).Data.ToArray(), x.AffineTransposed(w).Data.ToArray());
        Assert.Equal([2, 9, 21], x.AffineTransposed(w).Shape);
    }

    [Fact]
    public void SwiGlu_AnyNumbers_HasTheBitsOfSiluTimesTheOther()
    {
        var random = new RandomTensors(6);
        Tensor gate = random.Of([5, 31]), up = random.Of([5, 31]);
        Assert.Equal((gate.Silu() * up).Data.ToArray(), Tensor.SwiGlu(gate, up).Data.ToArray());
    }

    [Fact]
    public void SquaredRelu_HandCalculation()
    {
        Tensor x = new([-2, 0, 3], 3) { RequiresGrad = true }, y = x.SquaredRelu();
        Assert.Equal([0, 0, 9], y.Data.ToArray());
        y.Sum().Backward();
        Assert.Equal([0, 0, 6], x.Grad!.Data.ToArray());
    }

    [Fact]
    public void Operations_ShapesThatDoNotFit_SayWhatWasExpected()
    {
        Tensor a = Tensor.Zeros(2, 3, 8), b = Tensor.Zeros(2, 3, 4), flat = Tensor.Zeros(3, 8);
        AssertSays("a multiple of the key/value heads, got 4 heads and 3", () => Tensor.Attention(a, a, a, 4, 3));
        AssertSays("expected queries [batch, time, heads · d] with 3 heads, got [2, 3, 8]", () => Tensor.Attention(a, a, a, 3, 3));
        AssertSays("got [3, 8]", () => Tensor.Attention(flat, flat, flat, 2, 2));
        AssertSays("expected keys [2, 3, 4] for the queries [2, 3, 8] with 4 heads and 2 key/value heads, got [2, 3, 8]", () => Tensor.Attention(a, a, b, 4, 2));
        AssertSays("expected values of the keys' shape [2, 3, 4], got [2, 3, 8]", () => Tensor.Attention(a, b, a, 4, 2));
        AssertSays("for each of the 2 × 3 queries, or none, got 2", () => Tensor.Attention(a, a, a, 2, 2, [0, 0]));
        AssertSays("that place 1 sees from 0 to 1, got 2", () => Tensor.Attention(a, a, a, 2, 2, [0, 2, 0, 0, 0, 0]));
        AssertSays("expected a weight [out, 8] for [3, 8], got [8, 3]; did you mean Affine?", () => flat.AffineTransposed(Tensor.Zeros(8, 3)));
        AssertSays("expected a bias of shape [5]", () => flat.AffineTransposed(Tensor.Zeros(5, 8), Tensor.Zeros(8)));
        AssertSays("expected 8 heads of an even number", () => a.Rotate(8, new int[6]));
        AssertSays("expected a position for each of the 6 places of [2, 3, 8], got 3", () => a.Rotate(2, new int[3]));
        AssertSays("expected two tensors of one shape, got [2, 3, 8] and [2, 3, 4]", () => Tensor.SwiGlu(a, b));

        static void AssertSays(string expected, Func<Tensor> operation) =>
            Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(operation).Message, StringComparison.Ordinal);
    }
}
