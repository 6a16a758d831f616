using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>
/// silu(gate) · up in one pass, with its gradients. N. Shazeer, "GLU Variants Improve Transformer" (2020). The bits are those of
/// <see cref="Activations"/> with <see cref="Activation.Silu"/> and a product.
/// </summary>
public static unsafe class SwiGlu
{
    /// <summary>y[i] = silu(gate[i]) · up[i].</summary>
    /// <param name="gate">Any shape.</param>
    /// <param name="up">The same shape.</param>
    /// <param name="y">The same shape; overwritten.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Apply(ReadOnlySpan<float> gate, ReadOnlySpan<float> up, Span<float> y)
    {
        Lengths.CheckSame(gate.Length, up.Length, nameof(up));
        Lengths.CheckSame(gate.Length, y.Length, nameof(y));
        fixed (float* g = gate, u = up, py = y)
            RowLoops.ForEach(new Forward { Gate = g, Up = u, Y = py }, gate.Length);
    }

    /// <summary>dGate[i] += dy[i] · up[i] · silu'(gate[i]) and dUp[i] += dy[i] · silu(gate[i]); one given as empty is not wanted.</summary>
    /// <param name="gate">What the gate was.</param>
    /// <param name="up">What was let through.</param>
    /// <param name="dy">The gradient of y.</param>
    /// <param name="dGate">That of the gate, added to; or empty.</param>
    /// <param name="dUp">That of the other, added to; or empty.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddGradients(ReadOnlySpan<float> gate, ReadOnlySpan<float> up, ReadOnlySpan<float> dy, Span<float> dGate, Span<float> dUp) =>
        AddGradients(gate, up, dy, dGate, dUp, isFirstGate: false, isFirstUp: false);

    /// <summary>The same; what counts as zeros is written. If dGate is dUp, that of up comes first.</summary>
    internal static void AddGradients(ReadOnlySpan<float> gate, ReadOnlySpan<float> up, ReadOnlySpan<float> dy, Span<float> dGate, Span<float> dUp, bool isFirstGate, bool isFirstUp)
    {
        Lengths.CheckSame(gate.Length, up.Length, nameof(up));
        Lengths.CheckSame(gate.Length, dy.Length, nameof(dy));
        if (!dGate.IsEmpty)
            Lengths.CheckSame(gate.Length, dGate.Length, nameof(dGate));
        if (!dUp.IsEmpty)
            Lengths.CheckSame(gate.Length, dUp.Length, nameof(dUp));
        fixed (float* g = gate, u = up, pdy = dy, pdg = dGate, pdu = dUp)
            RowLoops.ForEach(new Backward { Gate = g, Up = u, DY = pdy, DGate = pdg, DUp = pdu, IsFirstGate = isFirstGate, IsFirstUp = isFirstUp }, gate.Length);
    }

    private struct Forward : IStep
    {
        public float* Gate, Up, Y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<T>(nint i) where T : unmanaged, ILanes<T> => (SiluActivation.Value(T.Load(Gate + i)) * T.Load(Up + i)).Store(Y + i);
    }

    private struct Backward : IStep
    {
        public float* Gate, Up, DY, DGate, DUp;
        public bool IsFirstGate, IsFirstUp;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<T>(nint i) where T : unmanaged, ILanes<T>
        {
            T gate = T.Load(Gate + i), dy = T.Load(DY + i), sigmoid = Functions.Sigmoid(gate);
            if (DUp is not null)
                ((IsFirstUp ? T.Of(0) : T.Load(DUp + i)) + dy * (gate * sigmoid)).Store(DUp + i);
            if (DGate is not null)
                T.Fma(dy * T.Load(Up + i), sigmoid * T.Fma(gate, T.Of(1) - sigmoid, T.Of(1)), IsFirstGate ? T.Of(0) : T.Load(DGate + i)).Store(DGate + i);
        }
    }
}
