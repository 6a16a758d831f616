using LlmFromScratch.Tokens;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>Every word that the stories of a language can contain: found by filling every gap of every pattern with everything that fits.</summary>
internal static class StoryWords
{
    public static IReadOnlyList<string> Of(StoryLanguage language, ISplitter splitter)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        StoryState any = StoryState.InWhichEverythingCanBeSaid();
        foreach (StoryEventKind kind in Enum.GetValues<StoryEventKind>())
            foreach (StoryPattern pattern in language.PatternsOf(new StoryEvent(kind)))
                AddPattern(language, kind, pattern, any, splitter, words);
        for (int sentence = 0; sentence < MealsGrammar.English.Sentences.Count; sentence++)
            foreach (StoryPattern pattern in language.PatternsOf(new StoryEvent(StoryEventKind.Meals, N: sentence)))
                AddPattern(language, StoryEventKind.Meals, pattern, any, splitter, words);
        return [.. words];
    }

    private static void AddPattern(StoryLanguage language, StoryEventKind kind, StoryPattern pattern, StoryState any, ISplitter splitter, SortedSet<string> words)
    {
        bool first = true; // whether nothing may stand before this part in its sentence
        foreach (StoryNode node in pattern.Nodes)
        {
            bool canBeEmpty = false;
            foreach ((int[] pieces, StoryEvent e) in Ways(language, kind, node, any))
            {
                canBeEmpty |= pieces.Length == 0;
                Add(pieces);
                if (first || node.Capital)
                    Add(language.Begin(pieces, any, e, node, first));
            }
            first &= canBeEmpty;
        }

        void Add(int[] pieces)
        {
            foreach (int piece in pieces)
                if (piece != StoryPieces.End)
                    words.UnionWith(splitter.Split(language.Pieces[piece]));
        }
    }

    private static IEnumerable<(int[] Pieces, StoryEvent Event)> Ways(StoryLanguage language, StoryEventKind kind, StoryNode node, StoryState any)
    {
        if (node.Versions is int[][] versions)
        {
            foreach (int[] version in versions)
                yield return (version, new StoryEvent(kind));
            yield break;
        }
        StorySlot slot = node.Slot!;
        var ways = new StoryWays();
        // One letter after the other goes through all its values while the others stay, with one of a thing and with several:
        // no other word depends on two letters.
        foreach (int number in (int[])[1, 2])
        {
            var still = new StoryEvent(kind, 0, 0, 0, 0, 0, 0, 0, 0, number, 0, 0, 0, 0);
            foreach (StoryField? field in slot.Fields.Length == 0 ? [null] : slot.Fields.Select(field => (StoryField?)field))
                for (int value = 0; value < (field is StoryField letter ? Count(slot.Name, letter, kind) : 1); value++)
                {
                    StoryEvent e = field is StoryField moving ? still.With(moving, value) : still;
                    ways.Clear();
                    slot.Say(any, e, ways);
                    for (int way = 0; way < ways.Count; way++)
                        yield return (language.Pieces.Of(ways[way].Phrase, node.Space), e);
                }
        }
    }

    private static int Count(string slot, StoryField field, StoryEventKind kind) => field switch
    {
        StoryField.A or StoryField.B or StoryField.C => StoryLexicon.People.Length,
        StoryField.X => StoryLexicon.Adjectives.Length * StoryLexicon.Nouns.Length,
        StoryField.P or StoryField.Q => StoryLexicon.Places.Length,
        StoryField.S or StoryField.R => StoryLexicon.Spots.Length,
        StoryField.N => StoryLexicon.Numbers.Length,
        StoryField.U => slot[0] == 'Z' ? StoryLexicon.Animals.Length * StoryLexicon.AnimalAdjectives.Length : StoryLexicon.Activities.Length,
        StoryField.J => StoryLexicon.AnimalNames.Length,
        StoryField.T => StoryLexicon.Times.Length,
        _ => slot[0] switch
        {
            'F' => StoryLexicon.Foods.Length,
            'V' => StoryLexicon.Activities.Length,
            'D' => kind == StoryEventKind.Glad ? StoryLexicon.GoodMoods.Length : kind == StoryEventKind.Upset ? StoryLexicon.BadMoods.Length : StoryLexicon.CalmMoods.Length,
            'E' => StoryLexicon.Skies.Length,
            'W' => StoryLexicon.BadWeathers.Length,
            'L' => StoryLexicon.Advice.Length,
            'H' => StoryLexicon.Colours,
            _ => StoryLexicon.Countables.Length, // K and N.K
        },
    };
}
