using static LlmFromScratch.Corpora.Stories.StoryEventKind;

namespace LlmFromScratch.Corpora.Stories;

internal static partial class StoryPlots
{
    private const int MostQuestions = 3;

    /// <summary>The last sentence of a story; then it is over, or there are questions. A story may also stop without one.</summary>
    private static void OfferEndings(StoryState s, StoryOffers o) => OfferLastWords(s, o, 10);

    private static void OfferLastWords(StoryState s, StoryOffers o, int weight)
    {
        if (s.IsHere(s.B) && s.IsHere(s.C))
            o.Alone(weight, new StoryEvent(CloseAll, A: s.A, B: s.B, C: s.C), Quiz);
        else if (s.IsHere(s.B))
            o.Alone(weight, new StoryEvent(CloseBoth, A: s.A, B: s.B), Quiz);
        else
            o.Alone(weight, new StoryEvent(CloseAlone, A: s.A), Quiz);
        o.Group(weight);
        AddQuestions(s, o);
    }

    private static void OfferQuiz(StoryState s, StoryOffers o)
    {
        if (s.Beat > Quiz && s.Beat % 2 == 1)
        {
            o.Alone(1, Answer(s, s.Last), s.Beat + 1);
            return;
        }
        o.Alone(s.Beat == Quiz ? 20 : 10, new StoryEvent(End), Over);
        if (s.Beat >= Quiz + 2 * MostQuestions)
            return;
        o.Group(8);
        AddQuestions(s, o);
    }

    /// <summary>Questions that the story answers, each kind once. The letters of the answer stay out of the question.</summary>
    private static void AddQuestions(StoryState s, StoryOffers o)
    {
        int beat = s.Beat < Quiz ? Quiz + 1 : s.Beat + 1;
        foreach (StoryThing thing in s.Things)
        {
            if (thing.Spot >= 0 && !s.Has(QuestionSpot))
                o.Add(new StoryEvent(QuestionSpot, X: thing.Id), beat, 3);
            if (thing.Holder >= 0 && !s.Has(QuestionWho))
                o.Add(new StoryEvent(QuestionWho, X: thing.Id), beat, 3);
            if (thing.Holder >= 0 && s.PlaceOf(thing.Holder) >= 0 && !s.Has(QuestionPlaceOfThing))
                o.Add(new StoryEvent(QuestionPlaceOfThing, X: thing.Id), beat, 3);
        }
        foreach (int who in (ReadOnlySpan<int>)[s.A, s.B, s.C])
        {
            if (who < 0)
                continue;
            if (s.PlaceOf(who) >= 0 && !s.Has(QuestionPlace))
                o.Add(new StoryEvent(QuestionPlace, A: who), beat, 1);
            if (s.Has(Gather) && (s.CountOf(who) > 0 || who == s.A) && !s.Has(QuestionMany))
                o.Add(new StoryEvent(QuestionMany, A: who, W: s.First(Gather).W), beat, 4);
            if (s.Likes(who) >= 0 && !s.Has(QuestionLike))
                o.Add(new StoryEvent(QuestionLike, A: who), beat, 3);
            AddQuestionsOfWay(s, o, who, beat);
        }
    }

    /// <summary>Before and after. Places where somebody was twice are left out: "before the park" would have two answers.</summary>
    private static void AddQuestionsOfWay(StoryState s, StoryOffers o, int who, int beat)
    {
        int[] way = [.. s.Visits.Where(visit => visit.Who == who).Select(visit => visit.Place)];
        for (int i = 0; i < way.Length; i++)
        {
            if (way.Count(place => place == way[i]) > 1)
                continue;
            if (i > 0 && !s.Has(QuestionBefore))
                o.Add(new StoryEvent(QuestionBefore, A: who, P: way[i]), beat, 2);
            if (i + 1 < way.Length && !s.Has(QuestionAfter))
                o.Add(new StoryEvent(QuestionAfter, A: who, P: way[i]), beat, 2);
        }
    }

    /// <summary>The one answer to a question.</summary>
    private static StoryEvent Answer(StoryState s, StoryEvent question)
    {
        StoryThing thing = s.Thing(question.X);
        int[] way = [.. s.Visits.Where(visit => visit.Who == question.A).Select(visit => visit.Place)];
        int at = Array.IndexOf(way, question.P);
        return question.Kind switch
        {
            QuestionSpot => question with { Kind = AnswerSpot, S = thing.Spot },
            QuestionWho => question with { Kind = AnswerWho, A = thing.Holder },
            QuestionPlaceOfThing => question with { Kind = AnswerPlaceOfThing, P = s.PlaceOf(thing.Holder) },
            QuestionPlace => question with { Kind = AnswerPlace, P = s.PlaceOf(question.A) },
            QuestionMany => question with { Kind = AnswerMany, N = s.CountOf(question.A) },
            QuestionBefore => question with { Kind = AnswerBefore, Q = way[at - 1] },
            QuestionAfter => question with { Kind = AnswerAfter, Q = way[at + 1] },
            QuestionLike => question with { Kind = AnswerLike, W = s.Likes(question.A) },
            _ => throw new InvalidOperationException($"{question.Kind} is no question."),
        };
    }
}
