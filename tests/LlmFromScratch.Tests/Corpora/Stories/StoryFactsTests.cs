using LlmFromScratch.Corpora.Stories;
using static LlmFromScratch.Corpora.Stories.StoryEventKind;

namespace LlmFromScratch.Tests.Corpora.Stories;

/// <summary>Facts stay true over a story: a second, simple bookkeeping of who and what is where, held against what the stories tell.</summary>
public class StoryFactsTests
{
    [Fact]
    public void Stories_WhatTheyTell_AgreesWithWhatTheyToldBefore()
    {
        foreach (Story story in StoryWorld.English.Stories(seed: 13).Take(3000))
        {
            var book = new Book(story);
            foreach (StorySentence sentence in story.Sentences)
                book.Read(sentence);
        }
    }

    private sealed class Book(Story story)
    {
        private readonly Dictionary<int, int> _placeOf = [], _spotOfThing = [], _placeOfThing = [], _holder = [], _count = [], _likes = [], _hiding = [];
        private readonly Dictionary<int, List<int>> _way = [];
        private readonly Dictionary<StoryEventKind, StoryEvent> _told = [];
        private int _time = -1;
        private StorySentence? _now;

        public void Read(StorySentence sentence)
        {
            _now = sentence;
            StoryEvent e = sentence.Event;
            Check(e);
            Note(e);
            _told.TryAdd(e.Kind, e);
        }

        private void Check(StoryEvent e)
        {
            if (e.Kind is DoBoth or GoBoth or ReturnBoth or Advise or Joke or Greet or AskWhere or AnswerWhere or AnswerUnknown or Tell or Give or GivePresent
                    or Thank or Comfort or PlayHide or Request or GiveSome or AskLike or Cook or Plan or Shelter or Wait or AtLast or AskDay or Laugh or Leave or CloseBoth)
                That(Place(e.A) == Place(e.B), "both are here");
            if (e.Kind is Go or DayGo or Visit or Follow or Shelter)
                That(Place(e.A) != e.P && !_way[e.A].Contains(e.P), "it is a new place");
            if (e.Kind is GoBoth)
                That(Place(e.A) != e.P && !(_way[e.A].Contains(e.P) && _way[e.B].Contains(e.P)), "it is new to one of them");
            if (e.Kind is TimePasses or DayGo)
                That(e.T > _time, "time does not run back");
            switch (e.Kind)
            {
                case PlayHideThree:
                    That(Place(e.A) == Place(e.B) && Place(e.A) == Place(e.C), "all three are here");
                    break;
                case Put:
                    That(_holder[e.X] == e.A, "A holds it");
                    break;
                case Find or TakeFrom:
                    That(_spotOfThing[e.X] == e.S && _placeOfThing[e.X] == Place(e.A), "it is at that spot, here");
                    break;
                case LookWrong:
                    That(_placeOfThing[e.X] != Place(e.A) || _spotOfThing[e.X] != e.R, "it is not there");
                    break;
                case Remember or AnswerWhere:
                    That(_spotOfThing[e.X] == e.S && _placeOfThing[e.X] == e.P, "it is there");
                    break;
                case Tell:
                    That(_spotOfThing[e.X] == e.R, "it is there");
                    break;
                case LookOld:
                    That(_told[Put].S == e.S && _spotOfThing[e.X] != e.S, "it was there and is no more");
                    break;
                case StoryEventKind.Move:
                    That(_spotOfThing[e.X] == e.S && Place(e.A) != Place(e.B) && _placeOfThing[e.X] == Place(e.B) && e.R != e.S, "it was there, the owner is away");
                    break;
                case Give:
                    That(_holder[e.X] == e.A, "A holds it");
                    break;
                case Unwrap:
                    That(_told[Choose].X == e.X && _holder[e.X] == e.B, "it is the present");
                    break;
                case GivePresent:
                    That(_told[Wrap].W == e.W, "it has that colour");
                    break;
                case Guess:
                    That(_told[Choose].X != e.X, "it is a wrong guess");
                    break;
                case Candles:
                    That(_told[Birthday].N == e.N, "as many as years");
                    break;
                case Return or ReturnBoth:
                    That(Place(e.A) != e.P && _way[e.A].Contains(e.P), "it is a place from before");
                    break;
                case HideAt:
                    That(!_hiding.ContainsValue(e.S), "nobody else hides there");
                    break;
                case SeekWrong:
                    That(!_hiding.ContainsValue(e.R), "nobody hides there");
                    break;
                case FindPerson:
                    That(_hiding[e.B] == e.S, "B hides there");
                    break;
                case GiveSome or EatSome:
                    That(_count[e.A] >= e.N, "there are enough");
                    break;
                case NowHas or AnswerMany:
                    That(_count.GetValueOrDefault(e.A) == e.N, "as many as that");
                    break;
                case CloseCount:
                    That(_told[Gather].N == e.N, "as many as at the beginning");
                    break;
                case Cook or EatFood or AnswerLike:
                    That(_likes[e.A] == e.W, "A said so");
                    break;
                case AtLast:
                    That(_told[Plan].W == e.W && Place(e.A) == _told[Plan].P, "what they wanted, where they wanted");
                    break;
                case Clear:
                    That(_told[Turn].W == e.W, "the weather that came");
                    break;
                case AnswerSpot:
                    That(_spotOfThing[e.X] == e.S, "it is there");
                    break;
                case AnswerWho:
                    That(_holder[e.X] == e.A, "A has it");
                    break;
                case AnswerPlaceOfThing:
                    That(Place(_holder[e.X]) == e.P, "who has it is there");
                    break;
                case AnswerPlace:
                    That(Place(e.A) == e.P, "A is there");
                    break;
                case AnswerBefore:
                    That(_way[e.A][_way[e.A].IndexOf(e.P) - 1] == e.Q, "A came from there");
                    break;
                case AnswerAfter:
                    That(_way[e.A][_way[e.A].IndexOf(e.P) + 1] == e.Q, "A went there");
                    break;
            }
        }

