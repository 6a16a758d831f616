using System.Text;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>A story as far as it has been told, sentence by sentence, with the parts of each.</summary>
/// <param name="splitter">Cuts it into words and marks, in which distances are measured.</param>
internal sealed class StoryProbeStory(ISplitter splitter)
{
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

    /// <summary>Where the words end that say a fact; null if it was not said.</summary>
    public int? EndOfFact(StoryProbeFact fact, StoryState state, StoryLanguage language)
    {
        int? end = null;
        foreach ((StorySentence sentence, List<StoryProbePart> parts, int start) in _sentences.SkipLast(1))
            if ((end is null || !fact.FromTheFirst) && fact.SaidBy(state, Now.Event, sentence.Event) is StoryField field
                && parts.FindLastIndex(part => part.Shows(field) && !IsPronoun(part, field, language)) is >= 0 and int i)
                end = start + parts[i].End;
        return end;
    }

    /// <summary>Words and marks between two positions of the story.</summary>
    public int TokensBetween(int from, int to)
    {
        string text = _text.ToString(from, to - from);
        int count = 0;
        for (int at = 0; splitter.TryNext(text, at, out Piece piece); at = piece.End)
            count++;
        return count;
    }

    /// <summary>The last part before the latest sentence that is about a person; null if there is none.</summary>
    public (StoryProbePart Part, int End)? LastOf(int person)
    {
        for (int i = _sentences.Count - 2; i >= 0; i--)
            for (int p = _sentences[i].Parts.Count - 1; p >= 0; p--)
            {
                StoryProbePart part = _sentences[i].Parts[p];
                StoryEvent e = _sentences[i].Sentence.Event;
                if (part.Shows(StoryField.A) && e.A == person || part.Shows(StoryField.B) && e.B == person || part.Shows(StoryField.C) && e.C == person)
                    return (part, _sentences[i].Start + part.End);
            }
        return null;
    }

    // "it" does not say what the thing is.
    private static bool IsPronoun(StoryProbePart part, StoryField field, StoryLanguage language) =>
        field == StoryField.X && part.Text.Trim().ToLowerInvariant() == (language.Code == "zh" ? "它" : "it");
}
