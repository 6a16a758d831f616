using static LlmFromScratch.Corpora.Stories.StoryEventKind;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>
/// Everything that is true at a point of a story. It follows from the events so far, and these from the sentences so far: nothing is
/// hidden from a reader, which is what makes exact probabilities possible.
/// </summary>
internal sealed class StoryState
{
    private static readonly int People = StoryLexicon.People.Length;

    private readonly int[] _placeOf = Nobody(), _likes = Nobody(), _counts = new int[People], _spotOf = Nobody();
    private readonly List<StoryThing> _things = [];
    private readonly List<(int Who, int Place)> _visits = [];
    private readonly List<(int Who, int Activity, int Place)> _deeds = [];
    private UInt128 _happened;
    private uint _activities;

    /// <summary>Where the plot stands; the hundreds say which plot it is.</summary>
    public int Beat { get; set; }

    /// <summary>Events beside the plot since the last beat, and in the whole story.</summary>
    public int Asides { get; private set; }

    public int AllAsides { get; private set; }

    /// <summary>The hero, the second and the third person; -1 until they come.</summary>
    public int A { get; private set; } = -1;

    public int B { get; private set; } = -1;

    public int C { get; private set; } = -1;

    public int Time { get; private set; } = -1;

    /// <summary>The event before, and what its sentence spoke of: people as bits, an object or -1, whether an animal.</summary>
    public StoryEvent Last { get; private set; }

    public int LastPeople { get; private set; }

    public int LastThing { get; private set; } = -1;

    public bool LastAnimal { get; private set; }

    /// <summary>The first event of a kind that the plot needs again: the birthday, the plan, the weather that turned.</summary>
    private readonly Dictionary<StoryEventKind, StoryEvent> _first = [];

    public IReadOnlyList<StoryThing> Things => _things;

    public IReadOnlyList<(int Who, int Place)> Visits => _visits;

    public IReadOnlyList<(int Who, int Activity, int Place)> Deeds => _deeds;

    public int PlaceOf(int person) => person < 0 ? -1 : _placeOf[person];

    /// <summary>Where somebody hides, or -1.</summary>
    public int SpotOf(int person) => _spotOf[person];

    /// <summary>A bit for each spot where somebody hid in this story.</summary>
    public int HidingSpots { get; private set; }

    public int Likes(int person) => _likes[person];

    public int CountOf(int person) => _counts[person];

    /// <summary>Whether an event of a kind has happened in this story.</summary>
    public bool Has(StoryEventKind kind) => (_happened >> (int)kind & 1) == 1;

    /// <summary>The first event of a kind.</summary>
    public StoryEvent First(StoryEventKind kind) => _first[kind];

    /// <summary>Whether somebody is in the story and where A is.</summary>
    public bool IsHere(int person) => person >= 0 && _placeOf[person] >= 0 && _placeOf[person] == _placeOf[A];

    public bool Indoors => StoryLexicon.Places[_placeOf[A]].Indoors;

    public bool HasVisited(int person, int place) => _visits.Contains((person, place));

    public bool HasDone(int activity) => (_activities >> activity & 1) == 1;

    public bool IsSomebody(int person) => person == A || person == B || person == C;

    /// <summary>Whether an object has been spoken of.</summary>
    public bool IsInStory(int thing)
    {
        foreach (StoryThing known in _things)
            if (known.Id == thing)
                return true;
        return false;
    }

    public StoryThing Thing(int id)
    {
        foreach (StoryThing thing in _things)
            if (thing.Id == id)
                return thing;
        return default;
    }

    /// <summary>Whether "the ball" can mean only one thing of this story.</summary>
    public bool IsOnlyOfItsNoun(int id)
    {
        foreach (StoryThing thing in _things)
            if (thing.Id != id && StoryThing.Noun(thing.Id) == StoryThing.Noun(id))
                return false;
        return true;
    }

    /// <summary>Whether every way to speak of something is allowed, so that all words can be listed. No story is in such a state.</summary>
    public bool AllowsEveryWay { get; private init; }

    public static StoryState InWhichEverythingCanBeSaid() => new() { AllowsEveryWay = true, Beat = StoryPlots.Setting };

    public StoryState Clone()
    {
        var copy = new StoryState
        {
            Beat = Beat, Asides = Asides, AllAsides = AllAsides, A = A, B = B, C = C, Time = Time, Last = Last, LastPeople = LastPeople,
            LastThing = LastThing, LastAnimal = LastAnimal, HidingSpots = HidingSpots, _happened = _happened, _activities = _activities,
        };
        _placeOf.CopyTo(copy._placeOf, 0);
        _likes.CopyTo(copy._likes, 0);
        _counts.CopyTo(copy._counts, 0);
        _spotOf.CopyTo(copy._spotOf, 0);
        copy._things.AddRange(_things);
        copy._visits.AddRange(_visits);
        copy._deeds.AddRange(_deeds);
        foreach ((StoryEventKind kind, StoryEvent e) in _first)
            copy._first.Add(kind, e);
        return copy;
    }

