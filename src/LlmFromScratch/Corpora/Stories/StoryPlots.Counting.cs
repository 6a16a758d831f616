using static LlmFromScratch.Corpora.Stories.StoryEventKind;
using static LlmFromScratch.Corpora.Stories.StoryField;
using static LlmFromScratch.Corpora.Stories.StoryRanges;

namespace LlmFromScratch.Corpora.Stories;

internal static partial class StoryPlots
{
    private const int CountingRounds = 3;

    /// <summary>Something is gathered, given away, eaten and counted again: to know the number one must calculate.</summary>
    private static void OfferCounting(StoryState s, StoryOffers o)
    {
        int kind = s.First(Gather).W, count = s.CountOf(s.A), round = (s.Beat - Counting) / 2;
        if ((s.Beat - Counting) % 2 == 1) // something has changed: count again
        {
            o.Alone(10, new StoryEvent(NowHas, A: s.A, N: count, W: kind), s.Beat + 1);
            return;
        }
        if (round < CountingRounds)
        {
            int next = s.Beat + 1;
            if (s.IsHere(s.B) && count > 1)
                o.Alone(12, new StoryEvent(GiveSome, A: s.A, B: s.B, W: kind), next, Any(N, Math.Min(count - 1, 4), from: 1));
            if (s.IsHere(s.C) && count > 1)
                o.Alone(6, new StoryEvent(GiveSome, A: s.A, B: s.C, W: kind), next, Any(N, Math.Min(count - 1, 3), from: 1));
            if (count > 1)
                o.Alone(6, new StoryEvent(EatSome, A: s.A, W: kind), next, Any(N, Math.Min(count - 1, 2), from: 1));
            if (count < 12)
                o.Alone(7, new StoryEvent(MoreFound, A: s.A, W: kind), next, Any(N, Math.Min(12 - count, 3), from: 1));
        }
        if (round > 0)
        {
            o.Alone(5 * round, new StoryEvent(CloseCount, A: s.A, N: s.First(Gather).N, W: kind), Quiz);
            OfferLastWords(s, o, 4 * round);
        }
    }
}
