using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>
/// Softmax and cross-entropy of rows of logits. The largest logit of a row is taken away first, so that nothing overflows:
/// softmax(x + 1000) = softmax(x). Sums have the fixed order of <see cref="LaneLoops"/>.
/// </summary>
public static unsafe class Softmax
{
    /// <summary>y[r, j] = exp(x[r, j]) / Σ exp(x[r, ·]). x and y may be the same array. A row with NaN or +∞ becomes NaN.</summary>
    /// <param name="x">Logits, <c>[rows, columns]</c>; negative infinity is a probability of 0, if not all are.</param>
    /// <param name="y">Probabilities, <c>[rows, columns]</c>; overwritten.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Apply(ReadOnlySpan<float> x, Span<float> y, int rows, int columns)
    {
        Lengths.CheckRows(x.Length, rows, columns, nameof(x));
        Lengths.CheckRows(y.Length, rows, columns, nameof(y));
        fixed (float* px = x, py = y)
            RowLoops.Run(new Probabilities { X = px, Y = py, Columns = columns }, rows, columns);
    }

    /// <summary>dx[r, j] += y[r, j] (dy[r, j] - Σ dy[r, ·] y[r, ·]).</summary>
    /// <param name="y">Probabilities, <c>[rows, columns]</c>.</param>
    /// <param name="dy">Their gradient, <c>[rows, columns]</c>.</param>
    /// <param name="dx">The gradient of the logits, <c>[rows, columns]</c>; added to.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void AddGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int rows, int columns)
    {
        Lengths.CheckRows(y.Length, rows, columns, nameof(y));
        Lengths.CheckRows(dy.Length, rows, columns, nameof(dy));
        Lengths.CheckRows(dx.Length, rows, columns, nameof(dx));
        fixed (float* py = y, pdy = dy, pdx = dx)
            RowLoops.Run(new Backward { Y = py, DY = pdy, DX = pdx, Columns = columns }, rows, columns);
    }

    /// <summary>y[r, j] = ln softmax(x[r, ·])[j] = x[r, j] - max - ln Σ exp(x[r, ·] - max): exact where the probability is too small for a number.</summary>
    /// <param name="x">Logits, <c>[rows, columns]</c>.</param>
    /// <param name="y">Their logarithms, <c>[rows, columns]</c>; overwritten. Not x.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void ApplyLog(ReadOnlySpan<float> x, Span<float> y, int rows, int columns)
    {
        Lengths.CheckRows(x.Length, rows, columns, nameof(x));
        Lengths.CheckRows(y.Length, rows, columns, nameof(y));
        fixed (float* px = x, py = y)
            RowLoops.Run(new Logarithms { X = px, Y = py, Columns = columns }, rows, columns);
    }

    /// <summary>dx[r, j] += dy[r, j] - exp(y[r, j]) Σ dy[r, ·].</summary>
    /// <param name="y">What <see cref="ApplyLog"/> gave, <c>[rows, columns]</c>.</param>
    /// <param name="dy">Their gradient, <c>[rows, columns]</c>.</param>
    /// <param name="dx">The gradient of the logits, <c>[rows, columns]</c>; added to.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void AddLogGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int rows, int columns)
    {
        Lengths.CheckRows(y.Length, rows, columns, nameof(y));
        Lengths.CheckRows(dy.Length, rows, columns, nameof(dy));
        Lengths.CheckRows(dx.Length, rows, columns, nameof(dx));
        fixed (float* py = y, pdy = dy, pdx = dx)
            RowLoops.Run(new LogBackward { Y = py, DY = pdy, DX = pdx, Columns = columns }, rows, columns);
    }

    /// <summary>The target of a row that does not count: its loss is 0, and so is its gradient.</summary>
    public const int Ignored = -1;

