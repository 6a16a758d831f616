namespace LlmFromScratch.Autograd;

/// <summary>Keeps the arrays of a training step's tensors for the next step, which needs arrays of the same lengths.</summary>
/// <remarks>
/// While a step is open on a thread, results of operations and their gradients get their arrays from here; those of leaves, such as weights,
/// do not. A backward pass gives the gradients of results back as soon as they were passed on: those of leaves stay. When the step ends, all
/// arrays are free again, and reading a tensor of that step throws.
/// </remarks>
/// <example><c>using (pool.Step()) { Tensor loss = model.Loss(batch); loss.Backward(); history.Add(loss.Item()); }</c></example>
public sealed class TensorPool
{
    [ThreadStatic]
    private static TensorPool? t_open;

    private readonly Shelf<float> _numbers = new();
    private readonly Shelf<int> _ids = new();

    /// <summary>The pool whose step is open on this thread.</summary>
    internal static TensorPool? Open => t_open;

    /// <summary>Steps that are over.</summary>
    public long Steps { get; private set; }

    /// <summary>Numbers that all its arrays hold together; what one step needs once the pool is full.</summary>
    public long Count => _numbers.Count;

    /// <summary>Opens a step on this thread; disposing of the result ends it.</summary>
    /// <exception cref="InvalidOperationException">One is open already.</exception>
    public IDisposable Step()
    {
        if (t_open is not null)
            throw new InvalidOperationException("a step is already open on this thread: end it before the next, since its tensors are needed until then");
        t_open = this;
        return new StepScope(this, Steps);
    }

    /// <summary>An array of zeros for what an operation keeps for its gradient: of the open step if there is one.</summary>
    internal static float[] Zeros(int count) => t_open?.Rent(count) ?? new float[count];

    /// <summary>The same with any numbers in it, for an operation that writes them all: clearing a large array takes as long as some operations.</summary>
    internal static float[] Unset(int count) => t_open?._numbers.Take(count) ?? GC.AllocateUninitializedArray<float>(count);

    /// <summary>A copy of ids that an operation keeps for its gradient: in an array of the open step if there is one.</summary>
    internal static int[] CopyOf(ReadOnlySpan<int> ids)
    {
        int[] copy = t_open?._ids.Take(ids.Length) ?? new int[ids.Length];
        ids.CopyTo(copy);
        return copy;
    }

    /// <summary>An array of zeros until the end of the step.</summary>
    internal float[] Rent(int count)
    {
        float[] array = _numbers.Take(count);
        array.AsSpan().Clear();
        return array;
    }

    /// <summary>Takes back one array before the end of the step, for others to use.</summary>
    internal void GiveBack(float[] array) => _numbers.GiveBack(array);

    private void End(long step)
    {
        if (Steps != step)
            return; // ended before
        t_open = null;
        Steps++;
        _numbers.TakeBack();
        _ids.TakeBack();
    }

    /// <summary>The arrays of one type, by length.</summary>
    private sealed class Shelf<T>
    {
        private readonly Dictionary<int, (List<T[]> All, Stack<T[]> Free)> _arrays = [];

        public long Count { get; private set; }

        public T[] Take(int length)
        {
            if (!_arrays.TryGetValue(length, out (List<T[]> All, Stack<T[]> Free) arrays))
                _arrays[length] = arrays = ([], []);
            if (!arrays.Free.TryPop(out T[]? array))
            {
                arrays.All.Add(array = new T[length]);
                Count += length;
            }
            return array;
        }

        public void GiveBack(T[] array) => _arrays[array.Length].Free.Push(array);

        public void TakeBack()
        {
            foreach ((List<T[]> all, Stack<T[]> free) in _arrays.Values)
            {
                free.Clear();
                foreach (T[] array in all)
                    free.Push(array);
            }
        }
    }

    private sealed class StepScope(TensorPool pool, long step) : IDisposable
    {
        public void Dispose() => pool.End(step);
    }
}
