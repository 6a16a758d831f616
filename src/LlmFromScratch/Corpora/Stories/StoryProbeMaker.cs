namespace LlmFromScratch.Corpora.Stories;

/// <summary>Makes the probes of a story: wherever the world leaves a single possibility, it asks for it.</summary>
/// <param name="world">The language of the stories.</param>
/// <param name="seed">Of the stories, and of the choice of wrong options.</param>
internal sealed class StoryProbeMaker(StoryWorld world, long seed)
{
    private const int MostWrong = 3;

    private static readonly StoryField[] Fields = Enum.GetValues<StoryField>();

    private readonly StoryTeller _teller = new(world.Telling, seed);
    private readonly StoryProbeShortKinds _short = new(world);
    private readonly StoryOffers _offers = new();

    /// <summary>Every probe of a story, in the order of the text.</summary>
    public IEnumerable<StoryProbe> OfStory(long number)
    {
        var random = new SeededRandom(seed, $"probes of story {number}");
        var state = new StoryState();
        StoryState before = state.Clone();
        var told = new StoryProbeStory(world);
        foreach (StorySentence sentence in _teller.Sentences(number, state))
        {
            if (sentence.Event.Kind is StoryEventKind.Meals or StoryEventKind.End)
                yield break;
            var parts = new StoryProbeParts(world.Telling, before);
            told.Add(sentence, parts.Of(sentence));
            foreach (StoryProbeKind kind in StoryProbeKinds.All)
                foreach ((StoryEventKind happens, StoryField field) in kind.Events)
                    if (happens == sentence.Event.Kind && Probe(kind, field, before, parts, told, random) is StoryProbe probe)
                        yield return probe;
            foreach (StoryProbe probe in _short.Of(before, told, random))
                yield return probe;
            before = state.Clone();
        }
    }

    private StoryProbe? Probe(StoryProbeKind kind, StoryField field, StoryState state, StoryProbeParts parts, StoryProbeStory told, SeededRandom random)
    {
        StoryEvent e = told.Now.Event;
        int decisive = told.NowParts.FindIndex(part => part.Shows(field));
        if (decisive < 0)
            return null;
        int distance = 0;
        foreach (StoryProbeFact fact in kind.Facts)
        {
            if (told.EndOfFact(fact, state) is not int end)
                return null;
            distance = Math.Max(distance, told.TokensBetween(end, told.NowStart + told.NowParts[decisive].Start));
        }
        // A question is answered by a whole sentence; elsewhere the model has read the sentence up to the decisive words.
        int cut = kind.Group == "quiz" ? 0 : told.CutBefore(told.NowParts[decisive].Start);
        string right = told.Now.Text[cut..];
        var wrong = new List<string>();
        foreach (int value in OtherValues(kind.Values, e, field, told, random))
        {
            StoryEvent other = e.With(field, value);
            string option = StoryProbeParts.Join(parts.Retold(told.NowParts, other, field))[cut..];
            if (option != right && !wrong.Contains(option) && !CanHappen(state, other))
                wrong.Add(option);
            if (wrong.Count == MostWrong)
                break;
        }
        return wrong.Count == 0 ? null : new StoryProbe(kind.Name, distance, told.Context(cut), right, wrong);
    }

    /// <summary>Other values for the decisive place: first those of the same story, which are the most tempting, then any; each in a random order.</summary>
    private static IEnumerable<int> OtherValues(StoryProbeValues values, StoryEvent e, StoryField field, StoryProbeStory told, SeededRandom random)
    {
        // "From the river, Anna went to the river" is not even tempting.
        int right = e.Get(field), place = e.Kind is StoryEventKind.AnswerBefore or StoryEventKind.AnswerAfter ? e.P : -1;
        int[] near = [.. told.Earlier.SelectMany(values.In).Distinct().Where(value => value >= 0 && value != right && value != place)];
        int[] far = [.. values.All(e, field).Where(value => value != right && value != place && !near.Contains(value))];
        return InRandomOrder(near, values.Weight, random).Concat(InRandomOrder(far, values.Weight, random));
    }

    /// <summary>
    /// One after the other is drawn from those that are left. What is said more often comes first more often, so that a model gains little by
    /// knowing that apples are liked more than eggs (something is left to gain: what is said most often is also right most often).
    /// </summary>
    private static IEnumerable<int> InRandomOrder(IEnumerable<int> items, Func<int, int>? weight, SeededRandom random)
    {
        List<(int Item, int Weight)> left = [.. items.Select(item => (item, weight?.Invoke(item) ?? 1))];
        while (left.Count > 0)
        {
            int at = random.NextInt(left.Sum(one => one.Weight)), i = 0;
            while (at >= left[i].Weight)
                at -= left[i++].Weight;
            yield return left[i].Item;
            left.RemoveAt(i);
        }
    }

    /// <summary>Whether an event could happen next.</summary>
    private bool CanHappen(StoryState state, StoryEvent e)
    {
        StoryPlots.Offer(state, _offers);
        foreach ((StoryChoice choice, _) in _offers.All())
            if (choice.Event.Kind == e.Kind && Array.TrueForAll(Fields, field => choice.RangeOf(field) is StoryRange range
                ? Array.IndexOf(range.Values, e.Get(field)) >= 0 : choice.Event.Get(field) == e.Get(field)))
                return true;
        return false;
    }
}
