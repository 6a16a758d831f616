using static LlmFromScratch.Corpora.Stories.StoryEventKind;
using static LlmFromScratch.Corpora.Stories.StoryField;
using static LlmFromScratch.Corpora.Stories.StoryRanges;

namespace LlmFromScratch.Corpora.Stories;

internal static partial class StoryPlots
{
    /// <summary>Hide and seek: who seeks, who hides where, who is found.</summary>
    private static void OfferHiding(StoryState s, StoryOffers o)
    {
        bool three = s.Has(PlayHideThree);
        int seeker = three ? s.A : s.First(PlayHide).A, hider = three ? s.B : s.First(PlayHide).B;
        switch (s.Beat)
        {
            case Hiding:
                o.Alone(10, new StoryEvent(CountTo, A: seeker), Hiding + 1, Any(N, 9, from: 4));
                break;
            case Hiding + 1:
                o.Alone(10, new StoryEvent(HideAt, B: hider), three ? Hiding + 2 : Hiding + 3, Spot(s, S, roomy: true));
                break;
            case Hiding + 2:
                o.Alone(10, new StoryEvent(HideAt, B: s.C), Hiding + 3, EmptyHidingPlace(s, S));
                break;
            case Hiding + 3:
                OfferSeeking(s, o, seeker, hider, three);
                break;
            case Hiding + 4: // nobody is hidden any more
                o.Alone(8, new StoryEvent(CloseHide, A: seeker, B: hider, S: s.First(HideAt).S), Quiz);
                // Nobody is grateful for having been found.
                o.Alone(8, new StoryEvent(Glad, A: hider), Ending, Any(W, StoryLexicon.GoodMoods.Length - 1));
                break;
        }
    }

    private static void OfferSeeking(StoryState s, StoryOffers o, int seeker, int hider, bool three)
    {
        int hidden = (s.SpotOf(hider) >= 0 ? 1 : 0) + (three && s.SpotOf(s.C) >= 0 ? 1 : 0);
        if (s.Last.Kind != SeekWrong)
        {
            o.Group(10);
            foreach (int who in (ReadOnlySpan<int>)[hider, three ? s.C : -1])
                if (who >= 0 && s.SpotOf(who) >= 0)
                    o.Add(new StoryEvent(SeekWrong, A: seeker, B: who), Hiding + 3, 1, EmptyHidingPlace(s, R));
        }
        o.Group(10);
        foreach (int who in (ReadOnlySpan<int>)[hider, three ? s.C : -1])
            if (who >= 0 && s.SpotOf(who) >= 0)
                o.Add(new StoryEvent(FindPerson, A: seeker, B: who, S: s.SpotOf(who)), hidden == 1 ? Hiding + 4 : Hiding + 3, 1);
    }
}