        private void Note(StoryEvent e)
        {
            switch (e.Kind)
            {
                case OpenAlone or Wake:
                    Came(e.A, e.P);
                    break;
                case OpenTwo:
                    Came(e.A, e.P);
                    Came(e.B, e.P);
                    break;
                case Arrive:
                    Came(e.B, Place(e.A));
                    break;
                case Visit:
                    Came(e.A, e.P);
                    Came(e.B, e.P);
                    break;
                case Go or Return or DayGo or Follow:
                    Came(e.A, e.P);
                    break;
                case Leave:
                    Came(e.B, e.P);
                    break;
                case GoBoth or ReturnBoth or Shelter:
                    Came(e.A, e.P);
                    Came(e.B, e.P);
                    break;
                case Have or Choose:
                    _holder[e.X] = e.A;
                    break;
                case PutOther:
                    Lay(e.X, e.R, Place(e.B));
                    break;
                case Put:
                    Lay(e.X, e.S, Place(e.A));
                    break;
                case StoryEventKind.Move:
                    Lay(e.X, e.R, Place(e.B));
                    break;
                case Request:
                    Lay(e.X, e.S, e.Q);
                    break;
                case Find or TakeFrom:
                    Take(e.X, e.A);
                    break;
                case Give:
                    Take(e.X, e.B);
                    break;
                case GivePresent:
                    Take(_told[Choose].X, e.B);
                    break;
                case HideAt:
                    _hiding[e.B] = e.S;
                    break;
                case FindPerson:
                    _hiding.Remove(e.B);
                    break;
                case Gather or MoreFound:
                    _count[e.A] = _count.GetValueOrDefault(e.A) + e.N;
                    break;
                case EatSome:
                    _count[e.A] -= e.N;
                    break;
                case GiveSome:
                    _count[e.A] -= e.N;
                    _count[e.B] = _count.GetValueOrDefault(e.B) + e.N;
                    break;
                case SayLike:
                    _likes[e.A] = e.W;
                    break;
            }
            _time = e.Kind is OpenAlone or OpenTwo or Wake or TimePasses or DayGo ? e.T : _time;
        }

        private int Place(int person) => _placeOf[person];

        private void Came(int person, int place)
        {
            _placeOf[person] = place;
            if (!_way.TryGetValue(person, out List<int>? way))
                _way[person] = way = [];
            way.Add(place);
        }

        private void Lay(int thing, int spot, int place)
        {
            _holder.Remove(thing);
            (_spotOfThing[thing], _placeOfThing[thing]) = (spot, place);
        }

        private void Take(int thing, int person)
        {
            _spotOfThing.Remove(thing);
            _placeOfThing.Remove(thing);
            _holder[thing] = person;
        }

        private void That(bool holds, string what) => Assert.True(holds, $"story {story.Number}, \"{_now!.Text}\": expected that {what}. {story.Text}");
    }
}
