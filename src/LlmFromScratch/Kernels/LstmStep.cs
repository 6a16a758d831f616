namespace LlmFromScratch.Kernels;

/// <summary>
/// (i, f, g, o) = (σ, σ, tanh, σ)(gates + h·W); c' = f·c + i·g; h' = o·tanh c'. S. Hochreiter and J. Schmidhuber, "Long short-term memory"
/// (1997), with the forget gate of F. Gers, J. Schmidhuber and F. Cummins, "Learning to forget" (2000).
/// </summary>
internal readonly unsafe struct LstmStep : IRecurrentStep
{
    public static int Gates => 4;

    public static void Begin(in RecurrentPointers p, nint n) =>
        new ReadOnlySpan<float>(p.Gates + n * 4 * p.Width, 4 * p.Width).CopyTo(new Span<float>(p.Activated + n * 4 * p.Width, 4 * p.Width));

    public static void Forward<T>(in RecurrentPointers p, nint n) where T : unmanaged, ILanes<T>
    {
        nint h = p.Width, next = (n + p.Batch) * h;
        LaneLoops.ForEach<T, ForwardAt>(new ForwardAt
        {
            I = p.Activated + n * 4 * h,
            F = p.Activated + (n * 4 + 1) * h,
            G = p.Activated + (n * 4 + 2) * h,
            O = p.Activated + (n * 4 + 3) * h,
            Cell = p.Cells + n * h,
            CellTanh = p.CellTanh + n * h,
            State = p.States + n * h,
            NextHidden = p.Hidden + next,
            NextCell = p.Cells + next,
        }, 0, h);
    }

    public static void Backward<T>(in RecurrentPointers p, nint n) where T : unmanaged, ILanes<T>
    {
        nint h = p.Width, sequence = n % p.Batch * h;
        LaneLoops.ForEach<T, BackwardAt>(new BackwardAt
        {
            I = p.Activated + n * 4 * h,
            F = p.Activated + (n * 4 + 1) * h,
            G = p.Activated + (n * 4 + 2) * h,
            O = p.Activated + (n * 4 + 3) * h,
            Cell = p.Cells + n * h,
            CellTanh = p.CellTanh + n * h,
            DState = p.DStates + n * h,
            DHidden = p.DHidden + sequence,
            DCell = p.DCell + sequence,
        }, 0, h);
    }

    private struct ForwardAt : IStep
    {
        public float* I, F, G, O, Cell, CellTanh, State, NextHidden, NextCell;

        public void At<T>(nint at) where T : unmanaged, ILanes<T>
        {
            T i = Functions.Sigmoid(T.Load(I + at)), f = Functions.Sigmoid(T.Load(F + at));
            T g = Functions.Tanh(T.Load(G + at)), o = Functions.Sigmoid(T.Load(O + at));
            T c = T.Fma(f, T.Load(Cell + at), i * g), tanh = Functions.Tanh(c), state = o * tanh;
            i.Store(I + at);
            f.Store(F + at);
            g.Store(G + at);
            o.Store(O + at);
            tanh.Store(CellTanh + at);
            state.Store(State + at);
            state.Store(NextHidden + at);
            c.Store(NextCell + at);
        }
    }

    private struct BackwardAt : IStep
    {
        public float* I, F, G, O, Cell, CellTanh, DState, DHidden, DCell;

        public void At<T>(nint at) where T : unmanaged, ILanes<T>
        {
            T one = T.Of(1), zero = T.Of(0);
            T i = T.Load(I + at), f = T.Load(F + at), g = T.Load(G + at), o = T.Load(O + at), tanh = T.Load(CellTanh + at);
            T dState = T.Load(DState + at) + T.Load(DHidden + at);
            T dCell = T.Fma(dState * o, T.Fma(zero - tanh, tanh, one), T.Load(DCell + at));
            (dCell * g * i * (one - i)).Store(I + at);
            (dCell * T.Load(Cell + at) * f * (one - f)).Store(F + at);
            (dCell * i * T.Fma(zero - g, g, one)).Store(G + at);
            (dState * tanh * o * (one - o)).Store(O + at);
            (dCell * f).Store(DCell + at);
            zero.Store(DHidden + at);
        }
    }
}
