namespace LlmFromScratch.Autograd;

/// <summary>The numbers of a tensor, and how often they were changed in place. A tensor and its reshaped views share one.</summary>
internal sealed class Storage
{
    private readonly float[] _data;
    private readonly TensorPool? _pool;
    private long _step;

    /// <summary>Numbers of one's own.</summary>
    public Storage(float[] data) => _data = data;

    /// <summary>An array of zeros, or of any numbers: of the open pool, for the rest of its step, or else a new one.</summary>
    public Storage(int count, bool isCleared = true)
    {
        _pool = TensorPool.Open;
        _step = _pool?.Steps ?? 0;
        _data = isCleared ? TensorPool.Zeros(count) : TensorPool.Unset(count);
    }

    /// <summary>The numbers, row by row.</summary>
    /// <exception cref="InvalidOperationException">The step they belonged to is over, and the array may hold another tensor's numbers.</exception>
    public float[] Data => _pool is null || _pool.Steps == _step ? _data : throw new InvalidOperationException(
        "this tensor belonged to a step that is over, and its memory has been used again: take what you need out of it within the step, with Item() or Data.ToArray()");

    /// <summary>Whether the array is a pool's.</summary>
    public bool IsOfAPool => _pool is not null;

    /// <summary>Lets the pool use the array for other tensors before the step is over. Nobody may ask for the numbers after that.</summary>
    public void GiveBack()
    {
        _pool!.GiveBack(Data);
        _step = -1;
    }

    /// <summary>The same numbers in float64: only inside a gradient check, where every operation computes both.</summary>
    public double[]? Exact { get; set; }

    /// <summary>Counts the changes in place, so that a backward pass notices that a number it needs is gone.</summary>
    public int Version { get; set; }
}