    /// <summary>Each row's cross-entropy, losses[r] = -ln softmax(x[r, ·])[targets[r]], in nats, with the probabilities that its gradient needs.</summary>
    /// <param name="x">Logits, <c>[rows, columns]</c>.</param>
    /// <param name="targets">The right column of each row, or <see cref="Ignored"/>, <c>[rows]</c>.</param>
    /// <param name="probabilities">softmax(x), <c>[rows, columns]</c>; overwritten; may be x.</param>
    /// <param name="losses">One loss a row, <c>[rows]</c>; overwritten.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a target is no column.</exception>
    public static void CrossEntropy(ReadOnlySpan<float> x, ReadOnlySpan<int> targets, Span<float> probabilities, Span<float> losses, int rows, int columns)
    {
        Lengths.CheckRows(x.Length, rows, columns, nameof(x));
        Lengths.CheckRows(probabilities.Length, rows, columns, nameof(probabilities));
        Lengths.CheckSame(rows, losses.Length, nameof(losses));
        Lengths.CheckIndices(targets, rows, columns, nameof(targets), lowest: Ignored);
        fixed (float* px = x, py = probabilities, pl = losses)
        fixed (int* pt = targets)
            RowLoops.Run(new Probabilities { X = px, Y = py, Columns = columns, Targets = pt, Losses = pl }, rows, columns);
    }

    /// <summary>dx[r, j] += scale (p[r, j] - [j is targets[r]]); scale is 1 / rows for the mean loss.</summary>
    /// <param name="probabilities">What <see cref="CrossEntropy"/> gave, <c>[rows, columns]</c>.</param>
    /// <param name="targets">The right column of each row, or <see cref="Ignored"/>, <c>[rows]</c>.</param>
    /// <param name="scale">The gradient of each loss.</param>
    /// <param name="dx">The gradient of the logits, <c>[rows, columns]</c>; added to.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a target is no column.</exception>
    public static void AddCrossEntropyGradient(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> targets, float scale, Span<float> dx, int rows, int columns) =>
        AddCrossEntropyGradient(probabilities, targets, scale, dx, rows, columns, isFirst: false);

    /// <summary>The same; dx counts as zeros if this is the first to be added to it.</summary>
    internal static void AddCrossEntropyGradient(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> targets, float scale, Span<float> dx, int rows, int columns, bool isFirst)
    {
        Lengths.CheckRows(probabilities.Length, rows, columns, nameof(probabilities));
        Lengths.CheckRows(dx.Length, rows, columns, nameof(dx));
        Lengths.CheckIndices(targets, rows, columns, nameof(targets), lowest: Ignored);
        fixed (float* py = probabilities, pdx = dx)
        fixed (int* pt = targets)
            RowLoops.Run(new CrossEntropyBackward { Y = py, DX = pdx, Columns = columns, Targets = pt, Scale = scale, IsFirst = isFirst }, rows, columns);
    }

    /// <summary>One row: y[j] = exp(x[j]) / Σ exp(x[·]). x and y may be the same. Returns the largest x and the sum Σ exp(x[·] - largest).</summary>
    internal static (float Max, float Sum) ApplyToRow<T>(float* x, float* y, nint count) where T : unmanaged, ILanes<T> => ApplyToRow<T>(x, y, LaneLoops.Max<T>(x, count), count);

    /// <summary>
    /// The same for a row whose length is a multiple of <see cref="LaneLoops.Lanes"/>, x times a scale. Overwrites x. Numbers that are NaN need no
    /// care: the sum, and with it the row, becomes NaN.
    /// </summary>
    internal static void ApplyToWholeRow<T>(float* x, float* y, nint count, float scale) where T : unmanaged, ILanes<T>
    {
        LaneLoops.ForEach<T, Scaling>(new Scaling { X = x, By = scale }, 0, count);
        LaneLoops.ForEach<T, ExpOfDifference>(new ExpOfDifference { X = x, Y = x, Max = LaneLoops.LargestNumber<T>(x, count) }, 0, count);
        LaneLoops.ForEach<T, Quotient>(new Quotient { X = x, Y = y, By = LaneLoops.Sum<T, Number>(new Number { X = x }, count) }, 0, count);
    }

    /// <summary>The same, where the largest x is known.</summary>
    internal static (float Max, float Sum) ApplyToRow<T>(float* x, float* y, float max, nint count) where T : unmanaged, ILanes<T>
    {
        LaneLoops.ForEach<T, ExpOfDifference>(new ExpOfDifference { X = x, Y = y, Max = max }, 0, count);
        float sum = LaneLoops.Sum<T, Number>(new Number { X = y }, count);
        LaneLoops.ForEach<T, Quotient>(new Quotient { X = y, Y = y, By = sum }, 0, count);
        return (max, sum);
    }

    private struct Probabilities : IRow
    {
        public float* X, Y, Losses;
        public int* Targets;
        public int Columns;

