using System.Globalization;

namespace LlmFromScratch.Plots;

/// <summary>From numbers to places on an axis: where its round numbers are, and how far along a value lies.</summary>
internal sealed class AxisScale
{
    private readonly bool _logarithmic;
    private readonly double _start, _end; // of the values, or of their logarithms

    private AxisScale(bool logarithmic, double start, double end, IReadOnlyList<(double Value, string Label)> ticks) =>
        (_logarithmic, _start, _end, Ticks) = (logarithmic, start, end, ticks);

    /// <summary>Round numbers within the scale, rising, and how they are written.</summary>
    public IReadOnlyList<(double Value, string Label)> Ticks { get; }

    /// <summary>How far along a value is: 0 at the start, 1 at the end.</summary>
    public double Place(double value)
    {
        double v = _logarithmic ? Math.Log10(value) : value;
        return (v / 2 - _start / 2) / (_end / 2 - _start / 2); // halved, since the difference of two large numbers may overflow
    }

    /// <summary>A scale that holds all values, widened to round numbers.</summary>
    /// <param name="axis">Equal steps or equal factors.</param>
    /// <param name="values">Finite ones.</param>
    /// <param name="ticks">About how many round numbers are wanted.</param>
    /// <param name="tight">Whether the scale ends with the values instead of at round numbers.</param>
    public static AxisScale Of(Axis axis, IEnumerable<double> values, int ticks, bool tight = false)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high)
            (low, high) = axis.Logarithmic ? (1, 10) : (0, 1);
        return axis.Logarithmic ? Logarithmic(low, high, ticks, tight) : Linear(low, high, ticks, tight);
    }

    private static AxisScale Linear(double low, double high, int count, bool tight)
    {
        if (low == high)
            (low, high) = low == 0 ? (0, 1) : (low - Math.Abs(low) / 10, high + Math.Abs(high) / 10);
        // Halved first, so that the distance from the smallest to the largest double does not overflow.
        double step = RoundUp((high / 2 - low / 2) / count * 2);
        double first = Math.Floor(low / step), last = Math.Ceiling(high / step);
        if (!double.IsFinite(first * step) || !double.IsFinite(last * step) || !(last - first is >= 1 and <= 100)) // values too close or too far apart for round steps
            return new(false, low, high == low ? Math.BitIncrement(high) : high, [(low, Numbers.Short(low)), (high, Numbers.Short(high))]);
        int decimals = Math.Max(0, (int)-Math.Floor(Math.Log10(step) + 1e-9));
        var ticks = new List<(double, string)>();
        for (int i = 0; i <= (int)(last - first); i++)
        {
            double value = (first + i) * step;
            if (!tight || (value >= low - step * 1e-9 && value <= high + step * 1e-9))
                ticks.Add((value, decimals is 0 or > 6 ? Numbers.Short(value) : value.ToString("0." + new string('0', decimals), CultureInfo.InvariantCulture)));
        }
        return tight ? new(false, low, high, ticks) : new(false, first * step, last * step, ticks);
    }

    private static AxisScale Logarithmic(double low, double high, int count, bool tight)
    {
        int first = (int)Math.Floor(Math.Log10(low) + 1e-9), last = (int)Math.Ceiling(Math.Log10(high) - 1e-9);
        if (first >= last)
            (last, tight) = (first + 1, false);
        int every = Math.Max(1, (last - first + count - 1) / count);
        var ticks = new List<(double, string)>();
        for (int exponent = first; exponent <= last; exponent += every)
            ticks.Add((Math.Pow(10, exponent), Numbers.PowerOfTen(exponent)));
        if (!tight)
            return new(true, first, last, ticks);
        double from = Math.Log10(low), to = Math.Log10(high);
        return new(true, from, to, [.. ticks.Where(tick => tick.Item1 >= low * 0.999999 && tick.Item1 <= high * 1.000001)]);
    }

    /// <summary>The next of 1, 2, 5, 10, 20, 50...</summary>
    private static double RoundUp(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * (step <= power * 1.0000001 ? 1 : step <= 2 * power ? 2 : step <= 5 * power ? 5 : 10);
    }
}
