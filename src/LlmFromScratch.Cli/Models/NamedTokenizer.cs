using LlmFromScratch.Formats;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Models;

/// <summary>A tokenizer as --tokenizer names it: one that is known by name, or a file.</summary>
/// <param name="Name">As a reader would say it.</param>
/// <param name="Tokenizer">Text to ids and back.</param>
internal sealed record NamedTokenizer(string Name, ITokenizer Tokenizer)
{
    /// <summary>The names that are known, and what each means.</summary>
    private static readonly (string Name, Func<NamedTokenizer> Load)[] s_known =
    [
        ("gpt2", () => new("GPT-2", Gpt2Tokenizer.Load())),
        ("bytes", () => new("bytes", new BytePairTokenizer(BytePairVocabulary.Bytes))),
        ("stories260k", () => new("stories260K", Llama2Tokenizer.Load())),
        ("storyworld", () => new("storyworld", StoryTokenizer.Load())),
    ];

    /// <summary>"gpt2", "bytes", and so on.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_known.Select(one => one.Name)];

    /// <summary>The tokenizer of a name or file: tokenizer.json, or with the ending .bin llama2.c's.</summary>
    /// <exception cref="UsageException">There is neither.</exception>
    /// <exception cref="InvalidDataException">The file is no tokenizer.</exception>
    public static NamedTokenizer Load(string name)
    {
        int known = Array.FindIndex(s_known, one => one.Name == name);
        if (known >= 0)
            return s_known[known].Load();
        if (!File.Exists(name))
            throw new UsageException($"there is no tokenizer and no file '{name}'"
                + (UsageErrors.Nearest(name, Names) is { } near ? $"; did you mean {near}?" : $"; expected {string.Join(", ", Names)}, or a tokenizer.json"));
        ITokenizer tokenizer = Path.GetExtension(name).Equals(".bin", StringComparison.OrdinalIgnoreCase) ? Llama2Tokenizer.Read(name) : TokenizerJson.Load(name);
        return new NamedTokenizer(Path.GetFileName(name), tokenizer);
    }

    /// <summary>The byte pairs, for what only they can do.</summary>
    /// <exception cref="UsageException">It has none.</exception>
    public BytePairTokenizer WithMerges(string what) => Tokenizer as BytePairTokenizer
        ?? throw new UsageException($"{what} needs a tokenizer with merges of bytes, such as gpt2 or one of llm tokens train; {Name} has scores instead");
}
