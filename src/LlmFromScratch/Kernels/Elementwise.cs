using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>What <see cref="Elementwise.Combine"/> does with two numbers.</summary>
internal enum Arithmetic
{
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// <summary>
/// Number by number over two arrays that need not have the same shape: arithmetic with broadcasting, copies into another order, sums.
/// A sum within a row has the fixed order of <see cref="LaneLoops"/>; rows are added one after the other.
/// </summary>
internal static unsafe class Elementwise
{
    // So many places of a long row are one piece of work.
    private const int Piece = 4096;

    /// <summary>y[i] = a[·] ∘ b[·], i counting the walk's turns. The inner steps must be 0 or 1. y may be a or b where neither repeats.</summary>
    public static void Combine(Arithmetic operation, in PairWalk walk, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        fixed (float* pa = a, pb = b, py = y)
            switch (operation)
            {
                case Arithmetic.Add: Run(new CombineRow<Addition> { Walk = walk, A = pa, B = pb, Y = py }); break;
                case Arithmetic.Subtract: Run(new CombineRow<Subtraction> { Walk = walk, A = pa, B = pb, Y = py }); break;
                case Arithmetic.Multiply: Run(new CombineRow<Multiplication> { Walk = walk, A = pa, B = pb, Y = py }); break;
                case Arithmetic.Divide: Run(new CombineRow<Division> { Walk = walk, A = pa, B = pb, Y = py }); break;
            }

        static void Run<TFunction>(CombineRow<TFunction> row) where TFunction : struct, IFunctionOfTwo
        {
            row.Pieces = (row.Walk.Length + Piece - 1) / Piece;
            RowLoops.Run(row, row.Walk.Rows * row.Pieces, Math.Min(row.Walk.Length, Piece));
        }
    }

    /// <summary>to[·] = from[·]; from is the walk's first array. No place of the second comes twice.</summary>
    public static void Copy(in PairWalk walk, ReadOnlySpan<float> from, Span<float> to)
    {
        fixed (float* pf = from, pt = to)
            RowLoops.Run(new CopyRow { Walk = walk, From = pf, To = pt }, walk.Rows, walk.Length);
    }

    /// <summary>to[·] += scale · from[·]; from is the walk's first array. Where places of the second repeat, this is a sum.</summary>
    public static void Add(in PairWalk walk, float scale, ReadOnlySpan<float> from, Span<float> to)
    {
        fixed (float* pf = from, pt = to)
        {
            var row = new AddRow { Walk = walk, Scale = scale, From = pf, To = pt, Pieces = walk.StepB == 0 ? 1 : (walk.Length + Piece - 1) / Piece };
            if (walk.RepeatsB)
                RowLoops.RunInOrder(row, walk.Rows * row.Pieces);
            else
                RowLoops.Run(row, walk.Rows * row.Pieces, Math.Min(walk.Length, Piece));
        }
    }

    private interface IFunctionOfTwo
    {
        static abstract T Of<T>(T a, T b) where T : unmanaged, ILanes<T>;
    }

    private readonly struct Addition : IFunctionOfTwo
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T a, T b) where T : unmanaged, ILanes<T> => a + b;
    }

    private readonly struct Subtraction : IFunctionOfTwo
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T a, T b) where T : unmanaged, ILanes<T> => a - b;
    }

    private readonly struct Multiplication : IFunctionOfTwo
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T a, T b) where T : unmanaged, ILanes<T> => a * b;
    }

    private readonly struct Division : IFunctionOfTwo
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T a, T b) where T : unmanaged, ILanes<T> => a / b;
    }

    private struct CombineRow<TFunction> : IRow where TFunction : struct, IFunctionOfTwo
    {
        public PairWalk Walk;
        public int Pieces;
        public float* A, B, Y;

        public readonly void Do<T>(nint piece) where T : unmanaged, ILanes<T>
        {
            nint row = Pieces == 1 ? piece : piece / Pieces, start = Pieces == 1 ? 0 : piece % Pieces * Piece;
            (nint atA, nint atB) = Walk.Start(row);
            var step = new CombineStep<TFunction> { A = A + atA, B = B + atB, Y = Y + row * Walk.Length, RepeatA = Walk.StepA == 0, RepeatB = Walk.StepB == 0 };
            LaneLoops.ForEach<T, CombineStep<TFunction>>(step, start, Math.Min(start + Piece, Walk.Length));
        }
    }

    private struct CombineStep<TFunction> : IStep where TFunction : struct, IFunctionOfTwo
    {
        public float* A, B, Y;
        public bool RepeatA, RepeatB;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<T>(nint i) where T : unmanaged, ILanes<T> =>
            TFunction.Of(RepeatA ? T.Of(*A) : T.Load(A + i), RepeatB ? T.Of(*B) : T.Load(B + i)).Store(Y + i);
    }

    private struct CopyRow : IRow
    {
        public PairWalk Walk;
        public float* From, To;

        public readonly void Do<T>(nint row) where T : unmanaged, ILanes<T>
        {
            (nint atFrom, nint atTo) = Walk.Start(row);
            float* from = From + atFrom, to = To + atTo;
            int length = Walk.Length, stepFrom = Walk.StepA, stepTo = Walk.StepB;
            if (stepFrom == 1 && stepTo == 1)
                new ReadOnlySpan<float>(from, length).CopyTo(new Span<float>(to, length));
            else
                for (nint i = 0; i < length; i++)
                    to[i * stepTo] = from[i * stepFrom];
        }
    }

    private struct AddRow : IRow
    {
        public PairWalk Walk;
        public int Pieces;
        public float Scale;
        public float* From, To;

        public readonly void Do<T>(nint piece) where T : unmanaged, ILanes<T>
        {
            nint row = Pieces == 1 ? piece : piece / Pieces, start = Pieces == 1 ? 0 : piece % Pieces * Piece;
            nint length = Walk.Length, end = Pieces == 1 ? length : Math.Min(start + Piece, length), stepFrom = Walk.StepA, stepTo = Walk.StepB;
            (nint atFrom, nint atTo) = Walk.Start(row);
            float* from = From + atFrom, to = To + atTo;
            if (stepFrom == 1 && stepTo == 0)
                *to = MathF.FusedMultiplyAdd(Scale, LaneLoops.Sum<T, Number>(new Number { X = from }, length), *to);
            else if (stepFrom == 1 && stepTo == 1)
                LaneLoops.ForEach<T, AddScaled>(new AddScaled { X = from, Y = to, Scale = Scale }, start, end);
            else if (stepFrom == 0 && stepTo == 1)
                LaneLoops.ForEach<T, AddConstant>(new AddConstant { X = Scale * *from, Y = to }, start, end);
            else
                for (nint i = start; i < end; i++)
                    to[i * stepTo] = MathF.FusedMultiplyAdd(Scale, from[i * stepFrom], to[i * stepTo]);
        }
    }

    private struct AddConstant : IStep
    {
        public float X;
        public float* Y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<T>(nint i) where T : unmanaged, ILanes<T> => (T.Load(Y + i) + T.Of(X)).Store(Y + i);
    }
}
