using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Cli.Verbs;

namespace LlmFromScratch.Cli;

/// <summary>The whole command: its verbs, its help, and what becomes of errors.</summary>
internal static class LlmCommand
{
    /// <summary>The environment variable that, set to 1, shows where an error came from.</summary>
    public const string DebugVariable = "LLM_DEBUG";

    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CommandConsole console, CancellationToken cancellation)
    {
        int code = await AnswerAsync(args, console, cancellation);
        try
        {
            console.Flush();
            return code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, or standard output closed: the answer is lost, and only standard error may still be there to say so.
            console.ComplainOfOutput(e);
            return ExitCode.Failure;
        }
    }

    private static async Task<int> AnswerAsync(string[] args, CommandConsole console, CancellationToken cancellation)
    {
        Command root = Build(console);
        // No response files: a prompt may begin with @.
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            if (parsed.Action is ParseErrorAction || parsed.Action is null)
                return UsageErrors.Report(parsed, console);
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = console.Output,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // Program.cs listens for signals itself
            }, cancellation);
        }
        catch (OperationCanceledException e) when (cancellation.IsCancellationRequested)
        {
            console.Complain(e is StoppedException ? e.Message : "stopped; nothing is left half written");
            return ExitCode.Cancelled;
        }
        catch (Exception e)
        {
            return Failures.Report(e, parsed, console);
        }
    }

    private static Verb Build(CommandConsole console)
    {
        var root = new Verb("llm", "How does a large language model work? The course from a terminal: real text in, probabilities of the next word out.",
            "llm tour                                # the idea, in a minute",
            "llm next \"I like to eat\"                # what comes next?",
            "llm next 我喜欢吃                       # the same in Chinese")
        {
            TourVerb.Create(console), NextVerb.Create(console), GenerateVerb.Create(console), TrainNetworkVerb.Create(console), InspectVerb.Create(console), ExportVerb.Create(console), NGramsVerb.Create(console), TokensVerb.Create(console), DataVerb.Create(console),
            NotebooksVerb.Create(console), KernelVerb.Create(console), DoctorVerb.Create(console), BenchVerb.Create(console),
        };
        var help = new HelpOption { Recursive = true, Description = "Show this help." };
        help.Action = new HelpWithExamples(console);
        root.Add(help);
        root.Add(new VersionOption { Description = "Show the version." });
        return root;
    }

    /// <summary>The usual help, and the examples of the verb below it.</summary>
    private sealed class HelpWithExamples(CommandConsole console) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            new HelpAction { MaxWidth = console.Width }.Invoke(parseResult);
            Verb.WriteExamples(parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
            return ExitCode.Success;
        }
    }
}
