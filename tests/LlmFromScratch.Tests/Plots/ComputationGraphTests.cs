using FsCheck.Fluent;
using LlmFromScratch.Autograd;
using LlmFromScratch.Plots;

namespace LlmFromScratch.Tests.Plots;

public sealed class ComputationGraphTests
{
    [Fact]
    public void Of_AValue_HasLabelsOperationsNumbersAndGradients()
    {
        var a = new Value(2, "a");
        var b = new Value(3, "b");
        Value c = a * b + a;
        c.Label = "c";
        c.Backward();
        GraphChart chart = ComputationGraph.Of(c);

        Assert.Equal("How c was computed", chart.Title);
        Assert.Equal(["a", "b", "", "c"], chart.Nodes.Select(node => node.Label));
        Assert.Equal(["", "", "*", "+"], chart.Nodes.Select(node => node.Operation));
        Assert.Equal(["data 2", "grad 4"], chart.Nodes[0].Lines);
        Assert.Equal([2, 0], chart.Nodes[3].Inputs);
        Assert.Equal("Graph of 4 nodes, from inputs to result. How c was computed. a (data 2, grad 4); b (data 3, grad 2); "
            + "* (#3) from a and b (data 6, grad 1); c (+) from * (#3) and a (data 8, grad 1).", chart.Description);
    }

    [Fact]
    public void Of_AValueUsedTwice_DrawsItOnceWithTwoLines()
    {
        var a = new Value(3, "a");
        GraphChart chart = ComputationGraph.Of(a + a);
        Assert.Equal(2, chart.Nodes.Count);
        Assert.Equal([0, 0], chart.Nodes[1].Inputs);
    }

    [Fact]
    public void Of_ATensor_HasOperationsAndShapes()
    {
        Tensor x = new([1, 2, 3, 4, 5, 6], 2, 3) { Label = "x" };
        Tensor weights = new([1, 2, 3], 3, 1) { Label = "W", RequiresGrad = true };
        Tensor loss = (x.MatMul(weights) + 1f).Tanh().Sum();
        GraphChart chart = ComputationGraph.Of(loss);
        Assert.Equal(["x [2, 3]", "W [3, 1]", "matmul [2, 1]", "constant a number", "+ [2, 1]", "tanh [2, 1]", "sum a number"],
            chart.Nodes.Select(node => $"{node.Label}{node.Operation} {node.Lines[0]}"));
        Assert.Equal("", chart.Subtitle);

        loss.Backward();
        Assert.Contains("forgotten", ComputationGraph.Of(loss).Subtitle, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AHugeGraph_DrawsThePartNearestToTheResultAndCountsTheRest()
    {
        Value sum = 0;
        for (int i = 0; i < 100_000; i++)
            sum += i;
        GraphChart chart = ComputationGraph.Of(sum, most: 10);
        Assert.Equal(11, chart.Nodes.Count);
        Assert.Equal("the 10 nodes nearest to the result, of 200,001", chart.Subtitle);
        Assert.Equal(("…", "199,991 more"), (chart.Nodes[0].Label, chart.Nodes[0].Lines[0]));
        Assert.Equal("+", chart.Nodes[^1].Operation);
        Assert.True(SvgRenderer.Render(ComputationGraph.Of(sum, most: 90)).Length < 200_000);
    }

    [Fact]
    public void Of_ATensorOfManyInputs_DrawsSomeAndTheRestAsOne()
    {
        Tensor[] parts = [.. Enumerable.Range(0, 60).Select(_ => new Tensor([1f], 1) { RequiresGrad = true })];
        GraphChart chart = ComputationGraph.Of(Tensor.Concatenate(0, parts), most: 20);
        Assert.Equal(8, chart.Nodes[^1].Inputs.Count);
        Assert.Equal("41 more", chart.Nodes[0].Lines[0]);
    }

    [Fact]
    public void Of_BadInput_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => ComputationGraph.Of((Value)null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => ComputationGraph.Of(new Value(1), most: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ComputationGraph.Of(new Value(1), most: 91));
        Assert.Contains("at most 100", Assert.Throws<ArgumentException>(() => new GraphChart("t", [.. Enumerable.Repeat(new GraphNode("a", "", [], []), 101)])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new GraphChart("later", [new("a", "", [], [1]), new("b", "", [], [])]));
        Assert.Throws<ArgumentException>(() => new GraphChart("itself", [new("a", "", [], [0])]));
        Assert.Throws<ArgumentException>(() => new GraphChart("no name", [new("", "", [], [])]));
    }

    [Fact]
    public void Layers_OfALeafUsedLate_PutItBeforeItsUse() =>
        Assert.Equal([0, 1, 2, 2, 3], new GraphChart("t", [new("a", "", [], []), new("", "exp", [], [0]), new("", "log", [], [1]), new("b", "", [], []), new("", "+", [], [2, 3])]).Layers());

    [Fact]
    public void Layout_AnyGraph_KeepsBoxesOfALayerApart() => Property.Holds(Gen.Choose(0, 1_000_000), seed =>
    {
        var random = new SeededRandom(seed, "graphs");
        GraphNode[] nodes = [.. Enumerable.Range(0, 1 + random.NextInt(40)).Select(i => new GraphNode("n", "", [], [.. Enumerable.Range(0, i == 0 ? 0 : random.NextInt(4)).Select(_ => random.NextInt(i))]))];
        double[] sizes = [.. nodes.Select(_ => 10 + 20 * random.NextDouble())];
        var layout = new GraphLayout(new GraphChart("t", nodes), sizes, 5);
        for (int a = 0; a < nodes.Length; a++)
        {
            Assert.All(nodes[a].Inputs, input => Assert.True(layout.Layers[input] < layout.Layers[a]));
            Assert.True(layout.Center(a) - sizes[a] / 2 > -1e-6 && layout.Center(a) + sizes[a] / 2 < layout.Extent + 1e-6);
            for (int b = 0; b < a; b++)
                if (layout.Layers[a] == layout.Layers[b])
                    Assert.True(Math.Abs(layout.Center(a) - layout.Center(b)) >= (sizes[a] + sizes[b]) / 2 + 5 - 1e-6);
        }
    });
}
