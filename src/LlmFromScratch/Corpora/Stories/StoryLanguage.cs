namespace LlmFromScratch.Corpora.Stories;

/// <summary>How one language tells what happens: its words for the gaps, and its sentence patterns.</summary>
internal sealed class StoryLanguage
{
    private readonly StoryPattern[][] _patterns;
    private readonly StoryPattern[][] _meals;

    private StoryLanguage(string code, bool capitals, IEnumerable<StorySlot> slots, IReadOnlyDictionary<StoryEventKind, string[]> patterns, IEnumerable<string> meals)
    {
        Code = code;
        Capitals = capitals;
        Dictionary<string, StorySlot> byName = slots.ToDictionary(slot => slot.Name);
        _patterns = new StoryPattern[Enum.GetValues<StoryEventKind>().Length][];
        Array.Fill(_patterns, []);
        foreach ((StoryEventKind kind, string[] texts) in patterns)
            _patterns[(int)kind] = [.. texts.Select(text => StoryPattern.Parse(text, byName, Pieces))];
        _patterns[(int)StoryEventKind.End] = [new StoryPattern("", [new StoryNode([[StoryPieces.End]], null, false, false)])];
        _meals = [.. meals.Select(text => new[] { new StoryPattern(text, [new StoryNode([Pieces.Of(text, true)], null, true, false)]) })];
    }

    public static StoryLanguage English { get; } = new("en", true, EnglishWords.Slots(), EnglishPatterns.All,
        MealsGrammar.English.Sentences.Select(sentence => new Tokens.WordSplitter().Join(sentence.Sentence.Split(' '))));

    public static StoryLanguage Chinese { get; } = new("zh", false, ChineseWords.Slots(), ChinesePatterns.All,
        MealsGrammar.Chinese.Sentences.Select(sentence => sentence.Sentence));

    /// <summary>"en" or "zh".</summary>
    public string Code { get; }

    /// <summary>Whether a sentence begins with a capital letter. Those of the meals do not: they stand as they are.</summary>
    public bool Capitals { get; }

    /// <summary>How many kinds of events it can tell of, the end of a story and the meals not counted.</summary>
    public int Kinds => _patterns.Count(patterns => patterns.Length > 0) - 1;

    /// <summary>How many sentence patterns it has for them.</summary>
    public int Patterns => _patterns.Sum(patterns => patterns.Length) - 1;

    public StoryPieces Pieces { get; } = new();

    /// <summary>The patterns that can say an event, all equally likely.</summary>
    public StoryPattern[] PatternsOf(in StoryEvent e) => e.Kind == StoryEventKind.Meals && e.N >= 0 ? _meals[e.N] : _patterns[(int)e.Kind];

    /// <summary>
    /// Pieces as they stand in the sentence: with a capital at its beginning (where they are the first of it), and without a space at the
    /// beginning of the story.
    /// </summary>
    public int[] Begin(int[] pieces, StoryState state, in StoryEvent e, StoryNode node, bool first)
    {
        bool story = first && state.Beat == StoryPlots.Beginning;
        bool capital = Capitals && e.Kind != StoryEventKind.Meals && (first || node.Capital);
        return capital || story ? Pieces.Begin(pieces, capital, space: !story) : pieces;
    }
}
