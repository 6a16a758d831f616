using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using LlmFromScratch.Cli.Output;

namespace LlmFromScratch.Cli;

/// <summary>What a reader is told whose command line makes no sense.</summary>
internal static class UsageErrors
{
    /// <summary>One line that says what is wrong and where to look; the whole help where a verb is missing.</summary>
    public static int Report(ParseResult parsed, CommandConsole console)
    {
        Command command = parsed.CommandResult.Command;
        string path = PathOf(parsed.CommandResult);
        string? unknown = parsed.UnmatchedTokens.FirstOrDefault();
        if (unknown is null && command.Subcommands.Count > 0 && command.Action is null)
        {
            WriteHelp(parsed, command, console);
            return ExitCode.WrongUsage;
        }
        string message = unknown is not null ? Unknown(command, path, unknown)
            : parsed.Errors.Select(error => Reworded(error, path)).FirstOrDefault() ?? "the command line makes no sense";
        console.Complain($"{Ended(message)} Help: {path} --help");
        return ExitCode.WrongUsage;
    }

    /// <summary>A sentence with a mark at its end.</summary>
    public static string Ended(string sentence) => sentence.EndsWith('?') ? sentence : sentence.TrimEnd('.') + ".";

    /// <summary>The nearest of some names, if it is near enough to be a slip of the finger: "nxt" -> "next".</summary>
    public static string? Nearest(string typed, IEnumerable<string> names) => typed.Length == 0 ? null : names
        .Select(name => (Name: name, Distance: Distance(typed, name)))
        .Where(found => found.Distance <= Math.Max(1, Math.Min(typed.Length, found.Name.Length) / 2) || (typed.Length > 1 && found.Name.StartsWith(typed, StringComparison.Ordinal)))
        .OrderBy(found => found.Distance).ThenBy(found => found.Name, StringComparer.Ordinal)
        .Select(found => found.Name).FirstOrDefault();

    private static string Unknown(Command command, string path, string token)
    {
        bool option = token.StartsWith('-');
        string[] names = option ? [.. command.Options.Select(one => one.Name)] : [.. command.Subcommands.Select(one => one.Name)];
        string what = option ? "option" : names.Length > 0 ? "verb" : "place for an argument";
        string hint = Nearest(token, names) is { } near ? $"; did you mean {near}?"
            : names.Length > 0 && !option ? $"; expected one of: {string.Join(", ", names)}"
            : option ? "" : "; text of several words needs quotes around it";
        return names.Length > 0 || option ? $"there is no {what} '{token}' in '{path}'{hint}" : $"did not expect '{token}' after '{path}'{hint}";
    }

    private static string Reworded(ParseError error, string path) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Argument: { Arity.MinimumNumberOfValues: > 0 } argument } when error.SymbolResult.Parent is CommandResult =>
            $"'{path}' needs {Article(argument.HelpName ?? argument.Name)}",
        CommandResult when error.Message.Contains("required", StringComparison.OrdinalIgnoreCase) && MissingOption(error) is { } option =>
            $"'{path}' needs {option.Name} {option.HelpName}".TrimEnd(),
        OptionResult { Implicit: true, Option.Required: true } missing => $"'{path}' needs {missing.Option.Name} {missing.Option.HelpName}",
        OptionResult { Tokens.Count: 0, Option.Arity.MinimumNumberOfValues: > 0 } result => $"{result.Option.Name} needs a value: {result.Option.Name} {result.Option.HelpName}",
        _ => error.Message,
    };

    private static Option? MissingOption(ParseError error) => ((CommandResult)error.SymbolResult!).Command.Options
        .FirstOrDefault(option => option.Required && error.Message.Contains($"'{option.Name}'", StringComparison.Ordinal));

    private static string Article(string name) => "AEIOU".Contains(name[0], StringComparison.OrdinalIgnoreCase) ? "an " + name : "a " + name;

    private static void WriteHelp(ParseResult parsed, Command command, CommandConsole console)
    {
        parsed.InvocationConfiguration.Output = console.Error;
        new HelpAction { MaxWidth = console.Width }.Invoke(parsed);
        Verb.WriteExamples(command, console.Error);
    }

    private static string PathOf(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
            names.Insert(0, command.Command.Name);
        return string.Join(' ', names);
    }

    /// <summary>How many letters have to be put in, taken out, changed or swapped with their neighbour to make one word of another (Damerau, 1964).</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(change, 1 + Math.Min(d[i - 1, j], d[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
