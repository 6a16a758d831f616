using LlmFromScratch.Autograd;

namespace LlmFromScratch.Tests.Autograd;

public sealed class GradientCheckTests
{
    [Fact]
    public void Check_OfAResultOfSeveralNumbers_SaysWhatTheSlopesAreOf()
    {
        Tensor x = new([1, -2, 0.5f], 3) { Label = "x" };
        GradientCheckReport several = GradientCheck.Check(t => t[0].Tanh(), [x]), one = GradientCheck.Check(t => t[0].Tanh().Sum(), [x]);
        Assert.Equal((3, 1), (several.Count, one.Count));
        Assert.Contains("slopes of the sum of the result's 3 numbers, each times a random weight\n", several.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("slopes of", one.ToString(), StringComparison.Ordinal);
    }
}
