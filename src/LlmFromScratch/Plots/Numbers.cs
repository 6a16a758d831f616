using System.Globalization;

namespace LlmFromScratch.Plots;

/// <summary>Numbers as charts write them, the same on every machine.</summary>
internal static class Numbers
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A little more than a half, so that a number halfway is rounded up even where the last bits of a logarithm came out lower.</summary>
    public const double AlmostHalf = 0.500001;

    /// <summary>The nearest whole number, the same on every machine.</summary>
    public static int Nearest(double value) => (int)Math.Floor(value + AlmostHalf);

    /// <summary>In a format of the author's choice; without one, <see cref="Short"/>. What it would round to 0 is written "&lt;0.001".</summary>
    public static string Format(double value, string format)
    {
        if (string.IsNullOrEmpty(format))
            return Short(value);
        string text = value.ToString(format, CultureInfo.InvariantCulture);
        int point = format.IndexOf('.');
        bool isZero = !text.Any(c => c is >= '1' and <= '9');
        if (value < 0 && isZero && double.IsFinite(value))
            return text.Replace("-", "", StringComparison.Ordinal); // there is no -0.00
        if (value > 0 && point >= 0 && isZero)
        {
            int decimals = format[(point + 1)..].TakeWhile(c => c is '0' or '#').Count();
            return "<" + Math.Pow(10, -decimals).ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
        }
        return text;
    }

    /// <summary>About four digits: 12,345 and 1234 and 0.0625 and 1.2e-7.</summary>
    public static string Short(double value)
    {
        double size = Math.Abs(value);
        if (value == 0)
            return "0";
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
        if (size is >= 1e7 or < 1e-4)
            return value.ToString("0.##e0", CultureInfo.InvariantCulture);
        int decimals = Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 7);
        // Thousands are set apart from five digits on: 2026 may be a year.
        return value.ToString((size >= 10000 ? "#,0." : "0.") + new string('#', decimals), CultureInfo.InvariantCulture);
    }

    /// <summary>10 to a whole power, with the power raised: 10⁻³.</summary>
    public static string PowerOfTen(int exponent) => exponent switch
    {
        0 => "1",
        1 => "10",
        2 => "100",
        _ => "10" + (exponent < 0 ? "⁻" : "") + string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0'])),
    };
}
