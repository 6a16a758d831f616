namespace LlmFromScratch.Kernels;

/// <summary>
/// (r, z) = σ(gates + h·W); n = tanh(gates + r·(h·W + bias)); h' = (1 - z)·n + z·h. K. Cho et al., "Learning phrase representations using RNN
/// encoder-decoder" (2014), in the variant that lets the reset gate act after the product.
/// </summary>
internal readonly unsafe struct GruStep : IRecurrentStep
{
    public static int Gates => 3;

    public static void Begin(in RecurrentPointers p, nint n)
    {
        int h = p.Width;
        var to = new Span<float>(p.Activated + n * 3 * h, 3 * h);
        new ReadOnlySpan<float>(p.Gates + n * 3 * h, 2 * h).CopyTo(to);
        new ReadOnlySpan<float>(p.CandidateBias, h).CopyTo(to[(2 * h)..]);
    }

    public static void Forward<T>(in RecurrentPointers p, nint n) where T : unmanaged, ILanes<T>
    {
        nint h = p.Width;
        LaneLoops.ForEach<T, ForwardAt>(new ForwardAt
        {
            R = p.Activated + n * 3 * h,
            Z = p.Activated + (n * 3 + 1) * h,
            N = p.Activated + (n * 3 + 2) * h,
            Input = p.Gates + (n * 3 + 2) * h,
            Candidate = p.Candidate + n * h,
            Hidden = p.Hidden + n * h,
            State = p.States + n * h,
            Next = p.Hidden + (n + p.Batch) * h,
        }, 0, h);
    }

    public static void Backward<T>(in RecurrentPointers p, nint n) where T : unmanaged, ILanes<T>
    {
        nint h = p.Width;
        LaneLoops.ForEach<T, BackwardAt>(new BackwardAt
        {
            R = p.Activated + n * 3 * h,
            Z = p.Activated + (n * 3 + 1) * h,
            N = p.Activated + (n * 3 + 2) * h,
            Candidate = p.Candidate + n * h,
            Hidden = p.Hidden + n * h,
            DState = p.DStates + n * h,
            DHidden = p.DHidden + n % p.Batch * h,
        }, 0, h);
    }

    private struct ForwardAt : IStep
    {
        public float* R, Z, N, Input, Candidate, Hidden, State, Next;

        public void At<T>(nint at) where T : unmanaged, ILanes<T>
        {
            T r = Functions.Sigmoid(T.Load(R + at)), z = Functions.Sigmoid(T.Load(Z + at)), candidate = T.Load(N + at);
            T n = Functions.Tanh(T.Fma(r, candidate, T.Load(Input + at)));
            T state = T.Fma(z, T.Load(Hidden + at) - n, n);
            r.Store(R + at);
            z.Store(Z + at);
            n.Store(N + at);
            candidate.Store(Candidate + at);
            state.Store(State + at);
            state.Store(Next + at);
        }
    }

    private struct BackwardAt : IStep
    {
        public float* R, Z, N, Candidate, Hidden, DState, DHidden;

        public void At<T>(nint at) where T : unmanaged, ILanes<T>
        {
            T one = T.Of(1);
            T r = T.Load(R + at), z = T.Load(Z + at), n = T.Load(N + at);
            T dState = T.Load(DState + at) + T.Load(DHidden + at);
            T dN = dState * (one - z) * T.Fma(T.Of(0) - n, n, one);
            (dN * T.Load(Candidate + at) * r * (one - r)).Store(R + at);
            (dState * (T.Load(Hidden + at) - n) * z * (one - z)).Store(Z + at);
            (dN * r).Store(N + at);
            dN.Store(Candidate + at);
            (dState * z).Store(DHidden + at);
        }
    }
}
