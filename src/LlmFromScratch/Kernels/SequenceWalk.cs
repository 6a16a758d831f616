namespace LlmFromScratch.Kernels;

/// <summary>The walk through time; a part is some of the sequences.</summary>
/// <typeparam name="TStep">The kind of recurrent layer.</typeparam>
internal unsafe struct SequenceWalk<TStep> : IPartedWork where TStep : unmanaged, IRecurrentStep
{
    public RecurrentPointers P;
    public int Each; // sequences in a part
    public bool IsBackward;

    public void Run(int part)
    {
        int first = part * Each, count = Math.Min(Each, P.Batch - first);
        if (IsBackward)
            for (int t = P.Time - 1; t >= 0; t--)
                Backward((nint)t * P.Batch + first, count);
        else
        {
            Forget(first, count);
            for (int t = 0; t < P.Time; t++)
                Forward(t, (nint)t * P.Batch + first, count);
        }
    }

    private void Forward(int t, nint first, int count)
    {
        int h = P.Width, gates = TStep.Gates * h;
        for (int b = 0; b < count; b++)
            TStep.Begin(P, first + b);
        MatrixProduct.Multiply(new(P.Hidden + first * h, count * h), new(P.Weight, h * gates), new(P.Activated + first * gates, count * gates), count, h, gates, accumulate: true);
        RowLoops.Run(new ForwardRow { P = P, First = first }, count, gates);
        if (t + 1 < P.Time)
            Forget(first + P.Batch, count);
    }

    private void Backward(nint first, int count)
    {
        int h = P.Width, gates = TStep.Gates * h;
        RowLoops.Run(new BackwardRow { P = P, First = first }, count, gates);
        nint sequence = first % P.Batch;
        MatrixProduct.Multiply(new(P.Activated + first * gates, count * gates), new(P.WeightTransposed, gates * h), new(P.DHidden + sequence * h, count * h), count, gates, h, accumulate: true);
        if (P.Starts is null)
            return;
        for (int b = 0; b < count; b++)
            if (P.Starts[first + b] != 0) // nothing flows back into the sentence before
                Clear(P.DHidden, P.DCell, sequence + b);
    }

    // A sequence that starts anew has an empty memory.
    private void Forget(nint first, int count)
    {
        if (P.Starts is null)
            return;
        for (int b = 0; b < count; b++)
            if (P.Starts[first + b] != 0)
                Clear(P.Hidden, P.Cells, first + b);
    }

    private void Clear(float* hidden, float* cell, nint row)
    {
        new Span<float>(hidden + row * P.Width, P.Width).Clear();
        if (cell is not null)
            new Span<float>(cell + row * P.Width, P.Width).Clear();
    }

    private struct ForwardRow : IRow
    {
        public RecurrentPointers P;
        public nint First;

        public void Do<T>(nint row) where T : unmanaged, ILanes<T> => TStep.Forward<T>(P, First + row);
    }

    private struct BackwardRow : IRow
    {
        public RecurrentPointers P;
        public nint First;

        public void Do<T>(nint row) where T : unmanaged, ILanes<T> => TStep.Backward<T>(P, First + row);
    }
}
