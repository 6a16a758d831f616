using System.CommandLine;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli;

/// <summary>From an exception to one line and an exit code.</summary>
internal static class Failures
{
    /// <summary>Writes the line, and the trace too where <see cref="LlmCommand.DebugVariable"/> is 1.</summary>
    public static int Report(Exception exception, ParseResult parsed, CommandConsole console)
    {
        if (exception is AggregateException { InnerExceptions: [Exception only] })
            exception = only;
        bool usage = exception is UsageException;
        string line = OneLine(exception);
        if (usage)
            line = $"{UsageErrors.Ended(line)} Help: llm {string.Join(' ', VerbsOf(parsed))} --help";
        else if (!IsExpected(exception))
            line = $"{exception.GetType().Name}: {line.TrimEnd('.')}. This is a mistake in llm itself: please report it, with what {LlmCommand.DebugVariable}=1 shows";
        console.Complain(line);
        if (Environment.GetEnvironmentVariable(LlmCommand.DebugVariable) == "1")
            console.Error.WriteLine(exception);
        return usage ? ExitCode.WrongUsage : ExitCode.Failure;
    }

    /// <summary>What an exception says to a user: without line ends and without the name of a parameter.</summary>
    public static string OneLine(Exception exception)
    {
        string message = exception switch
        {
            OutOfMemoryException => "there is not enough memory for this; try a smaller text, a lower --order, or a smaller network",
            UnauthorizedAccessException => $"{exception.Message.TrimEnd('.')}: check its permissions",
            _ => exception.Message,
        };
        // What a file says of itself may have been an argument before it was found to be wrong.
        Exception first = exception is InvalidDataException ? exception.GetBaseException() : exception;
        if (first is ArgumentException { ParamName: { } name })
            message = message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal);
        int actual = first is ArgumentOutOfRangeException ? message.IndexOf("Actual value was", StringComparison.Ordinal) : -1;
        if (actual > 0)
        {
            string said = message[..actual].TrimEnd();
            message = said.Contains(", got ", StringComparison.Ordinal) ? said : said + ", got " + message[(actual + "Actual value was".Length)..].Trim().TrimEnd('.');
        }
        return string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsExpected(Exception exception) => exception is UsageException or IOException or InvalidDataException
        or UnauthorizedAccessException or ArgumentException or KeyNotFoundException or OutOfMemoryException or TrainingDivergedException;

    private static IEnumerable<string> VerbsOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (System.CommandLine.Parsing.SymbolResult? at = parsed.CommandResult; at is System.CommandLine.Parsing.CommandResult command; at = at.Parent)
            names.Insert(0, command.Command.Name);
        return names.Skip(1);
    }
}
