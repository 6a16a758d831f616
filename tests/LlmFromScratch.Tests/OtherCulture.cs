using System.Globalization;

namespace LlmFromScratch.Tests;

/// <summary>A culture that writes numbers as much of Europe does, made up here: a system without ICU knows no culture but the invariant one.</summary>
internal static class OtherCulture
{
    public static CultureInfo WithComma { get; } = Make();

    private static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = culture.NumberFormat.PercentGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212"; // as in Swedish
        return CultureInfo.ReadOnly(culture);
    }
}
