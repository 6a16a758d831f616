using LlmFromScratch.Tokens;

namespace LlmFromScratch.Corpora;

/// <summary>The corpora that are loaded by name: which file of which data set, its language, and how it is best cut.</summary>
public static class CorpusCatalogue
{
    private static readonly Entry[] Entries =
    [
        new("names", "names", "names.txt", "mul", new CharacterSplitter()),
        new("meals", "meals", "meals-en.txt", "en", new WhitespaceSplitter()),
        new("meals-zh", "meals", "meals-zh.txt", "zh", new WhitespaceSplitter()),
        new("meals-zh-characters", "meals", "meals-zh-characters.txt", "zh", new CharacterSplitter()),
        new("storyworld", "storyworld", "train-en.txt", "en", new WordSplitter()),
        new("storyworld-validation", "storyworld", "validation-en.txt", "en", new WordSplitter()),
        new("storyworld-zh", "storyworld", "train-zh.txt", "zh", new WhitespaceSplitter()),
        new("storyworld-zh-validation", "storyworld", "validation-zh.txt", "zh", new WhitespaceSplitter()),
        new("storyworld-zh-characters", "storyworld", "train-zh.txt", "zh", new CharacterSplitter(), WithoutSpaces: true),
        new("storyworld-zh-characters-validation", "storyworld", "validation-zh.txt", "zh", new CharacterSplitter(), WithoutSpaces: true),
        new("tiny-shakespeare", "tiny-shakespeare", "tinyshakespeare.txt", "en", new CharacterSplitter()),
        new("makemore-names", "makemore-names", "names.txt", "en", new CharacterSplitter()),
    ];

    /// <summary>All names that <see cref="Corpus.Load"/> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Entries.Select(entry => entry.Name)];

    internal static Corpus Load(string name, DatasetStore store)
    {
        Entry entry = Entries.FirstOrDefault(entry => entry.Name == name) ?? throw new ArgumentException(
            $"There is no corpus '{name}'; expected one of: {string.Join(", ", Names)}. For a file of your own use Corpus.FromFile.", nameof(name));
        using var stream = new MemoryStream(store.Read(entry.Dataset, entry.File), writable: false);
        TextContent content = TextFile.ReadText(stream, entry.File);
        if (entry.WithoutSpaces)
            content = content with { Text = content.Text.Replace(" ", "", StringComparison.Ordinal) };
        return Corpus.FromContent(content, entry.File, name, entry.Language, entry.Splitter);
    }

    /// <summary>One corpus. Without spaces, a file of words is read as the characters that a Chinese reader sees.</summary>
    private sealed record Entry(string Name, string Dataset, string File, string Language, ISplitter Splitter, bool WithoutSpaces = false);
}
