using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>One number: for what is left over at the end of an array, and where there are no vectors.</summary>
internal readonly unsafe struct Lanes1(float x) : ILanes<Lanes1>
{
    private readonly float _x = x;

    public static int Width => 1;

    public float Value => _x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(float* from) => new(*from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(sbyte* from) => new(*from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* to) => *to = _x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Of(float x) => new(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator +(Lanes1 a, Lanes1 b) => new(a._x + b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 a, Lanes1 b) => new(a._x - b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator *(Lanes1 a, Lanes1 b) => new(a._x * b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator /(Lanes1 a, Lanes1 b) => new(a._x / b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Fma(Lanes1 a, Lanes1 b, Lanes1 c) => new(MathF.FusedMultiplyAdd(a._x, b._x, c._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Sqrt(Lanes1 x) => new(MathF.Sqrt(x._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Abs(Lanes1 x) => new(MathF.Abs(x._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 WithSign(Lanes1 size, Lanes1 sign) => new(MathF.CopySign(size._x, sign._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 IfGreater(Lanes1 a, Lanes1 b, Lanes1 yes, Lanes1 no) => a._x > b._x ? yes : no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 PowerOfTwo(Lanes1 n) => new(BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(n._x + 12582912f) + 127) << 23));
}
