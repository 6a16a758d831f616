using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LlmFromScratch.Autograd;

namespace LlmFromScratch.Tests.Autograd;

public class ValueTests
{
    [Fact]
    public void Backward_ProductAndSum_GivesHandCalculatedGradients()
    {
        var a = new Value(2, "a");
        var b = new Value(3, "b");
        Value c = a * b + a;
        c.Backward();
        Assert.Equal(8, c.Data);
        Assert.Equal((4, 2, 1), (a.Grad, b.Grad, c.Grad));
    }

    [Fact]
    public void Backward_SameNodeTwice_AddsBothPaths()
    {
        var a = new Value(3);
        (a + a).Backward();
        Assert.Equal(2, a.Grad);

        var b = new Value(3);
        (b * b).Backward();
        Assert.Equal(6, b.Grad);
    }

    [Fact]
    public void Backward_SharedNodeInTheMiddle_IsHandedOnOnceWithItsWholeGradient()
    {
        var a = new Value(2);
        Value s = a * a;      // 4
        Value result = s * s; // a⁴, slope 4a³
        result.Backward();
        Assert.Equal(8, s.Grad);
        Assert.Equal(32, a.Grad);
    }

    [Fact]
    public void Backward_CalledForTwoResults_AddsUpUntilZeroed()
    {
        var a = new Value(2);
        (3 * a).Backward();
        (a * a).Backward();
        Assert.Equal(7, a.Grad);
        a.ZeroGrad();
        Assert.Equal(0, a.Grad);
    }

    [Fact]
    public void ZeroGrad_OfAResult_ReachesEveryNode()
    {
        var a = new Value(2);
        Value middle = a.Tanh(), result = middle * 3;
        result.Backward();
        result.ZeroGrad();
        Assert.All([a, middle, result], node => Assert.Equal(0, node.Grad));
    }

    [Fact]
    public void Backward_ChainOf100000Nodes_NeedsNoDeepStack()
    {
        var a = new Value(1);
        Value sum = a;
        for (int i = 0; i < 100_000; i++)
            sum += a;
        sum.Backward();
        Assert.Equal(100_001, a.Grad);
    }

    [Fact]
    public void Backward_LadderWithTwoPathsAtEachStep_VisitsEachNodeOnce()
    {
        var a = new Value(1);
        Value sum = a;
        for (int i = 0; i < 60; i++)
            sum += sum; // 2⁶⁰ paths, 61 nodes
        sum.Backward();
        Assert.Equal(Math.Pow(2, 60), a.Grad);
        Assert.Equal(61, sum.InputsFirst().Count);
    }

    [Fact]
    public void InputsFirst_AnyGraph_PutsInputsBeforeResults()
    {
        Value a = 1, b = 2, c = a + b, d = c * a, e = d - c;
        List<Value> order = e.InputsFirst();
        Assert.Equal(5, order.Distinct().Count());
        Assert.All(order, node => Assert.All(node.Inputs, input => Assert.True(order.IndexOf(input) < order.IndexOf(node))));
    }

    public static TheoryData<string> Functions => [.. All.Keys];

    private static readonly Dictionary<string, Func<Value, Value, Value>> All = new()
    {
        ["+"] = (a, b) => a + b,
        ["-"] = (a, b) => a - b,
        ["negative"] = (a, b) => -a * b,
        ["*"] = (a, b) => a * b,
        ["/"] = (a, b) => a / b,
        ["pow"] = (a, b) => a.Pow(3) * b.Pow(-0.5),
        ["pow 0"] = (a, b) => a.Pow(0) * b,
        ["exp"] = (a, b) => (a * b).Exp(),
        ["log"] = (a, b) => b.Log() * a,
        ["tanh"] = (a, b) => (a - b).Tanh(),
        ["sigmoid"] = (a, b) => (a * b).Sigmoid(),
        ["relu"] = (a, b) => (a - b * b).Relu() * b,
        ["neuron"] = (a, b) => (a * b + 0.3 * a - 1).Tanh() / (b + a * a).Exp(),
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Backward_EachOperation_EqualsTheDifferenceQuotient(string name) => Property.Holds(
        Gen.Choose(-40, 40).SelectMany(x => Gen.Choose(5, 40).Select(y => (X: (x + 0.25) / 16, Y: y / 16.0))), at =>
        {
            Func<Value, Value, Value> f = All[name];
            Value a = at.X, b = at.Y;
            f(a, b).Backward();
            const double h = 1e-6;
            if (name == "relu" && Math.Abs(at.X - at.Y * at.Y) < 1e-3)
                return; // At its corner it has no slope.
            AssertClose((f(at.X + h, at.Y).Data - f(at.X - h, at.Y).Data) / (2 * h), a.Grad);
            AssertClose((f(at.X, at.Y + h).Data - f(at.X, at.Y - h).Data) / (2 * h), b.Grad);
        });

    [Fact]
    public void Relu_AtZero_HasSlopeZero()
    {
        Value a = 0;
        a.Relu().Backward();
        Assert.Equal(0, a.Grad);
    }

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(-1000, 0)]
    public void Sigmoid_FarOut_IsFlatAndFinite(double at, double expected)
    {
        Value a = at;
        Value s = a.Sigmoid();
        s.Backward();
        Assert.Equal((expected, 0), (s.Data, a.Grad));
    }

    [Fact]
    public void ToString_AnyCulture_WritesPoints()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = OtherCulture.WithComma;
            Assert.Equal("w(0.5, grad 0)", new Value(0.5, "w").ToString());
            Assert.Equal("Value(-2, grad 0)", new Value(-2).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void AssertClose(double expected, double actual) => Assert.InRange(actual, expected - 1e-6 * (1 + Math.Abs(expected)), expected + 1e-6 * (1 + Math.Abs(expected)));
}
