using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>
/// The inner loops of <see cref="RowProduct"/>: the columns of y that one pass makes are all in registers, while the rows of W stream by.
/// Each number of y is one chain over k in ascending order, whatever the tile.
/// </summary>
internal static unsafe class RowTiles<TWeight, TNumber> where TWeight : struct, IWeight<TNumber> where TNumber : unmanaged
{
    private const int RowsAtOnce = 4;

    /// <summary>Makes the columns from <paramref name="first"/> to <paramref name="end"/> - 1, all of one strip, of all rows.</summary>
    public static void Columns<T>(in RowOperands<TNumber> all, nint first, nint end) where T : unmanaged, ILanes<T>
    {
        int row = 0;
        for (; row <= all.M - RowsAtOnce; row += RowsAtOnce)
        {
            nint j = first;
            for (; j <= end - 2 * T.Width; j += 2 * T.Width)
                FourRows<T>(all, row, j);
            for (int one = row; j < end && one < row + RowsAtOnce; one++)
                OneRow<T>(all, one, j, end, first);
        }
        for (; row < all.M; row++)
            OneRow<T>(all, row, first, end, first);
    }

    // Columns before j, down to the lowest, may be made once more: that is quicker than narrower vectors at the end.
    private static void OneRow<T>(in RowOperands<TNumber> all, int row, nint j, nint end, nint lowest) where T : unmanaged, ILanes<T>
    {
        int width = T.Width;
        for (; end - j >= 8 * width; j += 8 * width)
            Eight<T>(all, row, j);
        while (j < end)
        {
            nint left = end - j;
            int vectors = left > 4 * width ? 8 : left > 2 * width ? 4 : left > width ? 2 : 1;
            while (vectors > 1 && end - vectors * width < lowest)
                vectors /= 2;
            nint at = Math.Max(lowest, Math.Min(j, end - vectors * width));
            if (at + vectors * width > end)
                break; // not even one vector fits
            switch (vectors)
            {
                case 8: Eight<T>(all, row, at); break;
                case 4: Four<T>(all, row, at); break;
                case 2: Two<T>(all, row, at); break;
                default: One<T>(all, row, at); break;
            }
            j = at + vectors * width;
        }
        if (j < end && width > 8)
            OneRow<Lanes8>(all, row, j, end, lowest);
        else if (j < end && width > 4)
            OneRow<Lanes4>(all, row, j, end, lowest);
        else if (j < end)
            OneRow<Lanes1>(all, row, j, end, lowest);
    }

    private static void Eight<T>(in RowOperands<TNumber> all, int row, nint j) where T : unmanaged, ILanes<T>
    {
        float* x = all.X + (nint)row * all.K, endX = x + all.K, y = all.Y + (nint)row * all.N + j;
        TNumber* w = all.Column(j);
        nint stride = all.Strip, v = T.Width;
        T a = Begin<T>(all, j), b = Begin<T>(all, j + v), c = Begin<T>(all, j + 2 * v), d = Begin<T>(all, j + 3 * v);
        T e = Begin<T>(all, j + 4 * v), f = Begin<T>(all, j + 5 * v), g = Begin<T>(all, j + 6 * v), h = Begin<T>(all, j + 7 * v);
        for (; x < endX; x++, w += stride)
        {
            T t = T.Of(*x);
            a = T.Fma(t, TWeight.Load<T>(w), a);
            b = T.Fma(t, TWeight.Load<T>(w + v), b);
            c = T.Fma(t, TWeight.Load<T>(w + 2 * v), c);
            d = T.Fma(t, TWeight.Load<T>(w + 3 * v), d);
            e = T.Fma(t, TWeight.Load<T>(w + 4 * v), e);
            f = T.Fma(t, TWeight.Load<T>(w + 5 * v), f);
            g = T.Fma(t, TWeight.Load<T>(w + 6 * v), g);
            h = T.Fma(t, TWeight.Load<T>(w + 7 * v), h);
        }
        End(all, a, j, y);
        End(all, b, j + v, y + v);
        End(all, c, j + 2 * v, y + 2 * v);
        End(all, d, j + 3 * v, y + 3 * v);
        End(all, e, j + 4 * v, y + 4 * v);
        End(all, f, j + 5 * v, y + 5 * v);
        End(all, g, j + 6 * v, y + 6 * v);
        End(all, h, j + 7 * v, y + 7 * v);
    }

