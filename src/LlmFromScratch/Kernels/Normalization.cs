using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>
/// Layer norm, y = (x - mean) / √(variance + ε) · gain + bias, and RMS norm, y = x / √(mean of squares + ε) · gain, row by row.
/// J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer Normalization" (2016); B. Zhang and R. Sennrich, "Root Mean Square Layer Normalization" (2019).
/// Sums have the fixed order of <see cref="LaneLoops"/>.
/// </summary>
public static unsafe class Normalization
{
    /// <summary>Layer norm. Keeps what the gradient needs: the normalized x and each row's 1 / √(variance + ε).</summary>
    /// <param name="x"><c>[rows, columns]</c>.</param>
    /// <param name="gain"><c>[columns]</c>.</param>
    /// <param name="bias"><c>[columns]</c>.</param>
    /// <param name="y"><c>[rows, columns]</c>; overwritten.</param>
    /// <param name="normalized">(x - mean) / √(variance + ε), <c>[rows, columns]</c>; overwritten.</param>
    /// <param name="scales"><c>[rows]</c>; overwritten.</param>
    /// <param name="epsilon">ε, above 0; PyTorch's default is 1e-5.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Layer(ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Span<float> y, Span<float> normalized, Span<float> scales, float epsilon = 1e-5f)
    {
        Lengths.CheckSame(gain.Length, bias.Length, nameof(bias));
        fixed (float* pb = bias)
            Run(x, gain, pb, y, normalized, scales, epsilon, isLayer: true);
    }

    /// <summary>RMS norm. Keeps what the gradient needs: the normalized x and each row's 1 / √(mean of squares + ε).</summary>
    /// <param name="x"><c>[rows, columns]</c>.</param>
    /// <param name="gain"><c>[columns]</c>.</param>
    /// <param name="y"><c>[rows, columns]</c>; overwritten.</param>
    /// <param name="normalized">x / √(mean of squares + ε), <c>[rows, columns]</c>; overwritten.</param>
    /// <param name="scales"><c>[rows]</c>; overwritten.</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void RootMeanSquare(ReadOnlySpan<float> x, ReadOnlySpan<float> gain, Span<float> y, Span<float> normalized, Span<float> scales, float epsilon = 1e-5f) =>
        Run(x, gain, null, y, normalized, scales, epsilon, isLayer: false);

    /// <summary>dx[r, ·] += scale (d - mean(d) - n · mean(d · n)) with d = dy · gain and n the normalized row; RMS norm has no mean(d).</summary>
    /// <param name="dy">The gradient of y, <c>[rows, columns]</c>.</param>
    /// <param name="gain"><c>[columns]</c>.</param>
    /// <param name="normalized">As the forward pass left it, <c>[rows, columns]</c>.</param>
    /// <param name="scales">As the forward pass left them, <c>[rows]</c>.</param>
    /// <param name="dx">The gradient of x, <c>[rows, columns]</c>; added to.</param>
    /// <param name="isLayer">Layer norm, not RMS norm.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void AddGradient(ReadOnlySpan<float> dy, ReadOnlySpan<float> gain, ReadOnlySpan<float> normalized, ReadOnlySpan<float> scales, Span<float> dx, bool isLayer) =>
        AddGradient(dy, gain, normalized, scales, dx, isLayer, isFirst: false);

    /// <summary>The same; dx counts as zeros if this is the first to be added to it.</summary>
    internal static void AddGradient(ReadOnlySpan<float> dy, ReadOnlySpan<float> gain, ReadOnlySpan<float> normalized, ReadOnlySpan<float> scales, Span<float> dx, bool isLayer, bool isFirst)
    {
        int rows = scales.Length, columns = gain.Length;
        Lengths.CheckRows(dy.Length, rows, columns, nameof(dy));
        Lengths.CheckRows(normalized.Length, rows, columns, nameof(normalized));
        Lengths.CheckRows(dx.Length, rows, columns, nameof(dx));
        fixed (float* pdy = dy, pg = gain, pn = normalized, ps = scales, pdx = dx)
            RowLoops.Run(new Backward { DY = pdy, Gain = pg, N = pn, Scales = ps, DX = pdx, Columns = columns, IsLayer = isLayer, IsFirst = isFirst }, rows, columns);
    }

    /// <summary>dGain[j] += Σ dy[r, j] · normalized[r, j] and, unless it is empty, dBias[j] += Σ dy[r, j]; r ascending.</summary>
    /// <param name="dy">The gradient of y, <c>[rows, columns]</c>.</param>
    /// <param name="normalized">As the forward pass left it, <c>[rows, columns]</c>.</param>
    /// <param name="dGain"><c>[columns]</c>; added to.</param>
    /// <param name="dBias"><c>[columns]</c>, added to; or empty.</param>
    /// <param name="rows">Rows.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void AddParameterGradients(ReadOnlySpan<float> dy, ReadOnlySpan<float> normalized, Span<float> dGain, Span<float> dBias, int rows)
    {
        Lengths.CheckRows(dy.Length, rows, dGain.Length, nameof(dy));
        Lengths.CheckRows(normalized.Length, rows, dGain.Length, nameof(normalized));
        if (dBias.Length > 0)
            Lengths.CheckSame(dGain.Length, dBias.Length, nameof(dBias));
        fixed (float* pdy = dy, pn = normalized, pg = dGain, pb = dBias)
            RowLoops.ForEach(new Columns { DY = pdy, N = pn, DGain = pg, DBias = pb, Rows = rows, Count = dGain.Length }, dGain.Length);
    }

