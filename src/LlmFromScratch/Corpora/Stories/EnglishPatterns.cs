namespace LlmFromScratch.Corpora.Stories;

/// <summary>How an event is told in English: for each kind several patterns, one of which is drawn at random.</summary>
internal static partial class EnglishPatterns
{
    /// <summary>What stands for {then}. The empty one comes more often, or every other sentence would begin with "Then".</summary>
    public static readonly string[] Connectives =
        ["", "", "", "", "", "", "", "", "", "", "Then", "Then", "Soon", "After that,", "A little later,", "A moment later,", "Before long,", "After a while,"];

    // Made on first use: the fields of the other files are then sure to be there.
    private static readonly Lazy<IReadOnlyDictionary<StoryEventKind, string[]>> Merged = new(Merge);

    /// <summary>The patterns of every kind but Meals and End.</summary>
    public static IReadOnlyDictionary<StoryEventKind, string[]> All => Merged.Value;

    private static IReadOnlyDictionary<StoryEventKind, string[]> Merge()
    {
        Dictionary<StoryEventKind, string[]>[] sections =
        [
            Opening, Moving, Doing, Feeling, Speaking, Background, Objects, Searching, Presents, Hiding, Counting, Meals, Weathers, Animals, Errands, Days,
            Endings, Questions,
        ];
        return sections.SelectMany(section => section).ToDictionary(pair => pair.Key, pair => pair.Value);
    }
}