    private static void Four<T>(in RowOperands<TNumber> all, int row, nint j) where T : unmanaged, ILanes<T>
    {
        float* x = all.X + (nint)row * all.K, endX = x + all.K, y = all.Y + (nint)row * all.N + j;
        TNumber* w = all.Column(j);
        nint stride = all.Strip, v = T.Width;
        T a = Begin<T>(all, j), b = Begin<T>(all, j + v), c = Begin<T>(all, j + 2 * v), d = Begin<T>(all, j + 3 * v);
        for (; x < endX; x++, w += stride)
        {
            T t = T.Of(*x);
            a = T.Fma(t, TWeight.Load<T>(w), a);
            b = T.Fma(t, TWeight.Load<T>(w + v), b);
            c = T.Fma(t, TWeight.Load<T>(w + 2 * v), c);
            d = T.Fma(t, TWeight.Load<T>(w + 3 * v), d);
        }
        End(all, a, j, y);
        End(all, b, j + v, y + v);
        End(all, c, j + 2 * v, y + 2 * v);
        End(all, d, j + 3 * v, y + 3 * v);
    }

    private static void Two<T>(in RowOperands<TNumber> all, int row, nint j) where T : unmanaged, ILanes<T>
    {
        float* x = all.X + (nint)row * all.K, endX = x + all.K, y = all.Y + (nint)row * all.N + j;
        TNumber* w = all.Column(j);
        nint stride = all.Strip, v = T.Width;
        T a = Begin<T>(all, j), b = Begin<T>(all, j + v);
        for (; x < endX; x++, w += stride)
        {
            T t = T.Of(*x);
            a = T.Fma(t, TWeight.Load<T>(w), a);
            b = T.Fma(t, TWeight.Load<T>(w + v), b);
        }
        End(all, a, j, y);
        End(all, b, j + v, y + v);
    }

    private static void One<T>(in RowOperands<TNumber> all, int row, nint j) where T : unmanaged, ILanes<T>
    {
        float* x = all.X + (nint)row * all.K, endX = x + all.K, y = all.Y + (nint)row * all.N + j;
        TNumber* w = all.Column(j);
        nint stride = all.Strip;
        T a = Begin<T>(all, j);
        for (; x < endX; x++, w += stride)
            a = T.Fma(T.Of(*x), TWeight.Load<T>(w), a);
        End(all, a, j, y);
    }

    // Two vectors of four rows: W is read, and its bytes are made floats, once for all four.
    private static void FourRows<T>(in RowOperands<TNumber> all, int row, nint j) where T : unmanaged, ILanes<T>
    {
        nint k = all.K, n = all.N, stride = all.Strip, v = T.Width;
        float* x = all.X + row * k, y = all.Y + row * n + j;
        TNumber* w = all.Column(j);
        T a0 = Begin<T>(all, j), b0 = Begin<T>(all, j + v), a1 = a0, b1 = b0, a2 = a0, b2 = b0, a3 = a0, b3 = b0;
        for (nint p = 0; p < k; p++, w += stride)
        {
            T a = TWeight.Load<T>(w), b = TWeight.Load<T>(w + v);
            T t = T.Of(x[p]);
            a0 = T.Fma(t, a, a0);
            b0 = T.Fma(t, b, b0);
            t = T.Of(x[p + k]);
            a1 = T.Fma(t, a, a1);
            b1 = T.Fma(t, b, b1);
            t = T.Of(x[p + 2 * k]);
            a2 = T.Fma(t, a, a2);
            b2 = T.Fma(t, b, b2);
            t = T.Of(x[p + 3 * k]);
            a3 = T.Fma(t, a, a3);
            b3 = T.Fma(t, b, b3);
        }
        End(all, a0, j, y);
        End(all, b0, j + v, y + v);
        End(all, a1, j, y + n);
        End(all, b1, j + v, y + n + v);
        End(all, a2, j, y + 2 * n);
        End(all, b2, j + v, y + 2 * n + v);
        End(all, a3, j, y + 3 * n);
        End(all, b3, j + v, y + 3 * n + v);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Begin<T>(in RowOperands<TNumber> all, nint j) where T : unmanaged, ILanes<T> =>
        all.Start is null || all.Scale is not null ? T.Of(0) : T.Load(all.Start + j);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End<T>(in RowOperands<TNumber> all, T sum, nint j, float* y) where T : unmanaged, ILanes<T>
    {
        if (all.Scale is not null)
            sum = T.Fma(T.Load(all.Scale + j), sum, all.Start is null ? T.Of(0) : T.Load(all.Start + j));
        sum.Store(y);
    }
}
