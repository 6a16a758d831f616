using System.CommandLine;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Corpora;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Options;

/// <summary>--text FILE or --data NAME, and --tokens: which text, and how it is cut.</summary>
internal sealed class TextOptions(string dataDescription = "A text of the course instead of a file.")
{
    public Option<string?> Text { get; } = CommonOptions.Path("--text", "A text file; each line is a sentence.");

    public Option<string?> Data { get; } = CommonOptions.Choice("--data", dataDescription, CorpusCatalogue.Names);

    public Option<string?> Tokens { get; } = CommonOptions.Choice("--tokens", "How text is cut into tokens. By default words for a file, and what fits best for data of the course.", Splitters.Names);

    public void AddTo(Verb verb)
    {
        verb.Add(Text);
        verb.Add(Data);
        verb.Add(Tokens);
    }

    /// <summary>Whether the command line names a text.</summary>
    public bool AreGiven(ParseResult result) => result.GetValue(Text) is not null || result.GetValue(Data) is not null;

    /// <summary>How to cut, if the command line says so.</summary>
    public ISplitter? Splitter(ParseResult result) => result.GetValue(Tokens) is { } name ? Splitters.Named(name) : null;

    /// <summary>The text that the command line names.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="otherwise">The data where it names none; null where it must.</param>
    public TextSource Source(ParseResult result, string? otherwise = null)
    {
        string? file = result.GetValue(Text), data = result.GetValue(Data);
        if (file is not null && data is not null)
            throw new UsageException("expected --text or --data, got both");
        if (file is not null)
            return TextSource.OfFile(file, Splitter(result));
        return TextSource.OfData(data ?? otherwise ?? throw new UsageException("expected a text: --text FILE, or --data NAME for one of the course's own"), Splitter(result));
    }
}
