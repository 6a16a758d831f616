namespace LlmFromScratch.Plots;

/// <summary>A piece of a word on its way from bytes to tokens: a byte, or what a merge made of two pieces before it.</summary>
/// <param name="Label">How it is written.</param>
/// <param name="Id">Its number in the vocabulary; 0 or more.</param>
/// <param name="Merge">Which merge made it, from 1 for the first that was learnt; null for a byte.</param>
/// <param name="Left">The place of its left part in the list; -1 for a byte.</param>
/// <param name="Right">The place of its right part; -1 for a byte.</param>
public sealed record MergeNode(string Label, int Id, int? Merge = null, int Left = -1, int Right = -1);

/// <summary>How merges build the tokens of a word, from its bytes up. <see cref="MergeTree"/> makes it.</summary>
public sealed record MergeTreeChart : Chart
{
    /// <summary>More bytes would not be readable in one picture.</summary>
    public const int MostLeaves = 64;

    /// <summary>A tree, or several in a row: one for each token.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="nodes">First the bytes from left to right, then the merged ones in the order in which they came to be.</param>
    /// <exception cref="ArgumentException">
    /// There are more than <see cref="MostLeaves"/> bytes; or a node has one part, parts that come later, belong to another node or do not stand side by side.
    /// </exception>
    public MergeTreeChart(string title, IReadOnlyList<MergeNode> nodes) : base(title)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        Nodes = [.. nodes];
        Leaves = Nodes.TakeWhile(node => node is { Left: -1, Right: -1 }).Count();
        if (Leaves > MostLeaves)
            throw new ArgumentException($"expected at most {MostLeaves} bytes, got {Leaves}: take a shorter word", nameof(nodes));
        var spans = new (int From, int To)[Nodes.Count];
        var parent = new bool[Nodes.Count];
        for (int n = 0; n < Nodes.Count; n++)
        {
            MergeNode node = Nodes[n];
            ArgumentException.ThrowIfNullOrEmpty(node?.Label, nameof(nodes));
            if (n < Leaves)
            {
                spans[n] = (n, n + 1);
                continue;
            }
            if (node.Left < 0 || node.Left >= n || node.Right < 0 || node.Right >= n || parent[node.Left] || parent[node.Right] || spans[node.Left].To != spans[node.Right].From || node.Merge is null)
                throw new ArgumentException($"expected node {n} to be merged from two earlier ones side by side that no other node has, got {node.Left} and {node.Right}", nameof(nodes));
            (parent[node.Left], parent[node.Right]) = (true, true);
            spans[n] = (spans[node.Left].From, spans[node.Right].To);
        }
        Roots = [.. Enumerable.Range(0, Nodes.Count).Where(n => !parent[n]).OrderBy(n => spans[n].From)];
        Spans = spans;
    }

    /// <summary>The bytes from left to right, then the merged ones in the order in which they came to be. `[node]`</summary>
    public IReadOnlyList<MergeNode> Nodes { get; }

    /// <summary>The places of the tokens in <see cref="Nodes"/>: those that are part of nothing else, from left to right. `[token]`</summary>
    public IReadOnlyList<int> Roots { get; }

    /// <summary>How many of the nodes are bytes.</summary>
    internal int Leaves { get; }

    /// <summary>Which bytes a node has: the first, and the first no more.</summary>
    internal IReadOnlyList<(int From, int To)> Spans { get; }

    /// <summary>How far each node is above the bytes: 0 for these, and one more than the higher part for others. `[node]`</summary>
    internal int[] Levels()
    {
        var levels = new int[Nodes.Count];
        for (int n = Leaves; n < Nodes.Count; n++)
            levels[n] = 1 + Math.Max(levels[Nodes[n].Left], levels[Nodes[n].Right]);
        return levels;
    }

    private protected override string Describe()
    {
        IEnumerable<string> merges = Nodes.Skip(Leaves).Take(20).Select(node => $"merge {node.Merge}: {Nodes[node.Left].Label} + {Nodes[node.Right].Label}");
        return $"Tree of merges. {ChartData.Sentence(Title)}{Roots.Count} tokens: {string.Join(" · ", Roots.Select(n => Nodes[n].Label))}. "
            + (Nodes.Count == Leaves ? "No merges." : $"{string.Join("; ", merges)}{(Nodes.Count - Leaves > 20 ? $"; and {Nodes.Count - Leaves - 20} more" : "")}.");
    }
}
