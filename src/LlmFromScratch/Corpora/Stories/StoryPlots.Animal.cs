using static LlmFromScratch.Corpora.Stories.StoryEventKind;
using static LlmFromScratch.Corpora.Stories.StoryField;
using static LlmFromScratch.Corpora.Stories.StoryRanges;

namespace LlmFromScratch.Corpora.Stories;

internal static partial class StoryPlots
{
    /// <summary>An animal is met, fed and named; from then on it goes by its name.</summary>
    private static void OfferAnimal(StoryState s, StoryOffers o)
    {
        int animal = s.First(Meet).U, name = s.Has(NameIt) ? s.First(NameIt).J : -1;
        switch (s.Beat)
        {
            case Animal:
                o.Alone(10, new StoryEvent(AnimalHungry, A: s.A, U: animal), Animal + 1);
                break;
            case Animal + 1:
                o.Alone(10, new StoryEvent(Fetch, A: s.A, U: animal), Animal + 2, new StoryRange(W, StoryLexicon.FoodsForAnimals));
                break;
            case Animal + 2:
                o.Alone(10, new StoryEvent(Feed, A: s.A, U: animal, W: s.First(Fetch).W), Animal + 3);
                break;
            case Animal + 3:
                o.Alone(10, new StoryEvent(NameIt, A: s.A, U: animal), Animal + 4, Any(J, StoryLexicon.AnimalNames.Length));
                break;
            case Animal + 4 when s.IsHere(s.B): // the friend goes another way first
                o.Alone(10, new StoryEvent(Leave, A: s.A, B: s.B), Animal + 4, NewPlace(s, s.A, s.B));
                break;
            case Animal + 4:
                o.Alone(10, new StoryEvent(Follow, A: s.A, J: name), Animal + 5, NewPlace(s, s.A, s.Has(Leave) ? s.B : -1)); // not after the friend
                break;
            case Animal + 5:
                o.Alone(10, new StoryEvent(AnimalSleeps, J: name), Animal + 6, Spot(s, S, roomy: true));
                if (!s.Has(Glad))
                    o.Alone(5, new StoryEvent(Glad, A: s.A), Animal + 5, Any(W, StoryLexicon.GoodMoods.Length));
                break;
            default:
                o.Alone(10, new StoryEvent(CloseAnimal, A: s.A, U: animal, J: name), Quiz);
                OfferLastWords(s, o, 6);
                break;
        }
    }
}
