using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LlmFromScratch.Kernels;

/// <summary>16 numbers in a vector of 512 bits.</summary>
internal readonly unsafe struct Lanes16(Vector512<float> x) : ILanes<Lanes16>
{
    private readonly Vector512<float> _x = x;

    public static int Width => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Load(float* from) => new(Vector512.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Load(sbyte* from)
    {
        if (Avx512F.IsSupported)
            return new(Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.Load(from))));
        Vector256<short> wide = Vector256.WidenLower(Vector128.Load(from).ToVector256Unsafe());
        return new(Vector512.ConvertToSingle(Vector512.Create(Vector256.WidenLower(wide), Vector256.WidenUpper(wide))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* to) => _x.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Of(float x) => new(Vector512.Create(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator +(Lanes16 a, Lanes16 b) => new(a._x + b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator -(Lanes16 a, Lanes16 b) => new(a._x - b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator *(Lanes16 a, Lanes16 b) => new(a._x * b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator /(Lanes16 a, Lanes16 b) => new(a._x / b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Fma(Lanes16 a, Lanes16 b, Lanes16 c) => new(Vector512.FusedMultiplyAdd(a._x, b._x, c._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Sqrt(Lanes16 x) => new(Vector512.Sqrt(x._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Abs(Lanes16 x) => new(Vector512.Abs(x._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 WithSign(Lanes16 size, Lanes16 sign) => new(Vector512.ConditionalSelect(Vector512.Create(-0f), sign._x, size._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 IfGreater(Lanes16 a, Lanes16 b, Lanes16 yes, Lanes16 no) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(a._x, b._x), yes._x, no._x));

    // 1.5·2²³ + n has n in its lowest bits; from there it is shifted into the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 PowerOfTwo(Lanes16 n) =>
        new(Vector512.ShiftLeft(Vector512.AsInt32(n._x + Vector512.Create(12582912f)) + Vector512.Create(127), 23).AsSingle());

    // One instruction instead of eleven.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 TimesPowerOfTwo(Lanes16 x, Lanes16 n) =>
        Avx512F.IsSupported ? new(Avx512F.Scale(x._x, n._x)) : Functions.TimesPowerOfTwo(x, n);
}