        public void Do<T>(nint row) where T : unmanaged, ILanes<T>
        {
            float* x = X + row * Columns, y = Y + row * Columns;
            float target = Targets is null || Targets[row] == Ignored ? 0 : x[Targets[row]];
            (float max, float sum) = ApplyToRow<T>(x, y, Columns);
            if (Targets is not null)
                Losses[row] = Targets[row] == Ignored ? 0 : Functions.Log(sum) - (target - max);
        }
    }

    private struct Backward : IRow
    {
        public float* Y, DY, DX;
        public int Columns;

        public void Do<T>(nint row) where T : unmanaged, ILanes<T>
        {
            float* y = Y + row * Columns, dy = DY + row * Columns;
            float dot = LaneLoops.Sum<T, Product>(new Product { X = y, Y = dy }, Columns);
            LaneLoops.ForEach<T, BackwardStep>(new BackwardStep { Y = y, DY = dy, DX = DX + row * Columns, Dot = dot }, 0, Columns);
        }
    }

    private struct CrossEntropyBackward : IRow
    {
        public float* Y, DX;
        public int* Targets;
        public int Columns;
        public float Scale;
        public bool IsFirst;

        public void Do<T>(nint row) where T : unmanaged, ILanes<T>
        {
            float* y = Y + row * Columns, dx = DX + row * Columns;
            int target = Targets[row];
            if (IsFirst)
                new Span<float>(dx, Columns).Clear();
            if (target == Ignored)
                return;
            float right = MathF.FusedMultiplyAdd(Scale, y[target] - 1, dx[target]);
            LaneLoops.ForEach<T, AddScaled>(new AddScaled { X = y, Y = dx, Scale = Scale }, 0, Columns);
            dx[target] = right;
        }
    }

    private struct Logarithms : IRow
    {
        public float* X, Y;
        public int Columns;

        public void Do<T>(nint row) where T : unmanaged, ILanes<T>
        {
            float* x = X + row * Columns, y = Y + row * Columns;
            float max = LaneLoops.Max<T>(x, Columns);
            LaneLoops.ForEach<T, ExpOfDifference>(new ExpOfDifference { X = x, Y = y, Max = max }, 0, Columns);
            float log = Functions.Log(LaneLoops.Sum<T, Number>(new Number { X = y }, Columns));
            LaneLoops.ForEach<T, Differences>(new Differences { X = x, Y = y, Max = max, Log = log }, 0, Columns);
        }
    }

    private struct LogBackward : IRow
    {
        public float* Y, DY, DX;
        public int Columns;

        public void Do<T>(nint row) where T : unmanaged, ILanes<T>
        {
            float* y = Y + row * Columns, dy = DY + row * Columns;
            float sum = LaneLoops.Sum<T, Number>(new Number { X = dy }, Columns);
            LaneLoops.ForEach<T, LogBackwardStep>(new LogBackwardStep { Y = y, DY = dy, DX = DX + row * Columns, Sum = sum }, 0, Columns);
        }
    }

    private struct Differences : IStep
    {
        public float* X, Y;
        public float Max, Log;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<T>(nint i) where T : unmanaged, ILanes<T> => (T.Load(X + i) - T.Of(Max) - T.Of(Log)).Store(Y + i);
    }

    private struct LogBackwardStep : IStep
    {
        public float* Y, DY, DX;
        public float Sum;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<T>(nint i) where T : unmanaged, ILanes<T> =>
            (T.Load(DX + i) + T.Fma(Functions.Exp(T.Load(Y + i)), T.Of(-Sum), T.Load(DY + i))).Store(DX + i);
    }

    private struct ExpOfDifference : IStep
    {
        public float* X, Y;
        public float Max;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<T>(nint i) where T : unmanaged, ILanes<T> => Functions.Exp(T.Load(X + i) - T.Of(Max)).Store(Y + i);
    }

    private struct Quotient : IStep
    {
        public float* X, Y;
        public float By;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<T>(nint i) where T : unmanaged, ILanes<T> => (T.Load(X + i) / T.Of(By)).Store(Y + i);
    }

    private struct BackwardStep : IStep
    {
        public float* Y, DY, DX;
        public float Dot;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<T>(nint i) where T : unmanaged, ILanes<T> =>
            T.Fma(T.Load(Y + i), T.Load(DY + i) - T.Of(Dot), T.Load(DX + i)).Store(DX + i);
    }
}
