namespace LlmFromScratch.Corpora.Stories;

/// <summary>
/// What can happen in a story. One event is one sentence. The letters are the parts of an event (see <see cref="StoryEvent"/>): A, B, C people,
/// X an object, P, Q places, S, R spots, Z an animal, and so on.
/// </summary>
public enum StoryEventKind
{
    /// <summary>A sentence of the meals; the whole line.</summary>
    Meals,

    // How a story begins.
    /// <summary>A is alone in place P at time T. The first sentence: "One morning, Anna was in the garden."</summary>
    OpenAlone,
    /// <summary>A and B are in P at time T. The first sentence.</summary>
    OpenTwo,
    /// <summary>The weather of the day is W. "It was a sunny day."</summary>
    Weather,
    /// <summary>B, new in the story, comes to P, where A is.</summary>
    Arrive,

    // Moving.
    /// <summary>A goes to P, where A has not been in this story.</summary>
    Go,
    /// <summary>A and B go to P together, where at least one of them has not been.</summary>
    GoBoth,
    /// <summary>A goes back to P, where A was before.</summary>
    Return,
    /// <summary>A and B go back to P together.</summary>
    ReturnBoth,
    /// <summary>B leaves A behind and goes to P.</summary>
    Leave,

    // Doing and feeling.
    /// <summary>A does V: "She drew a picture."</summary>
    Do,
    /// <summary>A and B do V together.</summary>
    DoBoth,
    /// <summary>A feels D (a calm or pleasant mood, without a reason).</summary>
    Feel,
    /// <summary>A is glad at the end of a trouble: D is a good mood.</summary>
    Glad,
    /// <summary>A is in trouble: D is a bad mood.</summary>
    Upset,
    /// <summary>B cheers A up, who feels bad.</summary>
    Comfort,
    /// <summary>Something seen or heard outdoors, about nobody: "A bird sang in a tree."</summary>
    Outdoors,
    /// <summary>Something seen or heard indoors, about nobody: "The old clock ticked."</summary>
    Indoors,
    /// <summary>It is now time T of the day: "Soon it was noon."</summary>
    TimePasses,
    /// <summary>B makes A laugh.</summary>
    Joke,
    /// <summary>A says hello to B, who has just come or been met.</summary>
    Greet,
    /// <summary>B tells A in direct speech: "… listen to your L …". L is always the word right after "listen to your", in small letters.</summary>
    Advise,
    /// <summary>A says in direct speech: "I like to eat F". F is always the word right after "I like to eat".</summary>
    SayLike,
    /// <summary>B thanks A.</summary>
    Thank,

    // Objects.
    /// <summary>A has X, an object new in the story.</summary>
    Have,
    /// <summary>B puts X, an object new in the story, at spot R.</summary>
    PutOther,
    /// <summary>A puts X, which A holds, at spot S.</summary>
    Put,
    /// <summary>A thinks of X again, which A left somewhere, and wants it.</summary>
    Want,
    /// <summary>A looks for X at spot R, in vain.</summary>
    LookWrong,
    /// <summary>A asks B where X is.</summary>
    AskWhere,
    /// <summary>B tells A that X is at spot S in place P.</summary>
    AnswerWhere,
    /// <summary>B tells A that B does not know where X is.</summary>
    AnswerUnknown,
    /// <summary>A remembers that X is at spot S in place P.</summary>
    Remember,
    /// <summary>A finds X at spot S and has it again.</summary>
    Find,
    /// <summary>A, who holds X, gives it to B.</summary>
    Give,

    // A present.
    /// <summary>B's birthday: B is N years old today. B may be new in the story and is not here; A, who is here, knows it.</summary>
    Birthday,
    /// <summary>A has got X, new in the story, as a present for B.</summary>
    Choose,
    /// <summary>A wraps X, which A holds, in paper of colour H.</summary>
    Wrap,
    /// <summary>A goes to P, where B is.</summary>
    Visit,
    /// <summary>A gives B the present in paper of colour H; what is in it is not said.</summary>
    GivePresent,
    /// <summary>B guesses wrongly in direct speech that it is X: "Is it an old drum?"</summary>
    Guess,
    /// <summary>B opens the present: it is X.</summary>
    Unwrap,
    /// <summary>B's cake has N candles.</summary>
    Candles,

    // Hide and seek.
    /// <summary>A and B begin to play hide and seek. A is going to seek.</summary>
    PlayHide,
    /// <summary>A, B and C begin to play hide and seek. A is going to seek.</summary>
    PlayHideThree,
    /// <summary>A closes the eyes and counts to N.</summary>
    CountTo,
    /// <summary>B hides at spot S.</summary>
    HideAt,
    /// <summary>A looks for B at spot R and finds nobody.</summary>
    SeekWrong,
    /// <summary>A finds B at spot S.</summary>
    FindPerson,

