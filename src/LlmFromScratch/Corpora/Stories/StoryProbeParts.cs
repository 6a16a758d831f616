using System.Text;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>One part of a sentence as it was told.</summary>
/// <param name="Node">The part of the pattern.</param>
/// <param name="Start">Where it starts in the sentence.</param>
/// <param name="Text">Its words, with the space before them if there is one; empty where an optional part was left out.</param>
/// <param name="Way">Which of the ways to say a gap it is; -1 for fixed words.</param>
internal readonly record struct StoryProbePart(StoryNode Node, int Start, string Text, int Way)
{
    public int End => Start + Text.Length;

    /// <summary>Whether it shows a letter of the event.</summary>
    public bool Shows(StoryField field) => Node.Slot is not null && Array.IndexOf(Node.Slot.Fields, field) >= 0;
}

/// <summary>A sentence that was told, cut into the parts of its pattern; and the same sentence with another value in one place.</summary>
/// <param name="language">The language it was told in.</param>
/// <param name="state">What was true before it.</param>
internal sealed class StoryProbeParts(StoryLanguage language, StoryState state)
{
    /// <summary>The parts of a sentence.</summary>
    /// <exception cref="InvalidOperationException">Its pattern does not give its text.</exception>
    public List<StoryProbePart> Of(StorySentence sentence)
    {
        StoryPattern pattern = language.PatternsOf(sentence.Event).First(pattern => pattern.Text == sentence.Pattern);
        var parts = new List<StoryProbePart>();
        return Match(pattern, sentence, parts, 0) ? parts
            : throw new InvalidOperationException($"The pattern \"{sentence.Pattern}\" does not give \"{sentence.Text}\".");
    }

    /// <summary>The same sentence about an event in which one letter is another, said in the same way. Its parts are as many.</summary>
    /// <param name="parts">The sentence.</param>
    /// <param name="e">The event with the other letter.</param>
    /// <param name="changed">The letter.</param>
    public List<StoryProbePart> Retold(List<StoryProbePart> parts, in StoryEvent e, StoryField changed)
    {
        var retold = new List<StoryProbePart>();
        int at = 0;
        foreach (StoryProbePart part in parts)
        {
            string text = part.Text;
            if (part.Shows(changed))
            {
                StoryWays ways = Ways(part.Node, e);
                // A thing may have fewer names than another one: then its full one, which is always the first, is taken.
                text = Text(language.Pieces.Of(ways[part.Way < ways.Count ? part.Way : 0].Phrase, part.Node.Space), e, part.Node, at == 0);
            }
            retold.Add(part with { Start = at, Text = text });
            at += text.Length;
        }
        return retold;
    }

    /// <summary>The words of parts in a row.</summary>
    public static string Join(IEnumerable<StoryProbePart> parts) => string.Concat(parts.Select(part => part.Text));

    // Tries the ways to say each part in turn, and goes back where the rest does not fit.
    private bool Match(StoryPattern pattern, StorySentence sentence, List<StoryProbePart> parts, int at)
    {
        if (parts.Count == pattern.Nodes.Length)
            return at == sentence.Text.Length;
        StoryNode node = pattern.Nodes[parts.Count];
        StoryWays? ways = node.Versions is null ? Ways(node, sentence.Event) : null;
        for (int i = 0; i < (ways?.Count ?? node.Versions!.Length); i++)
        {
            int[] pieces = ways is null ? node.Versions![i] : language.Pieces.Of(ways[i].Phrase, node.Space);
            string text = Text(pieces, sentence.Event, node, at == 0);
            if (string.CompareOrdinal(sentence.Text, at, text, 0, text.Length) != 0)
                continue;
            parts.Add(new StoryProbePart(node, at, text, ways is null ? -1 : i));
            if (Match(pattern, sentence, parts, at + text.Length))
                return true;
            parts.RemoveAt(parts.Count - 1);
        }
        return false;
    }

    private StoryWays Ways(StoryNode node, in StoryEvent e)
    {
        var ways = new StoryWays();
        node.Slot!.Say(state, e, ways);
        return ways;
    }

    private string Text(int[] pieces, in StoryEvent e, StoryNode node, bool first)
    {
        var text = new StringBuilder();
        foreach (int piece in language.Begin(pieces, state, e, node, first))
            text.Append(language.Pieces[piece]);
        return text.ToString();
    }
}