    /// <summary>Layer norm or RMS norm, with a bias or, if it is empty, without.</summary>
    internal static void Apply(ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Span<float> y, Span<float> normalized, Span<float> scales, float epsilon, bool isLayer)
    {
        fixed (float* pb = bias)
            Run(x, gain, pb, y, normalized, scales, epsilon, isLayer);
    }

    private static void Run(ReadOnlySpan<float> x, ReadOnlySpan<float> gain, float* bias, Span<float> y, Span<float> normalized, Span<float> scales, float epsilon, bool isLayer)
    {
        int rows = scales.Length, columns = gain.Length;
        Lengths.CheckRows(x.Length, rows, columns, nameof(x));
        Lengths.CheckRows(y.Length, rows, columns, nameof(y));
        Lengths.CheckRows(normalized.Length, rows, columns, nameof(normalized));
        fixed (float* px = x, pg = gain, py = y, pn = normalized, ps = scales)
            RowLoops.Run(new Forward { X = px, Gain = pg, Bias = bias, Y = py, N = pn, Scales = ps, Columns = columns, Epsilon = epsilon, IsLayer = isLayer }, rows, columns);
    }

    private struct Forward : IRow
    {
        public float* X, Gain, Bias, Y, N, Scales;
        public int Columns;
        public float Epsilon;
        public bool IsLayer;

        public void Do<T>(nint row) where T : unmanaged, ILanes<T>
        {
            float* x = X + row * Columns, n = N + row * Columns;
            float mean = IsLayer ? LaneLoops.Sum<T, Number>(new Number { X = x }, Columns) / Columns : 0;
            LaneLoops.ForEach<T, Affine>(new Affine { X = x, Y = n, Minus = mean, Times = 1 }, 0, Columns);
            float squares = LaneLoops.Sum<T, Product>(new Product { X = n, Y = n }, Columns);
            float scale = Scales[row] = 1 / MathF.Sqrt(squares / Columns + Epsilon);
            LaneLoops.ForEach<T, Affine>(new Affine { X = n, Y = n, Minus = 0, Times = scale }, 0, Columns);
            LaneLoops.ForEach<T, GainAndBias>(new GainAndBias { N = n, Gain = Gain, Bias = Bias, Y = Y + row * Columns }, 0, Columns);
        }
    }

    private struct Backward : IRow
    {
        public float* DY, Gain, N, Scales, DX;
        public int Columns;
        public bool IsLayer, IsFirst;

        public void Do<T>(nint row) where T : unmanaged, ILanes<T>
        {
            float* dy = DY + row * Columns, n = N + row * Columns;
            float mean = IsLayer ? LaneLoops.Sum<T, Product>(new Product { X = dy, Y = Gain }, Columns) / Columns : 0;
            float dot = LaneLoops.Sum<T, TripleProduct>(new TripleProduct { X = dy, Y = Gain, Z = n }, Columns) / Columns;
            LaneLoops.ForEach<T, BackwardStep>(new BackwardStep { DY = dy, Gain = Gain, N = n, DX = DX + row * Columns, Mean = mean, Dot = dot, Scale = Scales[row], IsFirst = IsFirst }, 0, Columns);
        }
    }

    private struct Affine : IStep
    {
        public float* X, Y;
        public float Minus, Times;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<T>(nint i) where T : unmanaged, ILanes<T> => ((T.Load(X + i) - T.Of(Minus)) * T.Of(Times)).Store(Y + i);
    }

    private struct GainAndBias : IStep
    {
        public float* N, Gain, Bias, Y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<T>(nint i) where T : unmanaged, ILanes<T> =>
            T.Fma(T.Load(N + i), T.Load(Gain + i), Bias is null ? T.Of(0) : T.Load(Bias + i)).Store(Y + i);
    }

    private struct TripleProduct : ITerm
    {
        public float* X, Y, Z;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T At<T>(nint i) where T : unmanaged, ILanes<T> => T.Load(X + i) * T.Load(Y + i) * T.Load(Z + i);
    }

    private struct BackwardStep : IStep
    {
        public float* DY, Gain, N, DX;
        public float Mean, Dot, Scale;
        public bool IsFirst;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<T>(nint i) where T : unmanaged, ILanes<T>
        {
            T d = T.Load(DY + i) * T.Load(Gain + i) - T.Of(Mean);
            T.Fma(T.Fma(T.Of(-Dot), T.Load(N + i), d), T.Of(Scale), IsFirst ? T.Of(0) : T.Load(DX + i)).Store(DX + i);
        }
    }

    private struct Columns : IStep
    {
        public float* DY, N, DGain, DBias;
        public nint Rows, Count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<T>(nint i) where T : unmanaged, ILanes<T>
        {
            T gain = T.Load(DGain + i), bias = DBias is null ? T.Of(0) : T.Load(DBias + i);
            for (nint r = 0; r < Rows; r++)
            {
                T dy = T.Load(DY + r * Count + i);
                gain = T.Fma(dy, T.Load(N + r * Count + i), gain);
                bias += dy;
            }
            gain.Store(DGain + i);
            if (DBias is not null)
                bias.Store(DBias + i);
        }
    }
}
