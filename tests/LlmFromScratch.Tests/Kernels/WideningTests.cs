using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

public class WideningTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(7), InlineData(8), InlineData(9), InlineData(100)]
    public void Sum_EightLanes_IsThatOfAPlainLoop(int count)
    {
        float[] x = Bits.Numbers(count, 1);
        var lanes = new double[8];
        for (int i = 0; i < count; i++)
            lanes[i % 8] += x[i];
        double sum = 0;
        foreach (double lane in lanes)
            sum += lane;
        Assert.Equal(BitConverter.DoubleToInt64Bits(sum), BitConverter.DoubleToInt64Bits(Widening.Sum(x)));
    }

    [Fact]
    public void Divide_AnyLength_IsThatOfAPlainLoop()
    {
        foreach (int count in new[] { 0, 1, 7, 8, 9, 100 })
        {
            float[] x = Bits.Numbers(count, 2);
            var y = new double[count];
            Widening.Divide(x, 0.7, y);
            Assert.Equal(x.Select(one => one / 0.7), y);
        }
        Assert.Throws<ArgumentException>(() => Widening.Divide([1, 2], 1, new double[1]));
    }
}
