using static LlmFromScratch.Corpora.Stories.StoryEventKind;
using static LlmFromScratch.Corpora.Stories.StoryField;
using static LlmFromScratch.Corpora.Stories.StoryRanges;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>
/// What may happen next. A plot is a row of beats; at each beat there are events that lead on, and beside them small things that may
/// happen in any story. What is offered depends on nothing but the state.
/// </summary>
internal static partial class StoryPlots
{
    // Beats. A plot has the hundred of its first beat to itself.
    public const int Beginning = 0, Setting = 1, Losing = 100, Trick = 150, Present = 200, Hiding = 300, Counting = 400, Meal = 500, BadWeather = 600,
        Animal = 700, Errand = 800, Day = 900, Ending = 1000, Quiz = 1100, Over = 1200;

    /// <summary>The last of the times of a day.</summary>
    public const int Evening = 3;

    /// <summary>At most so many small things between two beats, and in a whole story.</summary>
    private const int AsidesInARow = 2, AsidesInAll = 4;

    /// <summary>The kinds of stories, and the sentences of the meals.</summary>
    public static readonly string[] Kinds = ["losing", "trick", "present", "hiding", "counting", "meal", "weather", "animal", "errand", "day", "meals"];

    /// <summary>The kind of a story at a beat, or "" while that is open. A story of something lost may yet become one of a trick.</summary>
    public static string KindOf(int beat, StoryEventKind last) => (beat / 50 * 50) switch
    {
        _ when last == Meals => "meals",
        Losing => "losing",
        Trick => "trick",
        Present => "present",
        Hiding => "hiding",
        Counting => "counting",
        Meal => "meal",
        BadWeather => "weather",
        Animal => "animal",
        Errand => "errand",
        Day => "day",
        _ => "",
    };

    /// <summary>Fills in everything that may happen next.</summary>
    public static void Offer(StoryState s, StoryOffers o)
    {
        o.Clear(s.PlaceOf(s.A));
        if (s.Beat >= Setting && s.Beat < Ending && !IsUrgent(s.Last.Kind) && s.Asides < AsidesInARow && s.AllAsides < AsidesInAll)
            OfferAsides(s, o);
        switch (s.Beat / 100 * 100)
        {
            case 0 when s.Beat == Beginning: OfferBeginnings(o); break;
            case 0: OfferPlots(s, o); break;
            case Losing: OfferLosing(s, o); break;
            case Present: OfferPresent(s, o); break;
            case Hiding: OfferHiding(s, o); break;
            case Counting: OfferCounting(s, o); break;
            case Meal: OfferMeal(s, o); break;
            case BadWeather: OfferBadWeather(s, o); break;
            case Animal: OfferAnimal(s, o); break;
            case Errand: OfferErrand(s, o); break;
            case Day: OfferDay(s, o); break;
            case Ending: OfferEndings(s, o); break;
            case Quiz: OfferQuiz(s, o); break;
            default: o.Alone(1, new StoryEvent(End), Over); break;
        }
    }

    private static void OfferBeginnings(StoryOffers o)
    {
        o.Group(20);
        for (int i = 0; i < MealsGrammar.English.Sentences.Count; i++)
            o.Add(new StoryEvent(Meals, N: i), Over, MealsGrammar.English.Sentences[i].Count);
        o.Alone(38, new StoryEvent(OpenAlone), Setting, Hero, Anywhere, OpeningTime);
        o.Alone(52, new StoryEvent(OpenTwo), Setting, Hero, Friend, Anywhere, OpeningTime);
        o.Alone(10, new StoryEvent(Wake), Day, Hero, Bedroom, new StoryRange(T, [0]));
    }

    private static void OfferPlots(StoryState s, StoryOffers o)
    {
        bool two = s.IsHere(s.B);
        o.Alone(two ? 20 : 10, new StoryEvent(Have, A: s.A), Losing, NewThing(s));
        if (s.B < 0)
            o.Alone(14, new StoryEvent(Birthday, A: s.A), Present, Newcomer(s, child: true), Any(N, 8, from: 4));
        if (two)
        {
            o.Group(14);
            o.Add(new StoryEvent(PlayHide, A: s.A, B: s.B), Hiding, 1);
            o.Add(new StoryEvent(PlayHide, A: s.B, B: s.A), Hiding, 1);
            if (s.IsHere(s.C))
                o.Add(new StoryEvent(PlayHideThree, A: s.A, B: s.B, C: s.C), Hiding, 6);
            if (!s.Indoors && !s.IsHere(s.C))
                o.Alone(20, new StoryEvent(Plan, A: s.A, B: s.B), BadWeather, Activity(s));
            o.Group(12);
            for (int place = 0; place < StoryLexicon.Places.Length; place++)
                if (!s.HasVisited(s.A, place))
                    o.Add(new StoryEvent(Request, A: s.A, B: s.B, Q: place), Errand, 1, NewThing(s), SpotOf(place, S));
        }
        if (!s.Indoors)
        {
            o.Alone(two ? 16 : 10, new StoryEvent(Gather, A: s.A), Counting, Any(W, StoryLexicon.Countables.Length), Any(N, 7, from: 3));
            if (!s.IsHere(s.C))
                o.Alone(16, new StoryEvent(Meet, A: s.A), Animal, Any(U, StoryLexicon.AnimalAdjectives.Length * StoryLexicon.Animals.Length));
        }
        o.Alone(8, new StoryEvent(Hungry, A: s.A), Meal);
    }

    /// <summary>The two who are together go on together; who is alone goes alone.</summary>
    private static void OfferMove(StoryState s, StoryOffers o, int weight, int beat, bool? indoors = null)
    {
        if (s.IsHere(s.B))
            o.Alone(weight, new StoryEvent(GoBoth, A: s.A, B: s.B), beat, NewPlace(s, s.A, s.B, indoors));
        else
            o.Alone(weight, new StoryEvent(Go, A: s.A), beat, NewPlace(s, s.A, indoors: indoors));
    }

    /// <summary>Whether what comes next belongs to what was just said: nothing may come between a question and its answer.</summary>
    private static bool IsUrgent(StoryEventKind last) => last is AskWhere or AskLike or AskDay or Guess or GivePresent or Turn or LookOld or CountTo or Cook
        or PlayHide or PlayHideThree or Find or FindPerson or Unwrap or HideAt or SeekWrong or Give or Request or Hungry or AnimalHungry or Shelter
        or Tell or AnswerWhere or Remember or Visit or Greet;
}
