using static LlmFromScratch.Corpora.Stories.StoryEventKind;
using static LlmFromScratch.Corpora.Stories.StoryField;
using static LlmFromScratch.Corpora.Stories.StoryRanges;

namespace LlmFromScratch.Corpora.Stories;

internal static partial class StoryPlots
{
    /// <summary>A day from morning to evening, told again at its end: first this, then that.</summary>
    private static void OfferDay(StoryState s, StoryOffers o)
    {
        switch (s.Beat)
        {
            case Day:
            case Day + 2:
            case Day + 4:
                o.Alone(10, new StoryEvent(Do, A: s.A), s.Beat + 1, Activity(s));
                break;
            case Day + 1:
                o.Alone(10, new StoryEvent(DayGo, A: s.A), Day + 2, NewPlace(s, s.A), new StoryRange(T, [1, 2]));
                break;
            case Day + 3:
                if (s.Time < 2)
                    o.Alone(8, new StoryEvent(DayGo, A: s.A, T: 2), Day + 4, NewPlace(s, s.A));
                o.Alone(8, new StoryEvent(DayGo, A: s.A, T: 3), Day + 5, NewPlace(s, s.A, indoors: true));
                break;
            case Day + 5 when s.Time < 3:
                o.Alone(8, new StoryEvent(DayGo, A: s.A, T: 3), Day + 5, NewPlace(s, s.A, indoors: true));
                break;
            case Day + 5:
                o.Alone(10, new StoryEvent(Arrive, A: s.A), Day + 6, Newcomer(s));
                break;
            case Day + 6:
                o.Alone(10, new StoryEvent(AskDay, A: s.A, B: s.B), Day + 7);
                break;
            case Day + 7:
                (_, int first, int there) = s.Deeds[0];
                (_, int second, int then) = s.Deeds[1];
                o.Alone(10, new StoryEvent(TellDay, A: s.A, B: s.B, W: first, P: there, U: second, Q: then), Day + 8);
                break;
            default:
                o.Alone(10, new StoryEvent(CloseDay, A: s.A), Quiz);
                OfferLastWords(s, o, 5);
                break;
        }
    }
}
