using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LlmFromScratch.Kernels;

/// <summary>A term of a sum, or one step of a loop, at some neighbouring places at once.</summary>
internal interface ITerm
{
    /// <summary>The terms at <paramref name="i"/> and the places after it.</summary>
    T At<T>(nint i) where T : unmanaged, ILanes<T>;
}

/// <summary>What a loop does at some neighbouring places; no place depends on another.</summary>
internal interface IStep
{
    /// <summary>Does it at <paramref name="i"/> and the places after it.</summary>
    void At<T>(nint i) where T : unmanaged, ILanes<T>;
}

/// <summary>
/// The loops that all kernels but the matrix product are made of. A reduction always has 16 lanes, as many as the widest vector:
/// the term at place i goes to lane i mod 16 in ascending order, then the lanes are added pairwise, 8 apart, 4, 2, 1.
/// Narrower vectors hold the lanes in parts, so that the bits are the same.
/// </summary>
internal static unsafe class LaneLoops
{
    /// <summary>The lanes of a reduction.</summary>
    public const int Lanes = 16;

    /// <summary>Does the step at the places from <paramref name="start"/> to <paramref name="end"/> - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ForEach<T, TStep>(TStep step, nint start, nint end) where T : unmanaged, ILanes<T> where TStep : struct, IStep
    {
        nint i = start;
        for (; i <= end - T.Width; i += T.Width)
            step.At<T>(i);
        if (i < end)
            Rest<T, TStep>(step, i, end);
    }

    // What is left in narrower vectors: short rows, such as logits of a small vocabulary, are mostly that. Apart from the loop, since the compiler
    // puts only so much in line.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rest<T, TStep>(TStep step, nint i, nint end) where T : unmanaged, ILanes<T> where TStep : struct, IStep
    {
        if (T.Width > 8 && i <= end - 8)
        {
            step.At<Lanes8>(i);
            i += 8;
        }
        if (T.Width > 4 && i <= end - 4)
        {
            step.At<Lanes4>(i);
            i += 4;
        }
        for (; i < end; i++)
            step.At<Lanes1>(i);
    }

    /// <summary>The sum of the terms at 0 to <paramref name="count"/> - 1; 0 of none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum<T, TTerm>(TTerm term, nint count) where T : unmanaged, ILanes<T> where TTerm : struct, ITerm
    {
        if (T.Width < Lanes || count % Lanes != 0)
            return SumInParts<T, TTerm>(term, count);
        T sum = T.Of(0);
        for (nint i = 0; i < count; i += Lanes)
            sum += term.At<T>(i);
        return SumOfLanes(Unsafe.BitCast<T, Vector512<float>>(sum));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float SumInParts<T, TTerm>(TTerm term, nint count) where T : unmanaged, ILanes<T> where TTerm : struct, ITerm
    {
        float* lanes = stackalloc float[Lanes];
        nint whole = count & -Lanes;
        if (T.Width == Lanes)
        {
            T sum = T.Of(0);
            for (nint i = 0; i < whole; i += Lanes)
                sum += term.At<T>(i);
            sum.Store(lanes);
        }
        else
        {
            // One pass for each part of the lanes.
            for (nint part = 0; part < Lanes; part += T.Width)
            {
                T sum = T.Of(0);
                for (nint i = part; i < whole; i += Lanes)
                    sum += term.At<T>(i);
                sum.Store(lanes + part);
            }
        }
        float* to = lanes; // for what is left
        nint left = whole;
        if (left <= count - 8)
        {
            (Lanes8.Load(to) + term.At<Lanes8>(left)).Store(to);
            to += 8;
            left += 8;
        }
        if (left <= count - 4)
        {
            (Lanes4.Load(to) + term.At<Lanes4>(left)).Store(to);
            to += 4;
            left += 4;
        }
        for (; left < count; left++)
            *to++ += term.At<Lanes1>(left).Value;
        return SumOfLanes(Vector512.Load(lanes));
    }

    // None is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float LargestOfLanes(Vector512<float> lanes)
    {
        Vector256<float> eight = Vector256.MaxNative(lanes.GetLower(), lanes.GetUpper());
        Vector128<float> four = Vector128.MaxNative(eight.GetLower(), eight.GetUpper());
        Vector128<float> two = Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 2, 3)));
        return two[0] > two[1] ? two[0] : two[1];
    }

    // Pairwise: 8 apart, 4, 2, 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SumOfLanes(Vector512<float> lanes)
    {
        Vector256<float> eight = lanes.GetLower() + lanes.GetUpper();
        Vector128<float> four = eight.GetLower() + eight.GetUpper();
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 2, 3));
        return two[0] + two[1];
    }

    /// <summary>The largest of numbers, of which those that are NaN do not count; negative infinity of none. The count is a multiple of <see cref="Lanes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LargestNumber<T>(float* x, nint count) where T : unmanaged, ILanes<T>
    {
        T max = T.Of(float.NegativeInfinity);
        for (nint i = 0; i < count; i += T.Width)
        {
            T at = T.Load(x + i);
            max = T.IfGreater(at, max, at, max);
        }
        if (T.Width == Lanes)
            return LargestOfLanes(Unsafe.BitCast<T, Vector512<float>>(max)) + 0f;
        float largest = float.NegativeInfinity;
        for (int lane = 0; lane < T.Width; lane++)
            largest = Math.Max(largest, ((float*)&max)[lane]);
        return largest + 0f; // -0 becomes +0
    }

    /// <summary>The largest of <paramref name="count"/> numbers; negative infinity of none, NaN if one is NaN.</summary>
    public static float Max<T>(float* x, nint count) where T : unmanaged, ILanes<T>
    {
        float* lanes = stackalloc float[2 * Lanes];
        if (T.Width < Lanes)
        {
            new Span<float>(lanes, Lanes).Fill(float.NegativeInfinity);
            new Span<float>(lanes + Lanes, Lanes).Clear();
        }
        T max = T.Of(float.NegativeInfinity), sum = T.Of(0);
        nint i = 0;
        for (; i <= count - T.Width; i += T.Width)
        {
            T at = T.Load(x + i);
            max = T.IfGreater(at, max, at, max);
            sum += at * T.Of(0); // NaN once there is a NaN or an infinity
        }
        if (i < count && i > 0)
        {
            T at = T.Load(x + count - T.Width); // some of them again: that does not change the largest
            max = T.IfGreater(at, max, at, max);
            sum += at * T.Of(0);
            i = count;
        }
        max.Store(lanes);
        sum.Store(lanes + Lanes);
        float largest = LargestOfLanes(Vector512.Load(lanes)), suspect = SumOfLanes(Vector512.Load(lanes + Lanes));
        for (; i < count; i++)
        {
            largest = x[i] > largest ? x[i] : largest;
            suspect += x[i] * 0;
        }
        if (float.IsNaN(suspect))
            for (nint j = 0; j < count; j++)
                if (float.IsNaN(x[j]))
                    return float.NaN;
        // +0 and -0 are equal, and which one is found first depends on the width: both become +0.
        return largest + 0f;
    }
}
