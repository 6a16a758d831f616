using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Networks;

/// <summary>The text that a preset is made for.</summary>
/// <param name="Data">The text of the course that it learns from where the command line names none.</param>
/// <param name="Tokens">How that text, or a file instead of it, is cut.</param>
/// <param name="Stream">Whether that text, or a file instead of it, is one unbroken stream.</param>
internal sealed record PresetText(string Data, string Tokens, bool Stream)
{
    /// <summary>That of a preset: the stories for those that are named after them, and tiny Shakespeare's characters for the others.</summary>
    public static PresetText Of(TransformerPreset preset) => preset.Name.StartsWith("storyworld", StringComparison.Ordinal)
        ? new("storyworld", "words", Stream: false) : new("tiny-shakespeare", "characters", Stream: true);
}