    /// <summary>Makes an event true.</summary>
    /// <param name="e">The event, with no open letters.</param>
    /// <param name="beat">The beat after it.</param>
    /// <param name="pattern">How it was told: a pronoun can only mean somebody who was spoken of.</param>
    public void Apply(in StoryEvent e, int beat, StoryPattern pattern)
    {
        bool aside = beat == Beat;
        Asides = aside ? Asides + 1 : 0;
        AllAsides += aside ? 1 : 0;
        Beat = beat;
        _happened |= UInt128.One << (int)e.Kind;
        _first.TryAdd(e.Kind, e);
        Happen(e);
        Last = e;
        LastPeople = (pattern.Shows(StoryField.A) ? Bit(e.A) : 0) | (pattern.Shows(StoryField.B) ? Bit(e.B) : 0) | (pattern.Shows(StoryField.C) ? Bit(e.C) : 0);
        LastThing = pattern.Shows(StoryField.X) && e.Kind != Guess ? e.X : -1;
        LastAnimal = pattern.Shows(StoryField.J) || e.Kind != TellDay && pattern.Shows(StoryField.U);
    }

    private void Happen(in StoryEvent e)
    {
        switch (e.Kind)
        {
            case OpenAlone or Wake:
                A = e.A;
                Time = e.T;
                Move(e.A, e.P);
                break;
            case OpenTwo:
                (A, B, Time) = (e.A, e.B, e.T);
                Move(e.A, e.P);
                Move(e.B, e.P);
                break;
            case Arrive:
                Introduce(e.B);
                Move(e.B, _placeOf[A]);
                break;
            case Birthday:
                Introduce(e.B);
                break;
            case Visit:
                Move(e.B, e.P);
                Move(e.A, e.P);
                break;
            case Go or Return or DayGo or Follow:
                Move(e.A, e.P);
                Time = e.Kind == DayGo ? e.T : Time;
                break;
            case Leave:
                Move(e.B, e.P);
                break;
            case GoBoth or ReturnBoth or Shelter:
                Move(e.A, e.P);
                Move(e.B, e.P);
                break;
            case Do:
                Deed(e.A, e.W);
                break;
            case DoBoth or AtLast:
                Deed(e.A, e.W);
                Deed(e.B, e.W);
                break;
            case Plan:
                _activities |= 1u << e.W;
                break;
            case TimePasses:
                Time = e.T;
                break;
            case SayLike:
                _likes[e.A] = e.W;
                break;
            case Have or Choose:
                _things.Add(new StoryThing(e.X, e.A, -1, -1, Present()));
                break;
            case PutOther:
                _things.Add(new StoryThing(e.X, -1, e.R, _placeOf[e.B], Present()));
                break;
            case Request:
                _things.Add(new StoryThing(e.X, -1, e.S, e.Q, Present()));
                break;
            case Put:
                Place(e.X, e.S, _placeOf[e.A]);
                break;
            case StoryEventKind.Move:
                Place(e.X, e.R, _placeOf[e.B]);
                break;
            case Find or TakeFrom:
                Hold(e.X, e.A);
                break;
            case Give:
                Hold(e.X, e.B);
                break;
            case GivePresent:
                Hold(First(Choose).X, e.B);
                break;
            case PlayHide or PlayHideThree or CountTo:
                break;
            case HideAt:
                _spotOf[e.B] = e.S;
                HidingSpots |= 1 << e.S;
                break;
            case FindPerson:
                _spotOf[e.B] = -1;
                break;
            case Gather or MoreFound:
                _counts[e.A] += e.N;
                break;
            case GiveSome:
                _counts[e.A] -= e.N;
                _counts[e.B] += e.N;
                break;
            case EatSome:
                _counts[e.A] -= e.N;
                break;
            case CloseAlone: // gone home, which is no place of the story
                _placeOf[e.A] = -1;
                break;
            case CloseBoth:
                _placeOf[e.A] = _placeOf[e.B] = -1;
                break;
            case CloseAll:
                _placeOf[e.A] = _placeOf[e.B] = _placeOf[e.C] = -1;
                break;
        }
    }

    private void Introduce(int person)
    {
        if (B < 0)
            B = person;
        else
            C = person;
    }

    private void Move(int person, int place)
    {
        _placeOf[person] = place;
        _visits.Add((person, place));
    }

    private void Deed(int person, int activity)
    {
        _activities |= 1u << activity;
        _deeds.Add((person, activity, _placeOf[person]));
    }

    private void Place(int id, int spot, int place) => Replace(new StoryThing(id, -1, spot, place, PresentAt(place)));

    private void Hold(int id, int person) => Replace(new StoryThing(id, person, -1, -1, Present()));

    private void Replace(StoryThing thing)
    {
        for (int i = 0; i < _things.Count; i++)
            if (_things[i].Id == thing.Id)
                _things[i] = thing;
    }

    private int Present() => PresentAt(_placeOf[A]);

    private int PresentAt(int place)
    {
        int bits = 0;
        foreach (int person in (ReadOnlySpan<int>)[A, B, C])
            if (person >= 0 && _placeOf[person] == place)
                bits |= Bit(person);
        return bits;
    }

    public static int Bit(int person) => person < 0 ? 0 : 1 << person;

    private static int[] Nobody()
    {
        var none = new int[StoryLexicon.People.Length];
        Array.Fill(none, -1);
        return none;
    }
}
