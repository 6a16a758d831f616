namespace LlmFromScratch.Kernels;

/// <summary>
/// A recurrent layer over a whole batch of sequences, and back through time. <see cref="PlainRecurrence"/> has the same in plain loops.
/// Since sequences do not depend on each other, a thread takes some of them from the first step to the last: the threads
/// meet once, not at every step, and each number is computed as if there were only one.
/// </summary>
internal static unsafe class Recurrence
{
    // A multiple of every tile's rows.
    private const int SequencesPerPart = 8;

    // Below this, waking a thread costs more than it gives.
    private const long ProductsPerThread = 200_000;

    /// <summary>Fills States, Hidden, Cells and what the way back needs.</summary>
    public static void Forward<TStep>(RecurrentArrays arrays) where TStep : unmanaged, IRecurrentStep => Run<TStep>(arrays, isBackward: false);

    /// <summary>Fills DHidden and DCell, and puts the gradients of the sums into Activated (and Candidate).</summary>
    public static void Backward<TStep>(RecurrentArrays arrays) where TStep : unmanaged, IRecurrentStep => Run<TStep>(arrays, isBackward: true);

    private static void Run<TStep>(RecurrentArrays arrays, bool isBackward) where TStep : unmanaged, IRecurrentStep
    {
        fixed (float* gates = arrays.Gates, weight = arrays.Weight, states = arrays.States, hidden = arrays.Hidden, activated = arrays.Activated)
        fixed (float* starts = arrays.Starts, cells = arrays.Cells, cellTanh = arrays.CellTanh, bias = arrays.CandidateBias, candidate = arrays.Candidate)
        fixed (float* transposed = arrays.WeightTransposed, dStates = arrays.DStates, dHidden = arrays.DHidden, dCell = arrays.DCell)
        {
            var pointers = new RecurrentPointers
            {
                Time = arrays.Time,
                Batch = arrays.Batch,
                Width = arrays.Width,
                Gates = gates,
                Weight = weight,
                States = states,
                Hidden = hidden,
                Activated = activated,
                Starts = starts,
                Cells = cells,
                CellTanh = cellTanh,
                CandidateBias = bias,
                Candidate = candidate,
                WeightTransposed = transposed,
                DStates = dStates,
                DHidden = dHidden,
                DCell = dCell,
            };
            long products = (long)arrays.Gates.Length * arrays.Width;
            int most = (arrays.Batch + SequencesPerPart - 1) / SequencesPerPart;
            int parts = (int)Math.Clamp(products / ProductsPerThread, 1, Math.Min(most, KernelThreads.Count));
            int each = ((arrays.Batch + parts - 1) / parts + SequencesPerPart - 1) / SequencesPerPart * SequencesPerPart;
            var walk = new SequenceWalk<TStep> { P = pointers, Each = each, IsBackward = isBackward };
            if (parts == 1)
                walk.Run(0);
            else
                KernelThreads.Run(walk, (arrays.Batch + each - 1) / each);
        }
    }
}
