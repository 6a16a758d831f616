namespace LlmFromScratch.Kernels;

/// <summary>
/// The keys and values of one layer of attention for the tokens so far, so that a new token computes only its own. Keys stand number by number, a row
/// for each, so that a query's scores are a product of rows and need no sums across the lanes; values stand place by place.
/// <see cref="Attend"/> gives the bits of <see cref="Attention"/>.
/// </summary>
public sealed unsafe class KeyValueCache
{
    private const int FewestPlaces = 64;
    private const int MultiplicationsPerPart = 40_000;

    // The rows of the keys are a little longer than the places: a power of two apart, they would all fall on the same lines of a processor's cache.
    private const int Padding = 16;

    private readonly int _heads, _keyHeads, _headSize;
    private float[] _keys = [], _values = []; // [keyHeads, d, capacity + padding] and [keyHeads, capacity, d]
    private int _capacity;

    /// <summary>An empty cache.</summary>
    /// <param name="heads">Heads of queries.</param>
    /// <param name="keyHeads">Heads of keys and values, a divisor of the heads.</param>
    /// <param name="headSize">d, the numbers of a head.</param>
    /// <exception cref="ArgumentException">A number is below 1, the heads are no multiple of the key heads, or a place has more numbers than an array can have.</exception>
    public KeyValueCache(int heads, int keyHeads, int headSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keyHeads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(headSize, 1);
        if (heads < 1 || heads % keyHeads != 0)
            throw new ArgumentException($"expected heads that are a multiple of the {keyHeads} key/value heads, got {heads}", nameof(heads));
        if ((long)heads * headSize > Array.MaxLength)
            throw new ArgumentException($"expected heads that together have at most {Array.MaxLength} numbers, got {heads} of {headSize}", nameof(headSize));
        (_heads, _keyHeads, _headSize) = (heads, keyHeads, headSize);
    }

    /// <summary>A copy that goes its own way.</summary>
    /// <param name="places">How many places of this one are in use.</param>
    /// <exception cref="ArgumentOutOfRangeException">So many were never written.</exception>
    public KeyValueCache Copy(int places)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(places);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(places, _capacity);
        var copy = new KeyValueCache(_heads, _keyHeads, _headSize);
        if (_capacity > 0)
            copy.CopyFrom(_keys, _values, _capacity, places, _capacity);
        return copy;
    }

    /// <summary>Writes the keys and values of some places, one after the other.</summary>
    /// <param name="keys"><c>[places, keyHeads · d]</c>.</param>
    /// <param name="values"><c>[places, keyHeads · d]</c>.</param>
    /// <param name="first">The first place; those before it are there.</param>
    /// <param name="places">How many.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the places before the first were never written.</exception>
    public void Write(ReadOnlySpan<float> keys, ReadOnlySpan<float> values, int first, int places)
    {
        int width = _keyHeads * _headSize;
        Lengths.CheckRows(keys.Length, places, width, nameof(keys));
        Lengths.CheckRows(values.Length, places, width, nameof(values));
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, _capacity);
        if (places > _capacity - first)
        {
            int capacity = Math.Max(FewestPlaces, _capacity);
            while (places > capacity - first)
                capacity = checked(2 * capacity);
            CopyFrom(_keys, _values, _capacity, first, capacity);
        }
        int stride = _capacity + Padding;
        for (int place = 0; place < places; place++)
            for (int head = 0; head < _keyHeads; head++)
            {
                ReadOnlySpan<float> key = keys.Slice(place * width + head * _headSize, _headSize);
                Span<float> to = _keys.AsSpan(head * _headSize * stride + first + place);
                for (int i = 0; i < key.Length; i++)
                    to[i * stride] = key[i];
                values.Slice(place * width + head * _headSize, _headSize).CopyTo(_values.AsSpan((head * _capacity + first + place) * _headSize));
            }
    }

    /// <summary>What the last places of a text take from those up to their own: weights = softmax(query · keys / √d), then the weighted values.</summary>
    /// <param name="queries"><c>[places, heads · d]</c>.</param>
    /// <param name="y"><c>[places, heads · d]</c>; overwritten.</param>
    /// <param name="length">Places in use, those of the queries included: place i of the queries sees length - places + i + 1 of them.</param>
    /// <param name="places">How many.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Attend(ReadOnlySpan<float> queries, Span<float> y, int length, int places)
    {
        Lengths.CheckRows(queries.Length, places, _heads * _headSize, nameof(queries));
        Lengths.CheckRows(y.Length, places, _heads * _headSize, nameof(y));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _capacity);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, places);
        fixed (float* pq = queries, pk = _keys, pv = _values, py = y)
        {
            // One place's heads are divided only where that is worth a thread.
            long work = 2L * length * _heads * _headSize;
            int parts = (int)Math.Clamp(work / MultiplicationsPerPart, 1, places > 1 ? 1 : Math.Min(_keyHeads, KernelThreads.Count));
            RowLoops.Run(new CachedAttention
            {
                Queries = pq,
                Keys = pk,
                Values = pv,
                Y = py,
                KeyHeads = _keyHeads,
                HeadsPerKey = _heads / _keyHeads,
                HeadSize = _headSize,
                KeyStride = _capacity + Padding,
                Capacity = _capacity,
                FirstLength = length - places + 1,
                Parts = parts,
                Scale = (float)(1 / Math.Sqrt(_headSize)),
            }, places * parts, (int)Math.Min(int.MaxValue, work / parts));
        }
    }

    private void CopyFrom(float[] keys, float[] values, int oldCapacity, int places, int capacity)
    {
        int oldStride = oldCapacity + Padding, stride = capacity + Padding;
        float[] newKeys = new float[checked(_keyHeads * _headSize * stride)], newValues = new float[checked(_keyHeads * capacity * _headSize)];
        if (oldCapacity > 0)
        {
            for (int row = 0; row < _keyHeads * _headSize; row++)
                keys.AsSpan(row * oldStride, places).CopyTo(newKeys.AsSpan(row * stride));
            for (int head = 0; head < _keyHeads; head++)
                values.AsSpan(head * oldCapacity * _headSize, places * _headSize).CopyTo(newValues.AsSpan(head * capacity * _headSize));
        }
        (_keys, _values, _capacity) = (newKeys, newValues, capacity);
    }
}
