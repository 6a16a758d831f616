using static LlmFromScratch.Corpora.Stories.StoryEventKind;
using static LlmFromScratch.Corpora.Stories.StoryField;
using static LlmFromScratch.Corpora.Stories.StoryRanges;

namespace LlmFromScratch.Corpora.Stories;

internal static partial class StoryPlots
{
    /// <summary>A birthday: a present is found, wrapped, carried, guessed at and opened. What is in the paper, and how old somebody is, comes back much later.</summary>
    private static void OfferPresent(StoryState s, StoryOffers o)
    {
        int friend = s.First(Birthday).B;
        switch (s.Beat)
        {
            case Present:
                o.Alone(10, new StoryEvent(Choose, A: s.A, B: friend), Present + 1, NewPresent(s));
                break;
            case Present + 1:
                o.Alone(10, new StoryEvent(Wrap, A: s.A, X: s.First(Choose).X), Present + 2, Any(W, StoryLexicon.Colours));
                break;
            case Present + 2:
                o.Alone(10, new StoryEvent(Visit, A: s.A, B: friend), Present + 3, NewPlace(s, s.A));
                break;
            case Present + 3:
                if (!s.Has(Greet))
                    o.Alone(8, new StoryEvent(Greet, A: s.A, B: friend), Present + 3);
                o.Alone(10, new StoryEvent(GivePresent, A: s.A, B: friend, W: s.First(Wrap).W), Present + 4);
                break;
            case Present + 4:
                if (!s.Has(Guess))
                    o.Alone(10, new StoryEvent(Guess, A: s.A, B: friend), Present + 4, NewPresent(s, not: s.First(Choose).X));
                o.Alone(10, new StoryEvent(Unwrap, A: s.A, B: friend, X: s.First(Choose).X), Present + 5);
                break;
            case Present + 5:
                o.Alone(10, new StoryEvent(Thank, A: s.A, B: friend), Present + 6);
                o.Alone(4, new StoryEvent(Glad, A: friend), Present + 6, Any(W, StoryLexicon.GoodMoods.Length));
                break;
            default:
                if (!s.Has(Candles))
                    o.Alone(10, new StoryEvent(Candles, B: friend, N: s.First(Birthday).N), Present + 6);
                o.Alone(8, new StoryEvent(ClosePresent, A: s.A, B: friend, X: s.First(Choose).X), Quiz);
                OfferLastWords(s, o, 8);
                break;
        }
    }
}
