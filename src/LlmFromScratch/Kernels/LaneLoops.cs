using System.Runtime.CompilerServices;

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
    private const int Lanes = 16;

    /// <summary>Does the step at the places from <paramref name="start"/> to <paramref name="end"/> - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ForEach<T, TStep>(TStep step, nint start, nint end) where T : unmanaged, ILanes<T> where TStep : struct, IStep
    {
        nint i = start;
        for (; i <= end - T.Width; i += T.Width)
            step.At<T>(i);
        // What is left in narrower vectors: short rows, such as logits of a small vocabulary, are mostly that.
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
        for (nint i = whole; i < count; i++)
            lanes[i - whole] += term.At<Lanes1>(i).Value;
        for (int apart = Lanes / 2; apart > 0; apart /= 2)
            for (int lane = 0; lane < apart; lane++)
                lanes[lane] += lanes[lane + apart];
        return lanes[0];
    }

    /// <summary>The largest of <paramref name="count"/> numbers; negative infinity of none, NaN if one is NaN.</summary>
    public static float Max<T>(float* x, nint count) where T : unmanaged, ILanes<T>
    {
        float* lanes = stackalloc float[Lanes];
        T max = T.Of(float.NegativeInfinity), sum = T.Of(0);
        nint i = 0;
        for (; i <= count - T.Width; i += T.Width)
        {
            T at = T.Load(x + i);
            max = T.IfGreater(at, max, at, max);
            sum += at * T.Of(0); // NaN once there is a NaN or an infinity
        }
        max.Store(lanes);
        float largest = float.NegativeInfinity;
        for (int lane = 0; lane < T.Width; lane++)
            largest = lanes[lane] > largest ? lanes[lane] : largest;
        sum.Store(lanes);
        bool suspect = false;
        for (int lane = 0; lane < T.Width; lane++)
            suspect |= float.IsNaN(lanes[lane]);
        for (; i < count; i++)
        {
            largest = x[i] > largest ? x[i] : largest;
            suspect |= float.IsNaN(x[i]);
        }
        if (suspect)
            for (nint j = 0; j < count; j++)
                if (float.IsNaN(x[j]))
                    return float.NaN;
        // +0 and -0 are equal, and which one is found first depends on the width: both become +0.
        return largest + 0f;
    }
}
