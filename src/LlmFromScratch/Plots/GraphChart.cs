namespace LlmFromScratch.Plots;

/// <summary>A thing that is made from others: a number and the operation that computed it.</summary>
/// <param name="Label">Its name; may be empty where there is an operation.</param>
/// <param name="Operation">What made it, such as "+"; empty for what was not made from anything.</param>
/// <param name="Lines">What else is to be said about it, a line each: "data 6", "grad 1".</param>
/// <param name="Inputs">The places in the list of the nodes it was made from, all of them earlier; the same one may stand there twice.</param>
public sealed record GraphNode(string Label, string Operation, IReadOnlyList<string> Lines, IReadOnlyList<int> Inputs);

/// <summary>What was made from what, in layers from the inputs to the result. <see cref="ComputationGraph"/> makes it.</summary>
public sealed record GraphChart : Chart
{
    /// <summary>More nodes would not be readable in one picture.</summary>
    public const int MostNodes = 100;

    /// <summary>A graph without circles.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="nodes">Each after those it was made from. `[node]`</param>
    /// <exception cref="ArgumentException">
    /// There are more than <see cref="MostNodes"/>; a node has neither label nor operation, or more than 8 inputs or lines; or an input is no earlier node.
    /// </exception>
    public GraphChart(string title, IReadOnlyList<GraphNode> nodes) : base(title)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        if (nodes.Count > MostNodes)
            throw new ArgumentException($"expected at most {MostNodes} nodes, got {nodes.Count}: draw a part of them", nameof(nodes));
        var copies = new GraphNode[nodes.Count];
        for (int n = 0; n < nodes.Count; n++)
        {
            GraphNode node = nodes[n];
            ArgumentNullException.ThrowIfNull(node, nameof(nodes));
            if (string.IsNullOrEmpty(node.Label) && string.IsNullOrEmpty(node.Operation))
                throw new ArgumentException($"expected a label or an operation for every node, got neither for node {n}", nameof(nodes));
            copies[n] = new GraphNode(node.Label ?? "", node.Operation ?? "", ChartData.Labels(node.Lines, nameof(nodes)), [.. node.Inputs]);
            if (node.Inputs.Count > 8 || node.Lines.Count > 8)
                throw new ArgumentException($"expected at most 8 inputs and 8 lines, got {node.Inputs.Count} and {node.Lines.Count} for node {n}", nameof(nodes));
            foreach (int input in node.Inputs)
                if (input < 0 || input >= n)
                    throw new ArgumentException($"expected the inputs of node {n} to be nodes before it, got {input}", nameof(nodes));
        }
        Nodes = copies;
    }

    /// <summary>Each after those it was made from. `[node]`</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>What nothing else is made from.</summary>
    internal bool IsResult(int node) => !Nodes.Any(other => other.Inputs.Contains(node));

    /// <summary>The layer of each node, 0 on the left: what is computed stands after all its inputs, what is not stands just before its first use. `[node]`</summary>
    internal int[] Layers()
    {
        var layers = new int[Nodes.Count];
        for (int n = 0; n < layers.Length; n++)
            layers[n] = Nodes[n].Inputs.Count == 0 ? 0 : 1 + Nodes[n].Inputs.Max(input => layers[input]);
        for (int n = 0; n < layers.Length; n++)
            if (Nodes[n].Inputs.Count == 0)
                layers[n] = Enumerable.Range(n + 1, layers.Length - n - 1).Where(user => Nodes[user].Inputs.Contains(n)).Select(user => layers[user] - 1).DefaultIfEmpty(0).Min();
        return layers;
    }

    private protected override string Describe()
    {
        IEnumerable<string> parts = Nodes.Take(20).Select((node, n) => Named(n) + (node.Inputs.Count == 0 ? "" : " from " + string.Join(" and ", node.Inputs.Select(Named)))
            + (node.Lines.Count == 0 ? "" : $" ({string.Join(", ", node.Lines)})"));
        return $"Graph of {Nodes.Count} nodes, from inputs to result. {ChartData.Sentence(Title)}"
            + (Nodes.Count == 0 ? "No nodes." : $"{string.Join("; ", parts)}{(Nodes.Count > 20 ? $"; and {Nodes.Count - 20} more" : "")}.");
    }

    /// <summary>A name for a node in words; those without a label are counted from 1: "+ (#3)".</summary>
    internal string Named(int n) => Nodes[n].Label.Length == 0 ? FormattableString.Invariant($"{Nodes[n].Operation} (#{n + 1})")
        : Nodes[n].Operation.Length == 0 ? Nodes[n].Label : $"{Nodes[n].Label} ({Nodes[n].Operation})";
}
