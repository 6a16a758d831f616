using static LlmFromScratch.Corpora.Stories.StoryEventKind;
using static LlmFromScratch.Corpora.Stories.StoryField;
using static LlmFromScratch.Corpora.Stories.StoryRanges;

namespace LlmFromScratch.Corpora.Stories;

internal static partial class StoryPlots
{
    /// <summary>Somebody asks for a thing from somewhere else; it is fetched, brought back and handed over.</summary>
    private static void OfferErrand(StoryState s, StoryOffers o)
    {
        StoryEvent request = s.First(Request);
        switch (s.Beat)
        {
            case Errand:
                o.Alone(10, new StoryEvent(Go, A: s.A, P: request.Q), Errand + 1);
                break;
            case Errand + 1:
                o.Alone(10, new StoryEvent(TakeFrom, A: s.A, X: request.X, S: request.S), Errand + 2);
                break;
            case Errand + 2:
                o.Alone(10, new StoryEvent(Return, A: s.A, P: s.PlaceOf(request.B)), Errand + 3);
                break;
            case Errand + 3:
                o.Alone(10, new StoryEvent(Give, A: s.A, B: request.B, X: request.X), Errand + 4);
                break;
            case Errand + 4:
                o.Alone(10, new StoryEvent(Thank, A: s.A, B: request.B), Errand + 5);
                o.Alone(4, new StoryEvent(Glad, A: request.B), Errand + 5, Any(W, StoryLexicon.GoodMoods.Length));
                break;
            default:
                if (!s.Has(Glad)) // glad, but with nobody to be grateful to
                    o.Alone(4, new StoryEvent(Glad, A: s.A), Ending, Any(W, StoryLexicon.GoodMoods.Length - 1));
                OfferLastWords(s, o, 8);
                break;
        }
    }
}
