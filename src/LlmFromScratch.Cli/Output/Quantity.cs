using System.Globalization;

namespace LlmFromScratch.Cli.Output;

/// <summary>Amounts as people say them.</summary>
internal static class Quantity
{
    /// <summary>950 -> "950", 1_234_567 -> "1.2 M".</summary>
    public static string Short(double value) => value switch
    {
        >= 1e9 => Format(value / 1e9) + " G",
        >= 1e6 => Format(value / 1e6) + " M",
        >= 1e4 => Format(value / 1e3) + " k",
        _ => value.ToString("#,0", CultureInfo.InvariantCulture),
    };

    /// <summary>1_115_394 -> "1.1 MB".</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => Format(bytes / 1e9) + " GB",
        >= 1_000_000 => Format(bytes / 1e6) + " MB",
        >= 1_000 => Format(bytes / 1e3) + " kB",
        _ => bytes.ToString(CultureInfo.InvariantCulture) + " B",
    };

    /// <summary>"900000" -> 900_000, "500kB" -> 500_000, "1.5 MB" -> 1_500_000: with B, kB, MB, GB or TB in any case, or with none for bytes.</summary>
    public static bool TryParseBytes(string text, out long bytes)
    {
        string number = text.Trim();
        decimal unit = 1;
        foreach ((string name, decimal size) in new[] { ("kB", 1e3m), ("MB", 1e6m), ("GB", 1e9m), ("TB", 1e12m), ("B", 1m) })
            if (number.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                (number, unit) = (number[..^name.Length].TrimEnd(), size);
                break;
            }
        bool good = decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            && Math.Abs(value) <= long.MaxValue / unit;
        bytes = good ? (long)(value * unit) : 0;
        return good;
    }

    /// <summary>0.1234 s -> "0.12 s"; 75 s -> "1 min 15 s".</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds < 60
        ? time.TotalSeconds.ToString(time.TotalSeconds < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture) + " s"
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s");

    private static string Format(double value) => value.ToString(value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
