using static LlmFromScratch.Corpora.Stories.StoryEventKind;
using static LlmFromScratch.Corpora.Stories.StoryField;
using static LlmFromScratch.Corpora.Stories.StoryRanges;

namespace LlmFromScratch.Corpora.Stories;

internal static partial class StoryPlots
{
    /// <summary>
    /// Something is put somewhere, its owner goes away and wants it back. Somebody who stays behind may move it in the meantime:
    /// then the owner believes what is no longer true.
    /// </summary>
    private static void OfferLosing(StoryState s, StoryOffers o)
    {
        int x = s.First(Have).X, away = s.Has(Put) ? s.First(Put).P : -1, spot = s.Has(Put) ? s.First(Put).S : -1;
        bool moved = s.Has(StoryEventKind.Move), friendStayed = !moved && s.B >= 0 && away >= 0 && s.PlaceOf(s.B) == away && s.PlaceOf(s.A) != away;
        switch (s.Beat)
        {
            case Losing:
                int other = s.Things.Count == 2 && s.Things[1].Spot >= 0 && s.Things[1].Place == s.PlaceOf(s.A) ? s.Things[1].Spot : OtherSpot(s);
                o.Alone(10, new StoryEvent(Put, A: s.A, X: x), Losing + 1, Spot(s, S, not: other));
                break;
            case Losing + 1:
                OfferMove(s, o, 8, Losing + 2);
                if (s.IsHere(s.B))
                    o.Alone(8, new StoryEvent(Go, A: s.A), Losing + 3, NewPlace(s, s.A));
                break;
            case Losing + 2:
            case Losing + 3:
                OfferTimeAway(s, o, friendStayed, x, spot, s.Beat == Losing + 3);
                break;
            case Losing + 4:
                o.Alone(10, new StoryEvent(Want, A: s.A, X: x), Losing + 5);
                break;
            case Losing + 5:
                OfferSearch(s, o, x, spot, away);
                break;
            case Losing + 6: // somebody was asked
                int asked = s.Last.Kind == AskWhere ? s.Last.B : s.B;
                if ((s.Thing(x).KnownBy & StoryState.Bit(asked)) != 0)
                    o.Alone(10, new StoryEvent(AnswerWhere, A: s.A, B: asked, X: x, S: spot, P: away), Losing + 8);
                else
                    o.Alone(10, new StoryEvent(AnswerUnknown, A: s.A, B: asked, X: x), Losing + 7);
                break;
            case Losing + 7:
                if (!s.Has(Upset))
                    o.Alone(5, new StoryEvent(Upset, A: s.A), Losing + 7, Any(W, StoryLexicon.BadMoods.Length));
                else if (!s.Has(Comfort) && s.IsHere(s.B))
                    o.Alone(6, new StoryEvent(Comfort, A: s.A, B: s.B), Losing + 7);
                o.Alone(8, new StoryEvent(Remember, A: s.A, X: x, S: spot, P: away), Losing + 8);
                break;
            case Losing + 8:
                if (s.IsHere(s.B) && !s.HasVisited(s.B, away))
                    o.Alone(6, new StoryEvent(GoBoth, A: s.A, B: s.B, P: away), Losing + 9);
                else if (s.IsHere(s.B))
                    o.Alone(6, new StoryEvent(ReturnBoth, A: s.A, B: s.B, P: away), Losing + 9);
                o.Alone(6, new StoryEvent(Return, A: s.A, P: away), Losing + 9);
                break;
            case Losing + 9:
                o.Alone(10, new StoryEvent(Find, A: s.A, X: x, S: spot), Losing + 10);
                break;
            case Losing + 10:
                o.Alone(10, new StoryEvent(Glad, A: s.A), Ending, Any(W, StoryLexicon.GoodMoods.Length));
                o.Alone(6, new StoryEvent(CloseFind, A: s.A, X: x, S: spot), Quiz);
                break;
            default:
                OfferTrick(s, o, x, spot, away);
                break;
        }
    }

    private static void OfferTimeAway(StoryState s, StoryOffers o, bool friendStayed, int x, int spot, bool leftBehind)
    {
        if (friendStayed)
            o.Alone(leftBehind ? 26 : 8, new StoryEvent(StoryEventKind.Move, A: s.A, B: s.B, X: x, S: spot), Trick, HidingSpotOf(s.PlaceOf(s.B), R, not: spot, nor: OtherSpot(s)));
        o.Group(8);
        o.Add(new StoryEvent(Do, A: s.A), Losing + 4, 1, Activity(s));
        if (s.IsHere(s.B))
            o.Add(new StoryEvent(DoBoth, A: s.A, B: s.B), Losing + 4, 1, Activity(s));
        OfferMove(s, o, 3, Losing + 4);
    }

    private static void OfferSearch(StoryState s, StoryOffers o, int x, int spot, int away)
    {
        if (!s.Has(LookWrong))
            o.Alone(6, new StoryEvent(LookWrong, A: s.A, X: x), Losing + 5, Spot(s, R, not: spot));
        o.Group(10);
        if (s.IsHere(s.B))
            o.Add(new StoryEvent(AskWhere, A: s.A, B: s.B, X: x), Losing + 6, 1);
        if (s.IsHere(s.C))
            o.Add(new StoryEvent(AskWhere, A: s.A, B: s.C, X: x), Losing + 6, 1);
        if (s.B < 0)
            o.Alone(5, new StoryEvent(Arrive, A: s.A), Losing + 5, Newcomer(s));
        o.Alone(5, new StoryEvent(Remember, A: s.A, X: x, S: spot, P: away), Losing + 8);
    }

    private static void OfferTrick(StoryState s, StoryOffers o, int x, int spot, int away)
    {
        int now = s.First(StoryEventKind.Move).R;
        switch (s.Beat)
        {
            case Trick:
                o.Alone(10, new StoryEvent(Return, A: s.A, P: away), Trick + 1);
                if (s.Last.Kind == StoryEventKind.Move)
                    o.Alone(4, new StoryEvent(Do, A: s.A), Trick, Activity(s));
                break;
            case Trick + 1:
                o.Alone(10, new StoryEvent(LookOld, A: s.A, X: x, S: spot), Trick + 2);
                break;
            case Trick + 2:
                o.Alone(10, new StoryEvent(AskWhere, A: s.A, B: s.B, X: x), Trick + 3);
                if (!s.Has(Upset))
                    o.Alone(5, new StoryEvent(Upset, A: s.A), Trick + 2, Any(W, StoryLexicon.BadMoods.Length));
                if (!s.Has(Laugh) && !s.Has(Upset))
                    o.Alone(5, new StoryEvent(Laugh, A: s.A, B: s.B), Trick + 2);
                break;
            case Trick + 3:
                o.Alone(10, new StoryEvent(Tell, A: s.A, B: s.B, X: x, R: now), Trick + 4);
                break;
            case Trick + 4:
                o.Alone(10, new StoryEvent(Find, A: s.A, X: x, S: now), Trick + 5);
                break;
            default:
                o.Alone(6, new StoryEvent(Glad, A: s.A), Ending, Any(W, StoryLexicon.GoodMoods.Length));
                if (!s.Has(Laugh))
                    o.Alone(6, new StoryEvent(Laugh, A: s.A, B: s.B), Ending);
                o.Alone(6, new StoryEvent(CloseFind, A: s.A, X: x, S: now), Quiz);
                break;
        }
    }

    /// <summary>The spot of the object beside the plot, or -1.</summary>
    private static int OtherSpot(StoryState s) => s.Has(PutOther) ? s.First(PutOther).R : -1;
}
