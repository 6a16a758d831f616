using static LlmFromScratch.Corpora.Stories.StoryField;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>What an open letter of an event may be, by the state of the story.</summary>
internal static class StoryRanges
{
    private static readonly int[] AllThings = [.. Enumerable.Range(0, StoryLexicon.Adjectives.Length * StoryLexicon.Nouns.Length)];
    private static readonly int[] AllPeople = [.. Enumerable.Range(0, StoryLexicon.People.Length)];
    private static readonly int[] AllPlaces = [.. Enumerable.Range(0, StoryLexicon.Places.Length)];

    /// <summary>The likings of the meals: the weights of "I like to eat".</summary>
    private static readonly StoryRange Foods = OfMeals(0), Counsel = OfMeals(7);

    public static StoryRange Hero { get; } = new(A, [.. AllPeople.Where(person => StoryLexicon.People[person].Child)]);

    public static StoryRange Friend { get; } = new(B, AllPeople, null, Except: A);

    public static StoryRange Anywhere { get; } = new(P, AllPlaces);

    /// <summary>Where somebody can have slept.</summary>
    public static StoryRange Bedroom { get; } = new(P, [.. AllPlaces.Where(place => StoryLexicon.Places[place].English is "bedroom" or "attic" or "cabin")]);

    public static StoryRange OpeningTime { get; } = new(T, [0, 2, 3]);

    public static StoryRange Likings => Foods;

    public static StoryRange Advices => Counsel;

    /// <summary>Somebody who is not in the story yet.</summary>
    public static StoryRange Newcomer(StoryState s, bool child = false) =>
        new(B, [.. AllPeople.Where(person => !s.IsSomebody(person) && (!child || StoryLexicon.People[person].Child))]);

    /// <summary>A place where neither has been.</summary>
    public static StoryRange NewPlace(StoryState s, int one, int other = -1, bool? indoors = null, StoryField field = P) => new(field,
        [.. AllPlaces.Where(place => !s.HasVisited(one, place) && (other < 0 || !s.HasVisited(other, place)) && (indoors is null || StoryLexicon.Places[place].Indoors == indoors))]);

    /// <summary>A spot of the place where A is, or of another place.</summary>
    public static StoryRange Spot(StoryState s, StoryField field, bool roomy = false, int not = -1, int nor = -1) => SpotOf(s.PlaceOf(s.A), field, roomy, not, nor);

    /// <summary>A spot here where somebody could hide, but nobody did.</summary>
    public static StoryRange EmptyHidingPlace(StoryState s, StoryField field)
    {
        StoryRange all = Spot(s, field, roomy: true);
        return all with { Values = [.. all.Values.Where(spot => (s.HidingSpots >> spot & 1) == 0)] };
    }

    public static StoryRange SpotOf(int place, StoryField field, bool roomy = false, int not = -1, int nor = -1)
    {
        var spots = new List<int>();
        for (int i = 0; i < StoryLexicon.Spots.Length; i++)
            if (i != not && i != nor && StoryLexicon.Fits(i, place) && (!roomy || StoryLexicon.Spots[i].Roomy))
                spots.Add(i);
        return new StoryRange(field, [.. spots]);
    }

    /// <summary>A spot where a thing is out of sight.</summary>
    public static StoryRange HidingSpotOf(int place, StoryField field, int not, int nor)
    {
        StoryRange all = SpotOf(place, field, not: not, nor: nor);
        return all with { Values = [.. all.Values.Where(spot => !StoryLexicon.IsOpen(spot))] };
    }

    /// <summary>An object that is new in the story. One with the noun of a thing that is there already is much likelier than by chance: two balls make a reader look twice.</summary>
    public static StoryRange NewThing(StoryState s)
    {
        if (s.Things.Count == 0)
            return new StoryRange(X, AllThings);
        int noun = StoryThing.Noun(s.Things[0].Id);
        int[] values = [.. AllThings.Where(id => s.Things.All(thing => thing.Id != id))];
        return new StoryRange(X, values, [.. values.Select(id => StoryThing.Noun(id) == noun ? 8 : 1)]);
    }

    /// <summary>An object that is new in the story and that somebody would give as a present: nothing ugly; and perhaps no other one of the kind of a thing.</summary>
    public static StoryRange NewPresent(StoryState s, int not = -1)
    {
        StoryRange all = NewThing(s);
        int[] fit = [.. Enumerable.Range(0, all.Values.Length).Where(i => StoryThing.Adjective(all.Values[i]) != StoryLexicon.Ugly
            && (not < 0 || StoryThing.Noun(all.Values[i]) != StoryThing.Noun(not)))];
        return all with { Values = [.. fit.Select(i => all.Values[i])], Weights = all.Weights is null ? null : [.. fit.Select(i => all.Weights[i])] };
    }

    /// <summary>Something to do at the place where A is, that nobody has done yet.</summary>
    public static StoryRange Activity(StoryState s, bool? indoors = null, StoryField field = W)
    {
        bool inside = indoors ?? s.Indoors;
        var activities = new List<int>();
        for (int i = 0; i < StoryLexicon.Activities.Length; i++)
            if (!s.HasDone(i) && !(s.Time == StoryPlots.Evening && StoryLexicon.NeedsDaylight(i)) && (inside ? StoryLexicon.Activities[i].Indoors : StoryLexicon.Activities[i].Outdoors))
                activities.Add(i);
        return new StoryRange(field, [.. activities]);
    }

    /// <summary>Any entry of a list.</summary>
    public static StoryRange Any(StoryField field, int count, int from = 0) => new(field, [.. Enumerable.Range(from, Math.Max(0, count))]);

    private static StoryRange OfMeals(int pattern) =>
        new(W, [.. Enumerable.Range(0, MealsGrammar.English.Patterns[pattern].Words.Count)], [.. MealsGrammar.English.Patterns[pattern].Words.Select(word => word.Count)]);
}
