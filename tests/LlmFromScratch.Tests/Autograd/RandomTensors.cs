using LlmFromScratch.Autograd;

namespace LlmFromScratch.Tests.Autograd;

/// <summary>Tensors of random shapes and numbers, small enough to move every number.</summary>
internal sealed class RandomTensors(long seed)
{
    private readonly SeededRandom _random = new(seed, "tensors");

    public int[] Shape(int minimumRank = 1, int maximumRank = 4) => [.. Enumerable.Range(0, minimumRank + _random.NextInt(maximumRank - minimumRank + 1)).Select(_ => 1 + _random.NextInt(3))];

    public Tensor Any(int minimumRank = 1, int maximumRank = 4) => Of(Shape(minimumRank, maximumRank));

    public Tensor Of(int[] shape, double from = -2, double to = 2)
    {
        var data = new float[shape.Aggregate(1, (a, b) => a * b)];
        for (int i = 0; i < data.Length; i++)
            data[i] = (float)(from + (to - from) * _random.NextDouble());
        return new Tensor(data, shape);
    }

    /// <summary>Rows of which none has nearly equal numbers, which a norm would blow up.</summary>
    public Tensor Rows()
    {
        int[] shape = [.. Shape(1, 3), 3 + _random.NextInt(5)];
        return Of(shape, -0.3, 0.3) + new Tensor([.. Enumerable.Range(0, shape[^1]).Select(i => (i - 1) * 0.7f)], shape[^1]);
    }

    public Tensor AwayFromZero()
    {
        float[] data = Any().Data.ToArray();
        return new Tensor(Array.ConvertAll(data, x => x + 0.01f * Math.Sign(x)), data.Length);
    }

    /// <summary>Numbers at least 0.1 apart.</summary>
    public Tensor Distinct()
    {
        int[] shape = Shape();
        float[] data = [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(i => i * 0.1f - 1)];
        _random.Shuffle(data.AsSpan());
        return new Tensor(data, shape);
    }

    public Tensor[] Broadcastable()
    {
        int[] shape = Shape();
        int[] other = [.. shape.Select(length => _random.NextInt(3) == 0 ? 1 : length).Skip(_random.NextInt(shape.Length))];
        return _random.NextInt(2) == 0 ? [Of(shape), Of(other)] : [Of(other), Of(shape)];
    }

    public Tensor[] Matrices()
    {
        int m = 1 + _random.NextInt(4), k = 1 + _random.NextInt(4), n = 1 + _random.NextInt(4);
        int[] batch = Shape(1, 2);
        int[] One() => [.. batch.Select(length => _random.NextInt(3) == 0 ? 1 : length).Skip(_random.NextInt(batch.Length + 1))];
        return [Of([.. One(), m, k]), Of([.. One(), k, n])];
    }

    /// <summary>Gates [time, batch, gates · h], a recurrent weight, a hidden state and a bias [h]; and, half of the time, where sequences start.</summary>
    public (Tensor[] Tensors, bool[] Starts) Recurrent(int gates)
    {
        int time = 1 + _random.NextInt(4), batch = 1 + _random.NextInt(3), h = 1 + _random.NextInt(3);
        bool[] starts = _random.NextInt(2) == 0 ? [] : [.. Enumerable.Range(0, time * batch).Select(_ => _random.NextInt(3) == 0)];
        return ([Of([time, batch, gates * h]), Of([h, gates * h]), Of([batch, h]), Of([h])], starts);
    }

    /// <summary>Queries, keys and values, the number of key/value heads, and, half of the time, the first place that each query sees.</summary>
    public (Tensor[] Tensors, int KeyValueHeads, int[] Firsts) Attention()
    {
        int batch = 1 + _random.NextInt(2), time = 1 + _random.NextInt(5), heads = 1 + _random.NextInt(2), shared = 1 + _random.NextInt(2), d = 1 + _random.NextInt(3);
        int[] firsts = _random.NextInt(2) == 0 ? [] : [.. Enumerable.Range(0, batch * time).Select(i => _random.NextInt(i % time + 1))];
        return ([Of([batch, time, heads * shared * d]), Of([batch, time, heads * d]), Of([batch, time, heads * d])], heads, firsts);
    }

    /// <summary>[batch, time, heads · d], the number of heads, and a position for each place.</summary>
    public (Tensor X, int Heads, int[] Positions) Rotary()
    {
        int batch = 1 + _random.NextInt(2), time = 1 + _random.NextInt(4), heads = 1 + _random.NextInt(3), d = 2 * (1 + _random.NextInt(3));
        return (Of([batch, time, heads * d]), heads, [.. Enumerable.Range(0, batch * time).Select(_ => _random.NextInt(300))]);
    }

    public int[] Shuffled(int count)
    {
        int[] items = [.. Enumerable.Range(0, count)];
        new SeededRandom(seed, "order").Shuffle(items.AsSpan());
        return items;
    }

    public int[] Axes(int rank) => [.. Shuffled(rank).Take(_random.NextInt(rank + 1)).Select(axis => _random.NextInt(2) == 0 ? axis : axis - rank)];

    /// <summary>A class for each row; some are -1, but not the first.</summary>
    public int[] Targets(Tensor logits) =>
        [.. Enumerable.Range(0, logits.Count / logits.Shape[^1]).Select(row => row > 0 && _random.NextInt(4) == 0 ? -1 : _random.NextInt(logits.Shape[^1]))];

    public int[] Ids(int rows) => [.. Enumerable.Range(0, 1 + _random.NextInt(6)).Select(_ => _random.NextInt(rows))];
}
