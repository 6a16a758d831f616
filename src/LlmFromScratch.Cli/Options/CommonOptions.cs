using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Counts;

namespace LlmFromScratch.Cli.Options;

/// <summary>Makes the options that have the same name and meaning in every verb. What they refuse, they explain.</summary>
internal static class CommonOptions
{
    /// <summary>--json.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write one JSON object to standard output, and nothing else." };

    /// <summary>--seed N.</summary>
    public static Option<long> Seed(long otherwise = 1, string description = "The same seed gives the same text.") => new("--seed")
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => long.TryParse(Only(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seed)
            ? seed : Refuse<long>(result, "a whole number"),
    };

    /// <summary>--seed N that may be left out.</summary>
    public static Option<long?> OptionalSeed(string description) => new("--seed")
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => long.TryParse(Only(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seed)
            ? seed : Refuse<long?>(result, "a whole number"),
    };

    /// <summary>--order N.</summary>
    public static Option<int> Order(int otherwise) => WholeNumber("--order", "Length of the longest n-grams: the token and the ones before it that count.",
        otherwise, 1, NGramCounter.MaximumOrder);

    /// <summary>--smoothing NAME.</summary>
    public static Option<ISmoothing?> SmoothingMethod(string otherwise) => new("--smoothing")
    {
        Description = $"How what was never seen gets a probability: {string.Join(", ", Smoothing.All.Select(one => one.Name))}, or add-K such as add-0.1. By default {otherwise}.",
        HelpName = "NAME",
        CustomParser = result => SmoothingNamed(Only(result), result),
    };

    /// <summary>A whole number in a range.</summary>
    public static Option<int> WholeNumber(string name, string description, int otherwise, int least, int most = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Integer(result, least, most),
    };

    /// <summary>A whole number in a range that may be left out.</summary>
    public static Option<int?> OptionalWholeNumber(string name, string description, int least, int most = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Integer(result, least, most),
    };

    /// <summary>A number in a range.</summary>
    public static Option<double> Number(string name, string description, double otherwise, double least, double most = double.PositiveInfinity) => new(name)
    {
        Description = description,
        HelpName = "X",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Real(result, least, most),
    };

    /// <summary>A finite number in a range that may be left out.</summary>
    public static Option<double?> OptionalNumber(string name, string description, double least, double most = double.PositiveInfinity) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result => Real(result, least, most),
    };

    /// <summary>An amount of data that may be left out: 900000, 500kB, 1.5MB. 1 or more.</summary>
    public static Option<long?> Size(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Quantity.TryParseBytes(Only(result), out long bytes) && bytes >= 1
            ? bytes : Refuse<long?>(result, "a number of bytes above 0, such as 900000, 500kB or 1.5MB"),
    };

    /// <summary>Any text; it may be empty.</summary>
    public static Option<string?> Text(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TEXT",
        CustomParser = result => Only(result),
    };

    /// <summary>The name of a file or folder.</summary>
    public static Option<string?> Path(string name, string description, string helpName = "FILE", bool required = false) => new(name)
    {
        Description = description,
        HelpName = helpName,
        Required = required,
        CustomParser = result => Only(result) is { Length: > 0 } path ? path : Refuse<string>(result, "the name of a file"),
    };

    /// <summary>One of some names.</summary>
    public static Option<string?> Choice(string name, string description, IReadOnlyList<string> names) => new(name)
    {
        Description = $"{description} One of: {string.Join(", ", names)}.",
        HelpName = "NAME",
        CustomParser = result => names.Contains(Only(result)) ? Only(result) : Refuse<string>(result, "one of " + string.Join(", ", names), names),
    };

    /// <summary>The smoothing method of a name, or an error in the result.</summary>
    public static ISmoothing? SmoothingNamed(string name, ArgumentResult result)
    {
        try
        {
            return Smoothing.Named(name);
        }
        catch (ArgumentException)
        {
            string[] names = [.. Smoothing.All.Select(one => one.Name)];
            return name.StartsWith("add-", StringComparison.Ordinal)
                ? Refuse<ISmoothing>(result, "add-one, or a number above 0 after add-, such as add-0.1")
                : Refuse<ISmoothing>(result, "one of " + string.Join(", ", names), names);
        }
    }

    private static int Integer(ArgumentResult result, int least, int most) =>
        int.TryParse(Only(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value : Refuse<int>(result, most == int.MaxValue ? $"a whole number of {least} or more" : $"a whole number from {least} to {most}");

    private static double Real(ArgumentResult result, double least, double most) =>
        double.TryParse(Only(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most && double.IsFinite(value)
            ? value : Refuse<double>(result, least == double.Epsilon ? "a number above 0"
                : double.IsInfinity(most) ? FormattableString.Invariant($"a number of {least} or more") : FormattableString.Invariant($"a number from {least} to {most}"));

    private static string Only(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;

    private static T? Refuse<T>(ArgumentResult result, string expected, IReadOnlyList<string>? names = null)
    {
        string near = names is not null && UsageErrors.Nearest(Only(result), names) is { } name ? $"; did you mean {name}?" : "";
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name}: expected {expected}, got '{Only(result)}'{near}");
        return default;
    }
}
