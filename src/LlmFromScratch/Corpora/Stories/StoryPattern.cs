namespace LlmFromScratch.Corpora.Stories;

/// <summary>One part of a sentence pattern: fixed words, of which there may be several equally likely versions, or a gap.</summary>
/// <param name="Versions">The pieces of each version; null for a gap.</param>
/// <param name="Slot">The gap; null for fixed words.</param>
/// <param name="Space">Whether a space comes before it.</param>
/// <param name="Capital">Whether it begins with a capital letter, since direct speech begins here.</param>
internal sealed record StoryNode(int[][]? Versions, StorySlot? Slot, bool Space, bool Capital);

/// <summary>A sentence with gaps.</summary>
/// <param name="Text">As its author wrote it.</param>
/// <param name="Nodes">Its parts.</param>
internal sealed record StoryPattern(string Text, StoryNode[] Nodes)
{
    private readonly int _shown = Nodes.Where(node => node.Slot is not null).SelectMany(node => node.Slot!.Fields).Aggregate(0, (bits, field) => bits | 1 << (int)field);

    /// <summary>Whether a gap shows a letter: whether somebody or something is spoken of in the sentence itself.</summary>
    public bool Shows(StoryField field) => (_shown >> (int)field & 1) == 1;

    /// <summary>Whether two sentences leave a reader with the same people and things in mind.</summary>
    public bool ShowsTheSameAs(StoryPattern other) => _shown == other._shown;

    /// <summary>Reads a pattern: {…} is a gap, (…|…) are versions, the rest is itself.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static StoryPattern Parse(string text, IReadOnlyDictionary<string, StorySlot> slots, StoryPieces pieces)
    {
        var nodes = new List<StoryNode>();
        bool space = true;
        for (int at = 0; at < text.Length;)
        {
            if (text[at] == ' ')
            {
                space = true;
                at++;
                continue;
            }
            char first = text[at];
            int end = first is '{' or '(' ? text.IndexOf(first == '{' ? '}' : ')', at) : text.AsSpan(at).IndexOfAny("{( ") is >= 0 and int length ? at + length - 1 : text.Length - 1;
            if (end < at)
                throw new FormatException($"expected the end of '{first}' in the pattern \"{text}\"");
            string part = first is '{' or '(' ? text[(at + 1)..end] : text[at..(end + 1)];
            if (first == '{')
            {
                StorySlot slot = slots.GetValueOrDefault(part) ?? throw new FormatException($"there is no gap {{{part}}}, in the pattern \"{text}\"");
                // The first words in quotation marks begin with a capital; words that go on after "said Anna," do not.
                bool opens = text.AsSpan(0, at).TrimEnd().EndsWith("“") && text.AsSpan(0, at).Count('“') == 1;
                nodes.Add(new StoryNode(null, slot, space, opens));
            }
            else if (first == '(')
            {
                bool before = space;
                nodes.Add(new StoryNode([.. part.Split('|').Select(version => pieces.Of(version.Trim(), before))], null, space, false));
            }
            else
                nodes.Add(new StoryNode([pieces.Of(part, space)], null, space, false));
            space = false;
            at = end + 1;
        }
        return new StoryPattern(text, [.. nodes]);
    }
}
