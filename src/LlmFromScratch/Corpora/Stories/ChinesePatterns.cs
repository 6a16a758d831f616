namespace LlmFromScratch.Corpora.Stories;

/// <summary>
/// The sentences of the Chinese stories: several patterns for each kind of event. A pattern is a line of words and marks with a space between
/// them; <c>(a|b|)</c> is one of these or nothing, and what stands in braces is a part of the event, as in <c>{A}</c> or <c>{X.a}</c>.
/// </summary>
internal static partial class ChinesePatterns
{
    /// <summary>What may stand before a sentence; the empty one is as likely as all others together.</summary>
    public static readonly string[] Connectives =
        ["", "", "", "", "", "", "", "", "", "", "然后 ，", "接着 ，", "后来 ，", "不久 ，", "不一会儿 ，", "过 了 一会儿 ，", "随后 ，"];

    /// <summary>The patterns of every kind but <see cref="StoryEventKind.Meals"/> and <see cref="StoryEventKind.End"/>.</summary>
    public static IReadOnlyDictionary<StoryEventKind, string[]> All { get; } = Merge();

    // The sections are properties, not fields: fields of a class in several files have no order that one can rely on.
    private static Dictionary<StoryEventKind, string[]> Merge()
    {
        Dictionary<StoryEventKind, string[]>[] sections =
            [Opening, Moving, Doing, Feeling, Around, Objects, Searching, Presents, Hiding, Counting, Plans, Animals, Errands, Endings, Questions];
        return sections.SelectMany(section => section).ToDictionary(entry => entry.Key, entry => entry.Value);
    }
}
