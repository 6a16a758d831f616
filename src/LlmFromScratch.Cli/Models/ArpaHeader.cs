using LlmFromScratch.Cli.Output;
using LlmFromScratch.Counts;
using LlmFromScratch.Formats;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Models;

/// <summary>The line at the top of our ARPA files that says how the text was cut: "llm tokens=words smoothing=katz order=3".</summary>
/// <remarks>Other programs skip what stands before \data\; theirs have no such line.</remarks>
internal sealed record ArpaHeader(string Tokens, string Smoothing, int Order)
{
    /// <summary>The line, without "# ".</summary>
    public override string ToString() => FormattableString.Invariant($"llm tokens={Tokens} smoothing={Smoothing} order={Order}");

    /// <summary>The way to cut text and the smoothing's name that a file's comments give; null for what they do not say.</summary>
    public static (ISplitter? Splitter, string? Smoothing) Of(IEnumerable<string> comments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string comment in comments.Where(line => line.StartsWith("llm ", StringComparison.Ordinal)))
            foreach (string pair in comment.Split(' '))
                if (pair.Split('=', 2) is [string key, string value])
                    values[key] = value;
        return (values.TryGetValue("tokens", out string? tokens) ? Splitters.Named(tokens) : null, values.GetValueOrDefault("smoothing"));
    }

    /// <summary>Reads a model and how to cut text for it: as the command line says, else as its own line says, else at white space.</summary>
    public static LoadedModel Read(string path, ISplitter? asked, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"there is no file '{path}'; make one with: llm ngrams train --text FILE --out {Shell.Quoted(path)}");
        ArpaFile file = ArpaReader.Read(path, progress, cancellation);
        (ISplitter? splitter, string? smoothing) = Of(file.Comments);
        string name = $"{smoothing ?? Path.GetFileName(path)}, order {file.Model.Order}";
        return new LoadedModel(name, file.Model, new Tokenizer(asked ?? splitter ?? new WhitespaceSplitter(), file.Model.Vocabulary), Path.GetFileName(path), null, null);
    }
}
