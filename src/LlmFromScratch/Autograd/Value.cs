using System.Globalization;

namespace LlmFromScratch.Autograd;

/// <summary>
/// A number that remembers how it was computed, so that the slope of the result with respect to every number in it can be found.
/// a = 2, b = 3, c = a * b + a; after c.Backward(): a.Grad = b + 1 = 4, b.Grad = a = 2.
/// </summary>
/// <remarks>
/// Each operation makes a new node of the computation graph and notes, for each of its inputs, the local slope: how much the node
/// changes for a small change of that input. <see cref="Backward"/> multiplies slopes along each path and adds them up over all paths (the chain rule).
/// What is left out: arrays. <see cref="Tensor"/> does the same with one node for a whole array.
/// Source: reverse-mode automatic differentiation (Linnainmaa 1970); the form follows Karpathy's micrograd (2020).
/// </remarks>
public sealed class Value
{
    private readonly Value[] _inputs;
    private readonly double[] _slopes; // d this / d input, one for each input
    private bool _visited;

    /// <summary>A leaf of the graph: a number that was not computed, such as a weight or an input.</summary>
    /// <param name="data">The number.</param>
    /// <param name="label">A name for messages and drawings.</param>
    public Value(double data, string label = "") : this(data, "", [], []) => Label = label;

    private Value(double data, string operation, Value[] inputs, double[] slopes) =>
        (Data, Operation, _inputs, _slopes) = (data, operation, inputs, slopes);

    /// <summary>The number itself. Setting it (a training step) does not compute again what was made from it.</summary>
    public double Data { get; set; }

    /// <summary>The gradient: the slope of the result with respect to this number. It adds up until it is zeroed. 0 at first.</summary>
    public double Grad { get; set; }

    /// <summary>A name for messages and drawings; may be empty.</summary>
    public string Label { get; set; } = "";

    /// <summary>What computed it, such as "+" or "tanh"; empty for a leaf.</summary>
    public string Operation { get; }

    /// <summary>The numbers that it was computed from; the same one may stand there twice, as in a + a.</summary>
    public IReadOnlyList<Value> Inputs => _inputs;

    /// <summary>Takes a plain number as a leaf, so that 2 * a can be written.</summary>
    public static implicit operator Value(double data) => new(data);

    // Each operation: its result, its inputs, and the slope for each of them.

    /// <summary>The sum. Both slopes are 1.</summary>
    public static Value operator +(Value a, Value b) => new(a.Data + b.Data, "+", [a, b], [1, 1]);

    /// <summary>The difference.</summary>
    public static Value operator -(Value a, Value b) => new(a.Data - b.Data, "-", [a, b], [1, -1]);

    /// <summary>The negative.</summary>
    public static Value operator -(Value a) => new(-a.Data, "-", [a], [-1]);

    /// <summary>The product. The slope for each factor is the other factor.</summary>
    public static Value operator *(Value a, Value b) => new(a.Data * b.Data, "*", [a, b], [b.Data, a.Data]);

    /// <summary>The quotient. Slopes: 1/b and -a/b².</summary>
    public static Value operator /(Value a, Value b) => new(a.Data / b.Data, "/", [a, b], [1 / b.Data, -a.Data / (b.Data * b.Data)]);

    /// <summary>This to a constant power n. Slope: n · aⁿ⁻¹.</summary>
    public Value Pow(double exponent) =>
        new(Math.Pow(Data, exponent), "pow", [this], [exponent == 0 ? 0 : exponent * Math.Pow(Data, exponent - 1)]);

    /// <summary>e to the power of this. Its slope is its value.</summary>
    public Value Exp()
    {
        double exp = Math.Exp(Data);
        return new Value(exp, "exp", [this], [exp]);
    }

    /// <summary>The natural logarithm, in nats. Slope: 1/a. As ever, the logarithm of 0 is negative infinity, that of a negative number not-a-number.</summary>
    public Value Log() => new(Math.Log(Data), "log", [this], [1 / Data]);

    /// <summary>The hyperbolic tangent, an S from -1 to 1. Slope: 1 - tanh².</summary>
    public Value Tanh()
    {
        double tanh = Math.Tanh(Data);
        return new Value(tanh, "tanh", [this], [1 - tanh * tanh]);
    }

    /// <summary>1 / (1 + e⁻ᵃ), an S from 0 to 1. Slope: s · (1 - s).</summary>
    public Value Sigmoid()
    {
        double s = 1 / (1 + Math.Exp(-Data));
        return new Value(s, "sigmoid", [this], [s * (1 - s)]);
    }

    /// <summary>The number itself where it is positive, else 0 (rectified linear unit). Slope: 1 or 0, and 0 at 0.</summary>
    public Value Relu() => new(Math.Max(0, Data), "relu", [this], [Data > 0 ? 1 : 0]);

    /// <summary>Adds to the gradient of every node below this one the slope of this one with respect to it.</summary>
    /// <remarks>
    /// Gradients add up from call to call, as they do over the paths of one call: zero those of the leaves between steps
    /// (<see cref="ZeroGrad"/>), and compute the result anew before each backward pass.
    /// </remarks>
    public void Backward()
    {
        List<Value> order = InputsFirst();
        Grad += 1; // the slope of a number with respect to itself
        for (int i = order.Count - 1; i >= 0; i--) // From the result down: a gradient is complete before it is handed on.
        {
            Value node = order[i];
            for (int j = 0; j < node._inputs.Length; j++)
                node._inputs[j].Grad += node._slopes[j] * node.Grad; // the chain rule; += since a node may be used twice
        }
    }

    /// <summary>Sets the gradient of this node and of all below it to 0.</summary>
    public void ZeroGrad()
    {
        foreach (Value node in InputsFirst())
            node.Grad = 0;
    }

    /// <summary>All nodes of the graph below this one and this one itself, each once, each after its inputs (a topological order).</summary>
    /// <remarks>Without recursion, since a graph may be deeper than the call stack.</remarks>
    public List<Value> InputsFirst()
    {
        var order = new List<Value>();
        var path = new Stack<(Value Node, int Next)>();
        path.Push((this, 0));
        _visited = true;
        while (path.TryPop(out (Value Node, int Next) top))
        {
            if (top.Next == top.Node._inputs.Length)
            {
                order.Add(top.Node);
                continue;
            }
            path.Push((top.Node, top.Next + 1));
            Value input = top.Node._inputs[top.Next];
            if (!input._visited)
                path.Push((input, 0));
            input._visited = true;
        }
        order.ForEach(node => node._visited = false);
        return order;
    }

    /// <summary>"Value(6, grad 1)", with the label in front if there is one.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Label == "" ? "Value" : Label)}({Data}, grad {Grad})");
}
