using LlmFromScratch.Autograd;

namespace LlmFromScratch.Tests.Autograd;

public sealed class TensorCustomTests
{
    private static Tensor Square(Tensor x, float slope) =>
        Tensor.Custom("square", [x], inputs => inputs[0] * inputs[0], (inputs, _, gradient) => [gradient * inputs[0] * slope]);

    [Fact]
    public void Custom_WithTheRightGradient_PassesTheCheckAndAWrongOneFails()
    {
        Tensor x = new([1, -2, 0.5f], 3) { Label = "x" };
        GradientCheckReport right = GradientCheck.Check(t => Square(t[0], 2), [x]);
        Assert.True(right.Passed, right.ToString());
        Assert.Equal("square", right.Operation);
        Assert.False(GradientCheck.Check(t => Square(t[0], 2.02f), [x]).Passed);
        Assert.False(GradientCheck.Check(t => Square(t[0], 1), [x]).Passed);
    }

    [Fact]
    public void Custom_InAGraph_AddsToTheGradientsOfItsInputs()
    {
        Tensor x = new([3], 1) { RequiresGrad = true };
        (Square(x, 2) + Square(x, 2) + x).Sum().Backward();
        Assert.Equal(13, x.Grad!.Item());
    }

    [Fact]
    public void Custom_WhoseInputWantsNoGradient_LeavesIt()
    {
        Tensor x = new([3], 1) { RequiresGrad = true }, constant = new([5], 1);
        Tensor.Custom("product", [x, constant], t => t[0] * t[1], (t, _, dy) => [dy * t[1], dy * t[0]]).Sum().Backward();
        Assert.Equal(5, x.Grad!.Item());
        Assert.Null(constant.Grad);
    }

    [Fact]
    public void Custom_WithAGradientOfAnotherShape_SaysWhichAndWhatToDo()
    {
        Tensor x = Tensor.Full(1, 4, 3), bias = new([1, 2, 3], 3) { RequiresGrad = true };
        Tensor y = Tensor.Custom("add a bias", [x, bias], t => t[0] + t[1], (_, _, dy) => [dy, dy]);
        string message = Assert.Throws<InvalidOperationException>(() => y.Sum().Backward()).Message;
        Assert.Contains("add a bias: the gradient of input 1 has the shape [4, 3], expected that of the input, [3]; was it broadcast?", message, StringComparison.Ordinal);

        Tensor few = Tensor.Custom("few", [bias], t => t[0], (_, _, _) => []);
        Assert.Contains("expected 1 gradients", Assert.Throws<InvalidOperationException>(() => few.Sum().Backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Custom_WithoutInputs_IsRefused() => Assert.Throws<ArgumentException>(() => Tensor.Custom("nothing", [], _ => 1f, (_, _, _) => []));
}
