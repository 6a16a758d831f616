using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Models;

/// <summary>The ways to cut text, by the names of --tokens.</summary>
internal static class Splitters
{
    private static readonly ISplitter[] All = [new CharacterSplitter(), new WordSplitter(), new WhitespaceSplitter()];

    /// <summary>"characters", "words", "whitespace".</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(splitter => splitter.Name)];

    /// <summary>The one of a name, or null.</summary>
    public static ISplitter? Named(string name) => Array.Find(All, splitter => splitter.Name == name);
}
