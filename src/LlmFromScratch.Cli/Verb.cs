using System.CommandLine;
using LlmFromScratch.Cli.Output;

namespace LlmFromScratch.Cli;

/// <summary>A verb of the command line, with examples that its help shows.</summary>
internal sealed class Verb : Command
{
    /// <param name="name">What is typed.</param>
    /// <param name="description">What it does, in a sentence or two.</param>
    /// <param name="examples">Whole command lines, each perhaps with two spaces and "# why" after it.</param>
    public Verb(string name, string description, params ReadOnlySpan<string> examples) : base(name, description) =>
        Examples = [.. examples];

    /// <summary>Whole command lines.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Says what the verb does. Whatever it throws becomes one line and an exit code in <see cref="LlmCommand"/>.</summary>
    public Verb Does(Func<ParseResult, CancellationToken, Task<int>> work)
    {
        // On a thread of the pool: a verb that works for long without waiting must not hold up the one that listens for Ctrl+C.
        SetAction((result, cancellation) => Task.Run(() => work(result, cancellation), CancellationToken.None));
        return this;
    }

    /// <inheritdoc cref="Does(Func{ParseResult, CancellationToken, Task{int}})"/>
    public Verb Does(Func<ParseResult, CancellationToken, int> work) =>
        Does((result, cancellation) => Task.FromResult(work(result, cancellation)));

    /// <summary>Writes the help of a verb, its examples last.</summary>
    public static void WriteExamples(Command command, TextWriter output)
    {
        if (command is not Verb { Examples.Count: > 0 } verb)
            return;
        output.WriteLine(verb.Examples.Count == 1 ? "Example:" : "Examples:");
        foreach (string example in verb.Examples)
            output.WriteLine("  " + example);
        output.WriteLine();
    }
}
