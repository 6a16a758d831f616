using static LlmFromScratch.Corpora.Stories.StoryEventKind;
using static LlmFromScratch.Corpora.Stories.StoryField;
using static LlmFromScratch.Corpora.Stories.StoryRanges;

namespace LlmFromScratch.Corpora.Stories;

internal static partial class StoryPlots
{
    private const int Cloudy = 1, Cold = 4; // of the skies

    /// <summary>Two want to do something, the weather stops them, and when it is over they go back and do it.</summary>
    private static void OfferBadWeather(StoryState s, StoryOffers o)
    {
        switch (s.Beat)
        {
            case BadWeather:
                bool cold = !s.Has(Weather) || s.First(Weather).W is Cold or Cloudy;
                o.Alone(10, new StoryEvent(Turn), BadWeather + 1, new StoryRange(W, cold ? [0, 1, 2, 3, 4] : [0, 2, 3, 4])); // no snow on a warm day
                break;
            case BadWeather + 1:
                o.Alone(10, new StoryEvent(Shelter, A: s.A, B: s.B, W: s.First(Turn).W), BadWeather + 2, NewPlace(s, s.A, s.B, indoors: true));
                break;
            case BadWeather + 2:
                o.Alone(8, new StoryEvent(Wait, A: s.A, B: s.B), BadWeather + 3);
                o.Alone(6, new StoryEvent(DoBoth, A: s.A, B: s.B), BadWeather + 3, Activity(s));
                break;
            case BadWeather + 3:
                o.Alone(10, new StoryEvent(Clear, W: s.First(Turn).W), BadWeather + 4);
                break;
            case BadWeather + 4:
                o.Alone(10, new StoryEvent(ReturnBoth, A: s.A, B: s.B, P: OutsideAgain(s)), BadWeather + 5);
                break;
            case BadWeather + 5:
                o.Alone(10, new StoryEvent(AtLast, A: s.A, B: s.B, W: s.First(Plan).W), BadWeather + 6);
                break;
            default:
                o.Alone(6, new StoryEvent(Glad, A: s.A), Ending, Any(W, StoryLexicon.GoodMoods.Length - 1));
                OfferLastWords(s, o, 8);
                break;
        }
    }

    /// <summary>The place before the shelter.</summary>
    private static int OutsideAgain(StoryState s)
    {
        int place = -1;
        foreach ((int who, int where) in s.Visits)
            if (who == s.A && !StoryLexicon.Places[where].Indoors)
                place = where;
        return place;
    }
}
