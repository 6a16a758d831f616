namespace LlmFromScratch.Plots;

/// <summary>Where the nodes of a graph stand: their layer, and their place across it, so that few lines cross and none runs through a node.</summary>
/// <remarks>
/// The usual four steps (Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures", 1981): layers; a
/// stand-in, without size, in each layer that a line passes; an order in each layer by the mean place of the neighbours; and places as near
/// to the neighbours as the others in the layer allow. Only additions and divisions, so that it is the same on every machine.
/// </remarks>
internal sealed class GraphLayout
{
    private const int Sweeps = 12;

    private readonly List<Item> _items = [];
    private readonly List<int>[] _layers;
    private readonly double _gap;

    private sealed record Item(int Layer, double Size, List<int> Before, List<int> After)
    {
        public double Center { get; set; }
    }

    /// <summary>Places a graph.</summary>
    /// <param name="chart">The graph.</param>
    /// <param name="sizes">How much room each node takes across its layer. `[node]`</param>
    /// <param name="gap">The room between two of a layer.</param>
    public GraphLayout(GraphChart chart, double[] sizes, double gap)
    {
        _gap = gap;
        Layers = chart.Layers();
        _layers = [.. Enumerable.Range(0, Layers.DefaultIfEmpty(-1).Max() + 1).Select(_ => new List<int>())];
        for (int n = 0; n < sizes.Length; n++)
            _items.Add(new Item(Layers[n], sizes[n], [], []));

        // One chain of stand-ins for all lines that leave a node; a line leaves the chain in the layer before its end.
        var chains = new List<int>[sizes.Length];
        Paths = new int[sizes.Length][][];
        for (int n = 0; n < sizes.Length; n++)
        {
            chains[n] = [n];
            Paths[n] = [.. chart.Nodes[n].Inputs.Select(input => Path(chains[input], n))];
        }
        for (int i = 0; i < _items.Count; i++)
            _layers[_items[i].Layer].Add(i);
        Order();
        Place();
        double first = _items.Select(item => item.Center - item.Size / 2).DefaultIfEmpty(0).Min();
        foreach (Item item in _items)
            item.Center -= first;
    }

    /// <summary>`[node]`, 0 for the first.</summary>
    public int[] Layers { get; }

    public int LayerCount => _layers.Length;

    /// <summary>The room that the widest layer takes.</summary>
    public double Extent => _items.Select(item => item.Center + item.Size / 2).DefaultIfEmpty(0).Max();

    /// <summary>What a line passes on its way from an input to a node: the input, stand-ins, the node. `[node][input][stop]`</summary>
    public int[][][] Paths { get; }

    /// <summary>The middle of a node or stand-in across its layer, from 0.</summary>
    public double Center(int stop) => _items[stop].Center;

    public int LayerOf(int stop) => _items[stop].Layer;

    private int[] Path(List<int> chain, int to)
    {
        int start = _items[chain[0]].Layer, steps = _items[to].Layer - start;
        while (chain.Count < steps)
        {
            _items.Add(new Item(start + chain.Count, 4, [], []));
            Join(chain[^1], _items.Count - 1);
            chain.Add(_items.Count - 1);
        }
        Join(chain[steps - 1], to);
        return [.. chain[..steps], to];
    }

    private void Join(int from, int to)
    {
        _items[from].After.Add(to);
        _items[to].Before.Add(from);
    }

    private void Order()
    {
        List<int>[] best = [.. _layers.Select(layer => layer.ToList())];
        int fewest = Crossings();
        for (int sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            bool forward = sweep % 2 == 0;
            for (int i = 1; i < _layers.Length; i++)
            {
                int layer = forward ? i : _layers.Length - 1 - i;
                int[] places = Places();
                _layers[layer] = [.. _layers[layer].OrderBy(item =>
                {
                    List<int> neighbours = forward ? _items[item].Before : _items[item].After;
                    return neighbours.Count == 0 ? places[item] : neighbours.Average(other => (double)places[other]);
                })];
            }
            int crossings = Crossings();
            if (crossings < fewest)
                (fewest, best) = (crossings, [.. _layers.Select(layer => layer.ToList())]);
        }
        best.CopyTo(_layers, 0);
    }

    private int[] Places()
    {
        var places = new int[_items.Count];
        foreach (List<int> layer in _layers)
            for (int place = 0; place < layer.Count; place++)
                places[layer[place]] = place;
        return places;
    }

    private int Crossings()
    {
        int[] places = Places();
        int crossings = 0;
        foreach (List<int> layer in _layers)
        {
            (int From, int To)[] lines = [.. layer.SelectMany(item => _items[item].After.Select(next => (places[item], places[next])))];
            for (int i = 0; i < lines.Length; i++)
                for (int j = i + 1; j < lines.Length; j++)
                    if (lines[i].From < lines[j].From && lines[i].To > lines[j].To)
                        crossings++;
        }
        return crossings;
    }

    private void Place()
    {
        foreach (List<int> layer in _layers)
            Settle(layer, _ => 0);
        for (int sweep = 0; sweep < Sweeps; sweep++)
            for (int i = 0; i < _layers.Length; i++)
                Settle(_layers[sweep % 2 == 0 ? i : _layers.Length - 1 - i], item =>
                {
                    IEnumerable<int> neighbours = _items[item].Before.Concat(_items[item].After);
                    return neighbours.Select(other => _items[other].Center).DefaultIfEmpty(_items[item].Center).Average();
                });
    }

    /// <summary>Moves the items of a layer as near as possible to where they want to be, in least squares, and keeps their order and distance.</summary>
    private void Settle(List<int> layer, Func<int, double> wish)
    {
        // Without the room that those before take up, places only have to ascend: neighbours whose wishes do not are put to their mean.
        var blocks = new List<(double Sum, int Count)>();
        var offsets = new double[layer.Count];
        for (int i = 0; i < layer.Count; i++)
        {
            if (i > 0)
                offsets[i] = offsets[i - 1] + _items[layer[i - 1]].Size / 2 + _gap + _items[layer[i]].Size / 2;
            (double Sum, int Count) block = (wish(layer[i]) - offsets[i], 1);
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Count > block.Sum / block.Count)
            {
                block = (block.Sum + blocks[^1].Sum, block.Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
            blocks.Add(block);
        }
        int at = 0;
        foreach ((double sum, int count) in blocks)
            for (int i = 0; i < count; i++, at++)
                _items[layer[at]].Center = sum / count + offsets[at];
    }
}
