using System.Text;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>A story as far as it has been told, sentence by sentence, with the parts of each.</summary>
/// <param name="world">The language it is told in.</param>
internal sealed class StoryProbeStory(StoryWorld world)
{
    private readonly ISplitter _splitter = world.WordSplitter;
    private readonly List<(StorySentence Sentence, List<StoryProbePart> Parts, int Start)> _sentences = [];
    private readonly StringBuilder _text = new();

    /// <summary>The latest sentence.</summary>
    public StorySentence Now => _sentences[^1].Sentence;

    public List<StoryProbePart> NowParts => _sentences[^1].Parts;

    /// <summary>Where it starts in the story.</summary>
    public int NowStart => _sentences[^1].Start;

    /// <summary>The events before it.</summary>
    public IEnumerable<StoryEvent> Earlier => _sentences.SkipLast(1).Select(told => told.Sentence.Event);

    public void Add(StorySentence sentence, List<StoryProbePart> parts)
    {
        _sentences.Add((sentence, parts, _text.Length));
        _text.Append(sentence.Text);
    }

    /// <summary>The story up to a position in the latest sentence.</summary>
    public string Context(int cut) => _text.ToString(0, NowStart + cut);

    /// <summary>The last position in the latest sentence, at or before another one, where every tokenizer cuts: before a space, or at the beginning.</summary>
    public int CutBefore(int position) => Math.Max(0, Now.Text.LastIndexOf(' ', Math.Min(position, Now.Text.Length - 1)));

    /// <summary>Where the words end that say a fact; null if it was not said. Of somebody who is "she" there, it is where she had a name.</summary>
    public int? EndOfFact(StoryProbeFact fact, StoryState state)
    {
        int? end = null;
        for (int i = 0; i < _sentences.Count - 1; i++)
        {
            (StorySentence sentence, List<StoryProbePart> parts, int start) = _sentences[i];
            if ((end is null || !fact.FromTheFirst) && fact.SaidBy(state, Now.Event, sentence.Event) is StoryField field
                && parts.FindLastIndex(part => part.Shows(field) && !IsIt(part, field)) is >= 0 and int p)
                end = field is StoryField.A or StoryField.B or StoryField.C ? LastNaming(sentence.Event.Get(field), i) ?? end : start + parts[p].End;
        }
        return end;
    }

    /// <summary>Words and marks, as the world's words are cut, between two positions of the story.</summary>
    public int TokensBetween(int from, int to)
    {
        string text = _text.ToString(from, to - from);
        int count = 0;
        for (int at = 0; _splitter.TryNext(text, at, out Piece piece); at = piece.End)
            count++;
        return count;
    }

    /// <summary>The last part before the latest sentence that is about a person, and where it ends; null if there is none.</summary>
    public (StoryProbePart Part, int End)? LastOf(int person) => LastPart(_sentences.Count - 2, (part, e) => IsAbout(part, e, person));

    /// <summary>Where somebody was last called by name, up to a sentence.</summary>
    private int? LastNaming(int person, int sentence) =>
        LastPart(sentence, (part, e) => IsAbout(part, e, person) && part.Text.Contains(world.Language == "zh" ? StoryLexicon.People[person].Chinese : StoryLexicon.People[person].English))?.End;

    private (StoryProbePart Part, int End)? LastPart(int sentence, Func<StoryProbePart, StoryEvent, bool> wanted)
    {
        for (int i = sentence; i >= 0; i--)
            if (_sentences[i].Parts.FindLastIndex(part => wanted(part, _sentences[i].Sentence.Event)) is >= 0 and int p)
                return (_sentences[i].Parts[p], _sentences[i].Start + _sentences[i].Parts[p].End);
        return null;
    }

    private static bool IsAbout(StoryProbePart part, in StoryEvent e, int person) =>
        part.Shows(StoryField.A) && e.A == person || part.Shows(StoryField.B) && e.B == person || part.Shows(StoryField.C) && e.C == person;

    // "it" does not say what the thing is.
    private static bool IsIt(StoryProbePart part, StoryField field) => field == StoryField.X && part.Text.Trim(' ') is ("it" or "It" or "它");
}
