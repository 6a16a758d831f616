using System.CommandLine;
using System.CommandLine.Parsing;
using LlmFromScratch.Cli.Models;

namespace LlmFromScratch.Cli.Options;

/// <summary>The options that the verbs of llm tokens share.</summary>
internal static class TokenizerOptions
{
    /// <summary>--tokenizer NAME|FILE.</summary>
    public static Option<string?> Tokenizer() => CommonOptions.Path("--tokenizer",
        $"Who cuts the text: {string.Join(", ", NamedTokenizer.Names)}, or a file: tokenizer.json, or llama2.c's .bin. By default gpt2.", "NAME|FILE");

    /// <summary>--jsonl.</summary>
    public static Option<bool> JsonLines(string from, string to) => new("--jsonl")
    {
        Description = $"Read lines {from} from standard input and write a line {to} for each, as they come. Empty lines are passed over.",
    };

    /// <summary>The tokenizer that the command line names.</summary>
    public static NamedTokenizer Load(ParseResult result, Option<string?> option) => NamedTokenizer.Load(result.GetValue(option) ?? "gpt2");
}
