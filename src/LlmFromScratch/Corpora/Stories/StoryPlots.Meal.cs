using static LlmFromScratch.Corpora.Stories.StoryEventKind;
using static LlmFromScratch.Corpora.Stories.StoryRanges;

namespace LlmFromScratch.Corpora.Stories;

internal static partial class StoryPlots
{
    /// <summary>Somebody is hungry and gets what they like to eat; what that is may have been said long before.</summary>
    private static void OfferMeal(StoryState s, StoryOffers o)
    {
        switch (s.Beat)
        {
            case Meal when s.B < 0:
                o.Alone(10, new StoryEvent(Arrive, A: s.A), Meal, Newcomer(s));
                break;
            case Meal when s.Likes(s.A) >= 0:
                o.Alone(10, new StoryEvent(Cook, A: s.A, B: s.B, W: s.Likes(s.A)), Meal + 2);
                break;
            case Meal:
                o.Alone(10, new StoryEvent(AskLike, A: s.A, B: s.B), Meal + 1);
                break;
            case Meal + 1 when s.Likes(s.A) < 0:
                o.Alone(10, new StoryEvent(SayLike, A: s.A), Meal + 1, Likings);
                break;
            case Meal + 1:
                o.Alone(10, new StoryEvent(Cook, A: s.A, B: s.B, W: s.Likes(s.A)), Meal + 2);
                break;
            case Meal + 2:
                o.Alone(10, new StoryEvent(EatFood, A: s.A, W: s.Likes(s.A)), Meal + 3);
                break;
            case Meal + 3:
                o.Alone(10, new StoryEvent(Thank, A: s.B, B: s.A), Meal + 4);
                o.Alone(6, new StoryEvent(Glad, A: s.A), Meal + 4, Any(StoryField.W, StoryLexicon.GoodMoods.Length));
                break;
            default:
                if (!s.Has(DoBoth))
                    o.Alone(8, new StoryEvent(DoBoth, A: s.A, B: s.B), Ending, Activity(s));
                OfferLastWords(s, o, 8);
                break;
        }
    }
}
