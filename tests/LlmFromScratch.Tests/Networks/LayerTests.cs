using LlmFromScratch.Autograd;
using LlmFromScratch.Networks;

namespace LlmFromScratch.Tests.Networks;

public class LayerTests
{
    [Fact]
    public void Linear_ByHand_IsXTimesWPlusB()
    {
        var linear = new Linear(new Tensor([1, 2, 3, 4, 5, 6], 2, 3), new Tensor([10, 20, 30], 3));
        Tensor y = linear.Forward(new Tensor([1, -1], 1, 2));
        Assert.Equal([1, 3], y.Shape);
        Assert.Equal([7f, 17, 27], y.Data.ToArray());
    }

    [Fact]
    public void Linear_ShapesThatDoNotFit_SayBoth()
    {
        Assert.Contains("[3]", Assert.Throws<ArgumentException>(() => new Linear(Tensor.Zeros(2, 3), Tensor.Zeros(2))).Message);
        Assert.Throws<ArgumentException>(() => new Linear(Tensor.Zeros(2)));
        Assert.Contains("[1, 5]", Assert.ThrowsAny<ArgumentException>(() => new Linear(2, 3, new(1, "w")).Forward(Tensor.Zeros(1, 5))).Message);
    }

    [Fact]
    public void Dropout_OutsideOfTraining_IsItsInput()
    {
        Tensor x = Tensor.Full(1, 10, 10);
        Assert.Same(x, new Dropout(0.5f, new(1, "dropout")).Forward(x));
        Assert.Same(x, new Dropout(0, new(1, "dropout")).Forward(x, step: 3));
    }

    [Fact]
    public void Dropout_InTraining_LeavesOutItsPartAndKeepsTheMean()
    {
        Tensor x = Tensor.Full(1, 100, 100);
        float[] y = new Dropout(0.2f, new(1, "dropout")).Forward(x, step: 3).Data.ToArray();

        Assert.Equal([0f, 1.25f], y.Distinct().Order());
        Assert.Equal(0.2, y.Count(number => number == 0) / 10_000.0, 0.02);
        Assert.Equal(1, y.Average(), 0.02);
    }

    [Fact]
    public void Dropout_SameSeedAndStep_LeavesOutTheSame()
    {
        Tensor x = Tensor.Full(1, 50);
        float[] Of(long seed, long step) => new Dropout(0.5f, new(seed, "dropout")).Forward(x, step).Data.ToArray();
        Assert.Equal(Of(1, 7), Of(1, 7));
        Assert.NotEqual(Of(1, 7), Of(1, 8));
        Assert.NotEqual(Of(1, 7), Of(2, 7));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    public void Dropout_RateOutOfRange_Throws(float rate) => Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(rate, new(1, "dropout")));

    [Fact]
    public void LayerNorm_New_GivesMeanZeroAndDeviationOne()
    {
        Tensor y = new LayerNorm(4).Forward(new Tensor([1, 2, 3, 4, 10, 10, 10, 30], 2, 4));
        for (int row = 0; row < 2; row++)
        {
            float[] numbers = y.Data.Slice(row * 4, 4).ToArray();
            Assert.Equal(0, numbers.Average(), 1e-5);
            Assert.Equal(1, numbers.Average(number => number * number), 1e-4);
        }
        Assert.Single(new LayerNorm(4, bias: false).Parameters);
    }

    [Fact]
    public void Embedding_OfIds_IsTheirRows()
    {
        var table = new Embedding(new Tensor([0, 1, 10, 11, 20, 21], 3, 2));
        Tensor rows = table.Forward([2, 0, 2, 1], 2, 2);
        Assert.Equal([2, 2, 2], rows.Shape);
        Assert.Equal([20f, 21, 0, 1, 20, 21, 10, 11], rows.Data.ToArray());
        Assert.ThrowsAny<ArgumentException>(() => table.Forward([3], 1));
        Assert.Throws<ArgumentException>(() => new Embedding(Tensor.Zeros(3)));
    }

    [Fact]
    public void Sequential_OfLayers_RunsThemInOrderAndNumbersTheirParameters()
    {
        var net = new Sequential(new Linear(2, 3, new(1, "a")), Nonlinearity.Relu, new Linear(3, 1, new(1, "b"), bias: false));
        Assert.Equal(["0.weight", "0.bias", "2.weight"], net.Parameters.Select(parameter => parameter.Name));
        Tensor x = new([0.5f, -1], 1, 2);
        Tensor byHand = net.Layers[2].Forward(net.Layers[0].Forward(x).Relu());
        Assert.Equal(byHand.Data.ToArray(), net.Forward(x).Data.ToArray());
    }

    [Fact]
    public void ZeroGrad_AfterBackward_LeavesZeros()
    {
        var linear = new Linear(2, 2, new(1, "a"));
        linear.Forward(Tensor.Full(1, 1, 2)).Sum().Backward();
        Assert.Contains(linear.Parameters, parameter => parameter.Tensor.Grad!.Data.ToArray().Any(number => number != 0));
        linear.ZeroGrad();
        Assert.All(linear.Parameters, parameter => Assert.All(parameter.Tensor.Grad!.Data.ToArray(), number => Assert.Equal(0, number)));
    }

    [Fact]
    public void Options_OfAThousandMillionNumbers_AreRefusedBeforeMemoryIsTaken()
    {
        var options = new MlpOptions { Context = 1 << 20, Embedding = 1 << 20, Hidden = 1 << 20 };
        Assert.Contains("smaller", Assert.ThrowsAny<ArgumentException>(() => options.Create(SmallModels.Tokenizer.Vocabulary, 1)).Message);
    }
}
