using static LlmFromScratch.Corpora.Stories.StoryEventKind;
using static LlmFromScratch.Corpora.Stories.StoryField;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>The kinds of probes that depend on what has happened in the story.</summary>
internal static class StoryProbeKinds
{
    private static readonly StoryProbeValues
        Spots = new(e => [e.S, e.R], (e, field) => Alike(StoryLexicon.Spots, e.Get(field), (one, other) => one.Indoors && other.Indoors || one.Outdoors && other.Outdoors)),
        // A person fits in: a spot that is too small would be no temptation. And a day begins where people sleep.
        RoomySpots = new(e => e.Kind is HideAt or SeekWrong ? [e.S, e.R] : [], (e, field) => Alike(StoryLexicon.Spots, e.Get(field),
            (one, other) => one.Roomy && other.Roomy && (one.Indoors && other.Indoors || one.Outdoors && other.Outdoors))),
        Bedrooms = new(_ => [], (_, _) => StoryRanges.Bedroom.Values),
        Places = new(e => [e.P, e.Q], (_, _) => Enumerable.Range(0, StoryLexicon.Places.Length)),
        Things = new(e => [e.X], (_, _) => Enumerable.Range(0, StoryLexicon.Nouns.Length * StoryLexicon.Adjectives.Length)),
        People = new(e => [e.A, e.B, e.C], (_, _) => Enumerable.Range(0, StoryLexicon.People.Length)),
        Ages = new(_ => [], (_, _) => Enumerable.Range(4, 8)),
        Numbers = new(e => [e.N], (e, _) => Enumerable.Range(e.Kind == AnswerMany ? 0 : 1, e.Kind == AnswerMany ? 13 : 12)),
        Foods = new(e => [e.Kind is SayLike or Cook or EatFood or Fetch or Feed ? e.W : -1], (_, _) => Enumerable.Range(0, StoryLexicon.Foods.Length),
            food => StoryRanges.Likings.Weights![Array.IndexOf(StoryRanges.Likings.Values, food)]),
        Activities = new(e => [e.Kind is Do or DoBoth or Plan ? e.W : -1],
            (e, field) => Alike(StoryLexicon.Activities, e.Get(field), (one, other) => one.Indoors && other.Indoors || one.Outdoors && other.Outdoors)),
        Weathers = new(_ => [], (_, _) => Enumerable.Range(0, StoryLexicon.BadWeathers.Length)),
        Names = new(_ => [], (_, _) => Enumerable.Range(0, StoryLexicon.AnimalNames.Length));

    private static readonly StoryProbeFact
        Spot = new((_, now, earlier) => now.X >= 0 && earlier.X == now.X && earlier.Kind != LookWrong ? FieldOf(earlier, Decided(now, S, R), S, R) : null),
        Holder = new((s, now, earlier) => earlier.X != now.X ? null : earlier.Kind switch
        {
            Have or Choose or Wrap or Find or TakeFrom or AnswerWho when earlier.A == s.Thing(now.X).Holder => A,
            Give or Unwrap or ClosePresent when earlier.B == s.Thing(now.X).Holder => B,
            _ => null,
        }),
        Liking = new((_, now, earlier) => earlier.Kind is SayLike or Cook or EatFood && earlier.A == now.A ? W : null),
        Deed = new((_, now, earlier) => earlier.Kind == Do && earlier.W == now.W ? W : null),
        SecondDeed = new((_, now, earlier) => earlier.Kind == Do && earlier.W == now.U ? W : null);

    public static readonly StoryProbeKind[] All =
    [
        new("where it was put", "long", [(Find, S), (Remember, S), (AnswerWhere, S), (LookOld, S), (TakeFrom, S), (Tell, R)], Spots, [Spot]),
        new("hiding place", "long", [(FindPerson, S)], RoomySpots, [new((_, now, earlier) => earlier.Kind == HideAt && earlier.B == now.B ? S : null)]),
        new("way back", "long", [(Return, P), (ReturnBoth, P)], Places, [Place(P)]),
        new("present", "long", [(Unwrap, X)], Things, [new((_, now, earlier) => earlier.X == now.X ? X : null)]),
        new("age", "long", [(Candles, N)], Ages, [new((_, _, earlier) => earlier.Kind == Birthday ? N : null)]),
        new("favourite food", "long", [(Cook, W), (EatFood, W)], Foods, [Liking]),
        new("plan", "long", [(AtLast, W)], Activities, [new((_, _, earlier) => earlier.Kind == Plan ? W : null)]),
        new("weather", "long", [(Clear, W)], Weathers, [new((_, _, earlier) => earlier.Kind is Turn or Shelter ? W : null)]),
        new("name", "long", [(Follow, J), (AnimalSleeps, J)], Names, [new((_, now, earlier) => earlier.J == now.J ? J : null)]),
        new("counting", "long", [(NowHas, N)], Numbers,
        [
            new((_, now, earlier) => earlier.Kind is Gather or NowHas && earlier.A == now.A ? N : null),
            new((_, _, earlier) => earlier.Kind is GiveSome or EatSome or MoreFound ? N : null),
        ]),
        new("retelling", "long", [(TellDay, W)], Activities, [Deed]),
        new("retelling", "long", [(TellDay, U)], Activities, [SecondDeed]),
        new("retelling", "long", [(TellDay, P)], Bedrooms, [Place(P)]),
        new("retelling", "long", [(TellDay, Q)], Places, [Place(Q)]),

        new("one fact", "quiz", [(AnswerSpot, S)], Spots, [Spot]),
        new("two facts", "quiz", [(AnswerPlaceOfThing, P)], Places, [Holder, Place(P)]),
        new("who", "quiz", [(AnswerWho, A)], People, [Holder]),
        new("where", "quiz", [(AnswerPlace, P)], Places, [Place(P)]),
        // The hero's number was counted again after each change; anybody else's is the sum of what they were given.
        new("how many", "quiz", [(AnswerMany, N)], Numbers, [new((s, now, earlier) => now.A == s.A && earlier.Kind is Gather or NowHas ? N : null)]),
        new("how many", "quiz", [(AnswerMany, N)], Numbers,
            [new((s, now, earlier) => now.A != s.A && earlier.Kind == GiveSome && earlier.B == now.A ? N : null, FromTheFirst: true)]),
        new("before", "quiz", [(AnswerBefore, Q)], Places, [Place(Q)]),
        new("after", "quiz", [(AnswerAfter, Q)], Places, [Place(Q)]),
        new("likes", "quiz", [(AnswerLike, W)], Foods, [Liking]),
    ];

    /// <summary>Somebody or something was in a place, going there or speaking of it.</summary>
    private static StoryProbeFact Place(StoryField field) => new((_, now, earlier) => FieldOf(earlier, now.Get(field), P, Q));

    private static int Decided(in StoryEvent e, StoryField one, StoryField other) => e.Kind is Tell ? e.Get(other) : e.Get(one);

    private static StoryField? FieldOf(in StoryEvent e, int value, StoryField one, StoryField other) =>
        e.Get(one) == value ? one : e.Get(other) == value ? other : null;

    private static IEnumerable<int> Alike<T>(T[] all, int value, Func<T, T, bool> alike) => Enumerable.Range(0, all.Length).Where(i => alike(all[i], all[value]));
}
