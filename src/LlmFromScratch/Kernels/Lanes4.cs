using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LlmFromScratch.Kernels;

/// <summary>4 numbers in a vector of 128 bits.</summary>
internal readonly unsafe struct Lanes4(Vector128<float> x) : ILanes<Lanes4>
{
    private readonly Vector128<float> _x = x;

    public static int Width => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(float* from) => new(Vector128.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(sbyte* from) =>
        new(Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(int*)from).AsSByte()))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* to) => _x.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Of(float x) => new(Vector128.Create(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 a, Lanes4 b) => new(a._x + b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 a, Lanes4 b) => new(a._x - b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 a, Lanes4 b) => new(a._x * b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(Lanes4 a, Lanes4 b) => new(a._x / b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Fma(Lanes4 a, Lanes4 b, Lanes4 c) => new(Vector128.FusedMultiplyAdd(a._x, b._x, c._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Sqrt(Lanes4 x) => new(Vector128.Sqrt(x._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Abs(Lanes4 x) => new(Vector128.Abs(x._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 WithSign(Lanes4 size, Lanes4 sign) => new(Vector128.ConditionalSelect(Vector128.Create(-0f), sign._x, size._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 IfGreater(Lanes4 a, Lanes4 b, Lanes4 yes, Lanes4 no) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(a._x, b._x), yes._x, no._x));

    // 1.5·2²³ + n has n in its lowest bits; from there it is shifted into the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 PowerOfTwo(Lanes4 n) =>
        new(Vector128.ShiftLeft(Vector128.AsInt32(n._x + Vector128.Create(12582912f)) + Vector128.Create(127), 23).AsSingle());
}
