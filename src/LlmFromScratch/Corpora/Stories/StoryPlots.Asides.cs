using static LlmFromScratch.Corpora.Stories.StoryEventKind;
using static LlmFromScratch.Corpora.Stories.StoryField;
using static LlmFromScratch.Corpora.Stories.StoryRanges;

namespace LlmFromScratch.Corpora.Stories;

internal static partial class StoryPlots
{
    /// <summary>Small things that may happen in any story. They leave the plot where it is.</summary>
    private static void OfferAsides(StoryState s, StoryOffers o)
    {
        bool two = s.IsHere(s.B), foulWeather = s.Has(Turn) && !s.Has(Clear), hiding = s.Beat / 100 * 100 == Hiding, secret = s.Beat / 100 * 100 == Present,
            losing = s.Beat / 100 * 100 == Losing,
            errand = s.Beat / 100 * 100 == Errand, meal = s.Beat / 100 * 100 == Meal,
            waiting = s.Has(Plan) || errand || meal; // somebody waits: nobody begins something else
        if (!s.Has(Weather) && !s.Has(Plan)) // no sun in the evening, and none just before a storm
            o.Alone(s.AllAsides == 0 ? 3 : 1, new StoryEvent(Weather), s.Beat, s.Time == Evening ? Any(W, 4, from: 1) : Any(W, StoryLexicon.Skies.Length));
        if (!foulWeather && !s.Has(Outdoors) && !s.Indoors && s.Time < Evening)
            o.Alone(3, new StoryEvent(Outdoors), s.Beat);
        if (!s.Has(Indoors) && s.Indoors)
            o.Alone(3, new StoryEvent(Indoors), s.Beat);
        if (s.Time is >= 0 and < Evening && !s.Has(Wake) && !hiding && !errand && s.Beat > Setting)
            o.Alone(2, new StoryEvent(TimePasses), s.Beat, Any(T, 3 - s.Time, from: s.Time + 1));
        if (hiding)
            return;
        o.Group(3);
        if (!s.Has(Feel) && !s.Has(Want) && !s.Has(LookOld)) // nobody is calm in trouble
        {
            o.Add(new StoryEvent(Feel, A: s.A), s.Beat, 1, Any(W, StoryLexicon.CalmMoods.Length));
            if (two)
                o.Add(new StoryEvent(Feel, A: s.B), s.Beat, 1, Any(W, StoryLexicon.CalmMoods.Length));
        }
        if (!s.Has(Wake) && !foulWeather && !s.Has(Do) && !losing && !waiting)
        {
            o.Group(3);
            o.Add(new StoryEvent(Do, A: s.A), s.Beat, 1, Activity(s));
            if (two)
                o.Add(new StoryEvent(Do, A: s.B), s.Beat, 1, Activity(s));
        }
        if (two)
            OfferTalk(s, o);
        if (s.Things.Count is 0 or 1 && !s.Has(PutOther) && !secret && !s.Has(Wake))
        {
            o.Group(5);
            AddPutOther(s, o, s.A);
            if (two)
                AddPutOther(s, o, s.B);
        }
        if (s.B < 0 && !secret && !s.Has(Wake) && s.Beat != Losing + 5 && !meal)
            o.Alone(6, new StoryEvent(Arrive, A: s.A), s.Beat, Newcomer(s));
        else if (s.IsHere(s.C) && !s.Has(Leave))
            o.Alone(4, new StoryEvent(Leave, A: s.A, B: s.C), s.Beat, NewPlace(s, s.C));
        else if (s.B >= 0 && s.C < 0 && two && !secret && !waiting && s.Beat / 100 * 100 != Animal)
            o.Alone(s.Beat == Setting ? 5 : 2, new StoryEvent(Arrive, A: s.A), s.Beat, Newcomer(s));
    }

    private static void AddPutOther(StoryState s, StoryOffers o, int who)
    {
        int taken = s.Things.Count == 1 && s.Things[0].Place == s.PlaceOf(who) ? s.Things[0].Spot : -1;
        o.Add(new StoryEvent(PutOther, B: who), s.Beat, 1, NewThing(s), SpotOf(s.PlaceOf(who), R, not: taken));
    }

    /// <summary>What two people say to each other: among it the two sentences of the course.</summary>
    private static void OfferTalk(StoryState s, StoryOffers o)
    {
        bool meal = s.Beat / 100 * 100 == Meal; // there the question comes first
        o.Group(5);
        if (s.Likes(s.A) < 0 && !meal)
            o.Add(new StoryEvent(SayLike, A: s.A), s.Beat, 1, Likings);
        if (s.Likes(s.B) < 0 && !meal)
            o.Add(new StoryEvent(SayLike, A: s.B), s.Beat, 1, Likings);
        if (!s.Has(Advise))
        {
            o.Group(6);
            o.Add(new StoryEvent(Advise, A: s.A, B: s.B), s.Beat, 3, Advices);
            o.Add(new StoryEvent(Advise, A: s.B, B: s.A), s.Beat, 1, Advices);
        }
        if (!s.Has(Joke))
            o.Alone(2, new StoryEvent(Joke, A: s.A, B: s.B), s.Beat);
        if (s.Last.Kind == Arrive && s.IsHere(s.Last.B))
            o.Alone(6, new StoryEvent(Greet, A: s.A, B: s.Last.B), s.Beat);
    }
}
