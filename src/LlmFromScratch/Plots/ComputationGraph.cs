using LlmFromScratch.Autograd;

namespace LlmFromScratch.Plots;

/// <summary>Draws how a number was computed: each <see cref="Value"/> or <see cref="Tensor"/> once, however often it is used.</summary>
public static class ComputationGraph
{
    private const int Nodes = 40;

    /// <summary>The graph below a value: each node's label, operation, number and gradient.</summary>
    /// <param name="result">Where the graph ends.</param>
    /// <param name="title">What stands above it; the result's label if not given.</param>
    /// <param name="most">How many nodes are drawn at most, 1 to 90, those nearest to the result; the rest is counted.</param>
    public static GraphChart Of(Value result, string? title = null, int most = Nodes)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Of(result, value => value.Inputs, value =>
            new GraphNode(value.Label.Length == 0 && value.Operation.Length == 0 ? "constant" : value.Label, value.Operation, [$"data {Numbers.Short(value.Data)}", $"grad {Numbers.Short(value.Grad)}"], []),
            title ?? Named(result.Label), most);
    }

    /// <summary>The graph below a tensor: each node's label, operation and shape. A backward pass lets the graph go: draw it before.</summary>
    /// <param name="result">Where the graph ends.</param>
    /// <param name="title">What stands above it; the result's label if not given.</param>
    /// <param name="most">How many nodes are drawn at most, 1 to 90, those nearest to the result; the rest is counted.</param>
    public static GraphChart Of(Tensor result, string? title = null, int most = Nodes)
    {
        ArgumentNullException.ThrowIfNull(result);
        GraphChart chart = Of(result, tensor => tensor.Inputs, tensor =>
            new GraphNode(tensor.Label.Length == 0 && tensor.Operation.Length == 0 ? (tensor.RequiresGrad ? "leaf" : "constant") : tensor.Label, tensor.Operation,
                [tensor.Rank == 0 ? "a number" : $"[{string.Join(", ", tensor.Shape)}]"], []),
            title ?? Named(result.Label), most);
        return result.Operation.Length > 0 && result.Inputs.Count == 0
            ? chart with { Subtitle = "what it was computed from is forgotten: a backward pass has used it, or no gradient was wanted" } : chart;
    }

    private static string Named(string label) => label.Length == 0 ? "How it was computed" : $"How {label} was computed";

    /// <summary>The graph below anything that knows what it was made from.</summary>
    /// <param name="result">Where the graph ends.</param>
    /// <param name="inputs">What a node was made from; the same one may stand there twice.</param>
    /// <param name="view">How a node is shown; the inputs of what it returns are filled in.</param>
    /// <param name="title">What stands above it.</param>
    /// <param name="most">How many nodes are drawn at most, 1 to 90, those nearest to the result; the rest is counted.</param>
    public static GraphChart Of<T>(T result, Func<T, IReadOnlyList<T>> inputs, Func<T, GraphNode> view, string title = "How it was computed", int most = Nodes) where T : class
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 90);

        // From the result outwards: the nearest are drawn, all are counted.
        var all = new HashSet<T>(ReferenceEqualityComparer.Instance) { result };
        var drawn = new HashSet<T>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<T>(all);
        while (queue.TryDequeue(out T? next))
        {
            if (drawn.Count < most)
                drawn.Add(next);
            foreach (T input in inputs(next))
                if (all.Add(input))
                    queue.Enqueue(input);
        }

        var nodes = new List<GraphNode>();
        var places = new Dictionary<T, int>(ReferenceEqualityComparer.Instance);
        int rest = -1; // stands for all that is not drawn
        if (drawn.Count < all.Count)
        {
            nodes.Add(new GraphNode("…", "", [FormattableString.Invariant($"{all.Count - drawn.Count:N0} more")], []));
            rest = 0;
        }
        var path = new Stack<(T Node, int Next)>([(result, 0)]);
        while (path.TryPop(out (T Node, int Next) top))
        {
            if (places.ContainsKey(top.Node))
                continue;
            IReadOnlyList<T> from = inputs(top.Node);
            if (top.Next < from.Count)
            {
                path.Push((top.Node, top.Next + 1));
                if (drawn.Contains(from[top.Next]))
                    path.Push((from[top.Next], 0));
                continue;
            }
            places[top.Node] = nodes.Count;
            // Where many inputs are not drawn, one line to the rest is enough.
            IEnumerable<int> shown = from.Where(drawn.Contains).Select(input => places[input]).Take(7);
            bool cut = from.Count > 7 || !from.All(drawn.Contains);
            nodes.Add(view(top.Node) with { Inputs = cut && rest >= 0 ? [rest, .. shown] : [.. shown] });
        }
        return new GraphChart(title, nodes)
        {
            Subtitle = rest < 0 ? "" : FormattableString.Invariant($"the {drawn.Count} nodes nearest to the result, of {all.Count:N0}"),
        };
    }
}
