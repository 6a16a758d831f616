using LlmFromScratch.Autograd;
using LlmFromScratch.Networks;
using LlmFromScratch.Training;

namespace LlmFromScratch.Tests.Training;

public class OptimizerTests
{
    /// <summary>Gives a parameter this gradient: the slope of the sum of p · g is g.</summary>
    private static void SetGradient(Parameter parameter, params float[] gradient)
    {
        parameter.Tensor.ZeroGrad();
        (parameter.Tensor * new Tensor(gradient, [.. parameter.Tensor.Shape])).Sum().Backward();
    }

    [Fact]
    public void Sgd_ByHand_StepsAgainstTheGradient()
    {
        Parameter p = Parameter.Of("p", [1, -2], 2);
        var sgd = new SgdOptimizer([p]);
        SetGradient(p, 0.5f, -4);
        sgd.Step(0, 0.1);
        Close([0.95f, -1.6f], p);
        Assert.Empty(sgd.Memory);
    }

    [Fact]
    public void Sgd_WithMomentum_KeepsAPartOfTheLastStep()
    {
        Parameter p = Parameter.Of("p", [1], 1);
        var sgd = new SgdOptimizer([p], new SgdOptions(Momentum: 0.9));
        SetGradient(p, 0.5f);
        sgd.Step(0, 0.1); // v = 0.5
        Close([0.95f], p);
        SetGradient(p, -1);
        sgd.Step(1, 0.1); // v = 0.45 - 1 = -0.55
        Close([1.005f], p);
        Assert.Equal(-0.55f, Assert.Single(sgd.Memory).Numbers[0], 1e-6f);
    }

    [Fact]
    public void AdamW_TwoStepsByHand_AreTheBooks()
    {
        Parameter p = Parameter.Of("p", [1], 1, 1);
        var adam = new AdamWOptimizer([p], new AdamWOptions(Beta1: 0.9, Beta2: 0.99, Decay: 0.01));
        SetGradient(p, 0.5f);
        adam.Step(0, 0.1); // both means are g and g² once their bias is taken out: a step of 0.1, and the decay of 0.1 · 0.01
        Close([0.899f], p);
        SetGradient(p, -1);
        adam.Step(1, 0.1); // mean (0.9 · 0.05 - 0.1) / 0.19 = -0.2894737, square (0.99 · 0.0025 + 0.01) / 0.0199 = 0.6268844, root 0.7917603
        Close([0.899f * 0.999f + 0.1f * 0.3656078f], p);
    }

    [Fact]
    public void AdamW_WithoutAGradient_ShrinksMatricesOnly()
    {
        Parameter matrix = Parameter.Of("weight", [2], 1, 1), bias = Parameter.Of("bias", [2], 1);
        var adam = new AdamWOptimizer([matrix, bias], new AdamWOptions(Decay: 0.5));
        SetGradient(matrix, 0);
        SetGradient(bias, 0);
        adam.Step(0, 0.1);
        Close([1.9f], matrix);
        Close([2], bias);
    }

    [Fact]
    public void Step_ParameterThatTheLossDidNotTouch_StaysAsItIs()
    {
        Parameter touched = Parameter.Of("a", [1], 1, 1), other = Parameter.Of("b", [1], 1, 1);
        var adam = new AdamWOptimizer([touched, other]);
        SetGradient(touched, 1);
        adam.Step(0, 0.1);
        Close([1], other);
        Assert.NotEqual(1, touched.Tensor.Data[0]);
    }

    [Theory]
    [InlineData(1, 0.99, 0, 1e-8)]
    [InlineData(0.9, -0.1, 0, 1e-8)]
    [InlineData(0.9, 0.99, -1, 1e-8)]
    [InlineData(0.9, 0.99, 0, 0)]
    [InlineData(double.NaN, 0.99, 0, 1e-8)]
    public void AdamW_NumbersOutOfRange_Throws(double beta1, double beta2, double decay, double epsilon) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamWOptimizer([], new AdamWOptions(beta1, beta2, decay, epsilon)));

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Sgd_MomentumOutOfRange_Throws(double momentum) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SgdOptimizer([], new SgdOptions(momentum)));

    [Fact]
    public void Clip_LongGradient_IsShortenedAndKeepsItsDirection()
    {
        Parameter a = Parameter.Of("a", [0, 0], 2), b = Parameter.Of("b", [0], 1);
        SetGradient(a, 3, 0);
        SetGradient(b, 4);
        Assert.Equal(5, GradientClipping.Norm([a, b]), 1e-12);
        Assert.Equal(5, GradientClipping.Clip([a, b], 1), 1e-12);
        Assert.Equal([0.6f, 0], a.Tensor.Grad!.Data.ToArray());
        Assert.Equal([0.8f], b.Tensor.Grad!.Data.ToArray());
    }

    [Fact]
    public void Clip_ShortOrMissingGradient_StaysAsItIs()
    {
        Parameter a = Parameter.Of("a", [0, 0], 2), without = Parameter.Of("b", [0], 1);
        SetGradient(a, 0.3f, 0.4f);
        Assert.Equal(0.5, GradientClipping.Clip([a, without], 1), 1e-6);
        Assert.Equal([0.3f, 0.4f], a.Tensor.Grad!.Data.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.Clip([a], 0));
    }

    [Fact]
    public void Norm_OfHugeNumbers_DoesNotOverflow()
    {
        Parameter a = Parameter.Of("a", [0, 0], 2);
        SetGradient(a, 3e30f, 4e30f);
        Assert.Equal(5e30, GradientClipping.Norm([a]), 1e25);
    }

    private static void Close(float[] expected, Parameter actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual.Tensor.Data[i], 2e-6f);
    }
}
