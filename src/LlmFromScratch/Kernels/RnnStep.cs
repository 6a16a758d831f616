using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>h' = tanh(gates + h·W). J. Elman, "Finding structure in time" (1990).</summary>
internal readonly unsafe struct RnnStep : IRecurrentStep
{
    public static int Gates => 1;

    public static void Begin(in RecurrentPointers p, nint n) =>
        new ReadOnlySpan<float>(p.Gates + n * p.Width, p.Width).CopyTo(new Span<float>(p.Activated + n * p.Width, p.Width));

    public static void Forward<T>(in RecurrentPointers p, nint n) where T : unmanaged, ILanes<T>
    {
        nint at = n * p.Width, next = (n + p.Batch) * p.Width;
        LaneLoops.ForEach<T, ForwardAt>(new ForwardAt { A = p.Activated + at, State = p.States + at, Next = p.Hidden + next }, 0, p.Width);
    }

    public static void Backward<T>(in RecurrentPointers p, nint n) where T : unmanaged, ILanes<T>
    {
        nint at = n * p.Width;
        LaneLoops.ForEach<T, BackwardAt>(new BackwardAt { A = p.Activated + at, DState = p.DStates + at, DHidden = p.DHidden + n % p.Batch * p.Width }, 0, p.Width);
    }

    private struct ForwardAt : IStep
    {
        public float* A, State, Next;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<T>(nint i) where T : unmanaged, ILanes<T>
        {
            T y = Functions.Tanh(T.Load(A + i));
            y.Store(A + i);
            y.Store(State + i);
            y.Store(Next + i);
        }
    }

    private struct BackwardAt : IStep
    {
        public float* A, DState, DHidden;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<T>(nint i) where T : unmanaged, ILanes<T>
        {
            T y = T.Load(A + i), dy = T.Load(DState + i) + T.Load(DHidden + i);
            (dy * T.Fma(T.Of(0) - y, y, T.Of(1))).Store(A + i);
            T.Of(0).Store(DHidden + i);
        }
    }
}
