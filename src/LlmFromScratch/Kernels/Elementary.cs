namespace LlmFromScratch.Kernels;

/// <summary>
/// Powers, the natural logarithm, sine and cosine in float64, of exact operations only: <see cref="Math.Exp"/>, <see cref="Math.Log(double)"/>,
/// <see cref="Math.Sin"/> are the C library's, whose last digit differs from machine to machine.
/// </summary>
public static class Elementary
{
    // ln 2 in two parts: the first has so few digits that n times it is exact.
    private const double Ln2High = 0.6931471803691238, Ln2Low = 1.9082149292705877e-10;

    private const double HalfPi = 1.5707963267948966, HalfPiRest = 6.123233995736766e-17;

    // 1/15!, 1/14!, ..., 1/2!
    private static ReadOnlySpan<double> ExpSeries =>
    [
        1.0 / 1307674368000, 1.0 / 87178291200, 1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880,
        1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5,
    ];

    // 1/17!, -1/15!, ..., -1/3!
    private static ReadOnlySpan<double> SinSeries =>
        [1.0 / 355687428096000, -1.0 / 1307674368000, 1.0 / 6227020800, -1.0 / 39916800, 1.0 / 362880, -1.0 / 5040, 1.0 / 120, -1.0 / 6];

    // 1/16!, -1/14!, ..., -1/2!
    private static ReadOnlySpan<double> CosSeries =>
        [1.0 / 20922789888000, -1.0 / 87178291200, 1.0 / 479001600, -1.0 / 3628800, 1.0 / 40320, -1.0 / 720, 1.0 / 24, -0.5];

    // 1/23, 1/21, ..., 1/3
    private static ReadOnlySpan<double> ArtanhSeries =>
        [1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3];

    /// <summary>eˣ within 0.6 ulp, where it is a denormal within 1.1 of theirs. Infinity above 709.79, 0 below -745.14.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return x;
        x = Math.Clamp(x, -760, 720);
        // x = n·ln 2 + r with |r| < 0.35; what r loses by rounding is kept in rest.
        double n = Math.Round(x * 1.4426950408889634);
        double high = Math.FusedMultiplyAdd(n, -Ln2High, x), r = Math.FusedMultiplyAdd(n, -Ln2Low, high);
        double rest = Math.FusedMultiplyAdd(n, -Ln2Low, high - r);
        // eʳ = 1 + r + r²(1/2! + r/3! + ...)
        double series = 0;
        foreach (double term in ExpSeries)
            series = Math.FusedMultiplyAdd(series, r, term);
        double sum = 1 + r, lost = 1 - sum + r;
        double power = sum + (lost + Math.FusedMultiplyAdd(r * r, series, rest));
        // In two steps, since 2¹⁰²⁴ and 2⁻¹⁰⁷⁵ are no numbers.
        int half = (int)n / 2;
        return power * PowerOfTwo(half) * PowerOfTwo((int)n - half);
    }

    /// <summary>ln x within 2 ulp; negative infinity of 0, NaN below.</summary>
    public static double Log(double x)
    {
        if (!(x > 0))
            return x == 0 ? double.NegativeInfinity : double.NaN;
        if (double.IsPositiveInfinity(x))
            return x;
        int n = 0;
        if (x < 2.2250738585072014e-308)
            (x, n) = (x * 18014398509481984, -54); // a denormal, times 2⁵⁴
        // x = m·2ⁿ with m from √½ to √2; ln m = 2·artanh s with s = (m - 1) / (m + 1), |s| < 0.172.
        long bits = BitConverter.DoubleToInt64Bits(x);
        n += (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            n++;
        }
        double s = (m - 1) / (m + 1), square = s * s, series = 0;
        foreach (double term in ArtanhSeries)
            series = Math.FusedMultiplyAdd(series, square, term);
        double twice = s + s;
        return Math.FusedMultiplyAdd(n, Ln2High, Math.FusedMultiplyAdd(twice * square, series, Math.FusedMultiplyAdd(n, Ln2Low, twice)));
    }

    /// <summary>x to a power, e to (exponent · ln x): within 1e-14 of it for results from 1e-10 to 1e10.</summary>
    /// <param name="x">Above 0.</param>
    /// <param name="exponent">Any number; 0 gives 1 exactly.</param>
    public static double Power(double x, double exponent) => Exp(exponent * Log(x));

    /// <summary>The sine of an angle in radians, within 3e-16.</summary>
    /// <param name="x">From -2³⁰ to 2³⁰.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angle is larger.</exception>
    public static double Sin(double x) => SinOfQuarters(x, 0);

    /// <summary>The cosine of an angle in radians, within 3e-16.</summary>
    /// <param name="x">From -2³⁰ to 2³⁰.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angle is larger.</exception>
    public static double Cos(double x) => SinOfQuarters(x, 1);

    // The sine of x + more · π/2.
    private static double SinOfQuarters(double x, int more)
    {
        if (double.IsNaN(x))
            return x;
        if (Math.Abs(x) > 1 << 30)
            throw new ArgumentOutOfRangeException(nameof(x), x, "expected an angle from -2³⁰ to 2³⁰: of a larger one too few digits stand behind the point");
        // x = n·π/2 + r with |r| < 0.79; π/2 in two parts. The first difference is exact, since r's last digit is the first part's.
        double n = Math.Round(x * 0.6366197723675814), r = Math.FusedMultiplyAdd(n, -HalfPi, x);
        r = Math.FusedMultiplyAdd(n, -HalfPiRest, r);
        double square = r * r, series = 0;
        int quarter = ((int)n + more) & 3;
        if (quarter % 2 == 0)
        {
            foreach (double term in SinSeries)
                series = Math.FusedMultiplyAdd(series, square, term);
            r = Math.FusedMultiplyAdd(r * square, series, r);
        }
        else
        {
            foreach (double term in CosSeries)
                series = Math.FusedMultiplyAdd(series, square, term);
            r = Math.FusedMultiplyAdd(square, series, 1);
        }
        return quarter < 2 ? r : -r;
    }

    private static double PowerOfTwo(int n) => BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);
}