    // Counting.
    /// <summary>A picks, gets or buys N of K: "She picked five plums." N is 2 or more.</summary>
    Gather,
    /// <summary>A gives N of the K to B.</summary>
    GiveSome,
    /// <summary>A eats N of the K.</summary>
    EatSome,
    /// <summary>A gets N more K, found or given by nobody.</summary>
    MoreFound,
    /// <summary>A counts: there are N of K now. N may be 1.</summary>
    NowHas,

    // A meal.
    /// <summary>A is hungry.</summary>
    Hungry,
    /// <summary>B asks A what A likes to eat.</summary>
    AskLike,
    /// <summary>B makes or brings F for A, who likes it.</summary>
    Cook,
    /// <summary>A eats F, which has just been served.</summary>
    EatFood,

    // Weather that spoils a plan.
    /// <summary>A and B want to do V here.</summary>
    Plan,
    /// <summary>The weather turns bad: W comes.</summary>
    Turn,
    /// <summary>A and B run to P to be safe from W.</summary>
    Shelter,
    /// <summary>A and B wait there.</summary>
    Wait,
    /// <summary>W is over.</summary>
    Clear,
    /// <summary>At last A and B can do V, as they had wanted.</summary>
    AtLast,

    // An animal.
    /// <summary>A meets Z, an animal new in the story.</summary>
    Meet,
    /// <summary>Z looks hungry or thirsty.</summary>
    AnimalHungry,
    /// <summary>A gets F to eat for Z.</summary>
    Fetch,
    /// <summary>A gives F to Z, who eats it.</summary>
    Feed,
    /// <summary>A calls Z by a name, J: "I will call you Pip."</summary>
    NameIt,
    /// <summary>The animal, now known as J, follows A to P.</summary>
    Follow,
    /// <summary>The animal J falls asleep at spot S.</summary>
    AnimalSleeps,

    // An errand.
    /// <summary>B asks A in direct speech to bring X, new in the story, which is at spot S in place Q.</summary>
    Request,
    /// <summary>A takes X, which is at spot S.</summary>
    TakeFrom,

    // A trick.
    /// <summary>B moves X from spot S to spot R while its owner A is away.</summary>
    Move,
    /// <summary>A, back again, looks for X at spot S, where A had put it; it is gone.</summary>
    LookOld,
    /// <summary>B laughs about the trick on A.</summary>
    Laugh,
    /// <summary>B tells A in direct speech that X is at spot R.</summary>
    Tell,

    // A day.
    /// <summary>A wakes up in the morning. P is the place. The first sentence of a story, as are OpenAlone and OpenTwo.</summary>
    Wake,
    /// <summary>At time T, A goes to P.</summary>
    DayGo,
    /// <summary>B, who has not been with A, asks A what A did today.</summary>
    AskDay,
    /// <summary>A answers in direct speech: first V in P, then U in Q.</summary>
    TellDay,

    // How a story ends.
    /// <summary>A goes home; any story of one person may end so.</summary>
    CloseAlone,
    /// <summary>A and B go home; any story of two or more may end so.</summary>
    CloseBoth,
    /// <summary>A, B and C go home.</summary>
    CloseAll,
    /// <summary>A will never forget that X was at S.</summary>
    CloseFind,
    /// <summary>B never forgets that the X was a present of A's.</summary>
    ClosePresent,
    /// <summary>Everyone agrees that B's spot S had been the best to hide.</summary>
    CloseHide,
    /// <summary>In the evening A remembers that there were N of K at the beginning.</summary>
    CloseCount,
    /// <summary>From now on J the animal (Z) lives with A.</summary>
    CloseAnimal,
    /// <summary>A goes to sleep.</summary>
    CloseDay,

    // Questions about the story, and answers. Present tense for how things are now, past for what was.
    /// <summary>Where is X? It is at a spot.</summary>
    QuestionSpot,
    /// <summary>X is at spot S.</summary>
    AnswerSpot,
    /// <summary>In which place is X? Somebody holds it and is somewhere.</summary>
    QuestionPlaceOfThing,
    /// <summary>X is in place P.</summary>
    AnswerPlaceOfThing,
    /// <summary>Who has X?</summary>
    QuestionWho,
    /// <summary>A has X.</summary>
    AnswerWho,
    /// <summary>Where is A?</summary>
    QuestionPlace,
    /// <summary>A is in P.</summary>
    AnswerPlace,
    /// <summary>How many K does A have?</summary>
    QuestionMany,
    /// <summary>A has N of K. N may be 0 ("no plums") or 1.</summary>
    AnswerMany,
    /// <summary>Where was A before A went to P?</summary>
    QuestionBefore,
    /// <summary>Before, A was in Q. (P too is known here.)</summary>
    AnswerBefore,
    /// <summary>Where did A go after A was in P?</summary>
    QuestionAfter,
    /// <summary>After P, A went to Q.</summary>
    AnswerAfter,
    /// <summary>What does A like to eat?</summary>
    QuestionLike,
    /// <summary>A likes to eat F.</summary>
    AnswerLike,

    /// <summary>Nothing more: the end of the line.</summary>
    End,
}
