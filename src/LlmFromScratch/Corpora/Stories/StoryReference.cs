namespace LlmFromScratch.Corpora.Stories;

/// <summary>How things already known are spoken of: by a pronoun only where a reader can tell who or what is meant.</summary>
internal static class StoryReference
{
    /// <summary>
    /// A name; or a pronoun, if the sentence before was about this person and nobody else of the same sex, and this sentence is not about
    /// another one named before.
    /// </summary>
    public static void Person(StoryState s, in StoryEvent e, StoryField field, string name, string pronoun, StoryWays ways)
    {
        int person = e.Get(field);
        ways.Add(name, 1);
        if (s.AllowsEveryWay)
            ways.Add(pronoun, 3);
        if ((s.LastPeople & StoryState.Bit(person)) == 0 || OthersOfTheSex(s.LastPeople, person))
            return;
        if (field == StoryField.A || !OthersOfTheSex(StoryState.Bit(e.A) | StoryState.Bit(e.B) | StoryState.Bit(e.C), person))
            ways.Add(pronoun, 3);
    }

    /// <summary>Names; or "they", if the sentence before was about just these.</summary>
    public static void Group(StoryState s, in StoryEvent e, string names, string they, StoryWays ways)
    {
        ways.Add(names, 1);
        if (s.AllowsEveryWay || s.LastPeople == (StoryState.Bit(e.A) | StoryState.Bit(e.B) | StoryState.Bit(e.C)))
            ways.Add(they, 2);
    }

    /// <summary>"the red ball"; "the ball", if there is only one; "it", if the sentence before spoke of it and of no animal.</summary>
    public static void Thing(StoryState s, in StoryEvent e, string full, string noun, string? it, StoryWays ways)
    {
        ways.Add(full, 2);
        if (s.AllowsEveryWay || s.IsInStory(e.X) && s.IsOnlyOfItsNoun(e.X))
            ways.Add(noun, 2);
        if (it is not null && (s.AllowsEveryWay || s.LastThing == e.X && !s.LastAnimal))
            ways.Add(it, 3);
    }

    public static void Either(string one, string other, StoryWays ways)
    {
        ways.Add(one);
        ways.Add(other);
    }

    /// <summary>A word at the beginning of a sentence that joins it to the one before, or nothing.</summary>
    public static void Connective(StoryState s, string[] connectives, StoryWays ways)
    {
        // "Soon" and "then" join things that happen, and neither an opening nor a remark on the weather is one.
        if (s is { AllowsEveryWay: false, Last.Kind: StoryEventKind.OpenAlone or StoryEventKind.OpenTwo or StoryEventKind.Wake or StoryEventKind.Weather or StoryEventKind.Outdoors or StoryEventKind.Indoors })
        {
            ways.Add("");
            return;
        }
        foreach (IGrouping<string, string> same in connectives.GroupBy(word => word))
            ways.Add(same.Key, same.Count());
    }

    public static StoryWord Mood(in StoryEvent e) => e.Kind switch
    {
        StoryEventKind.Glad => StoryLexicon.GoodMoods[e.W],
        StoryEventKind.Upset => StoryLexicon.BadMoods[e.W],
        _ => StoryLexicon.CalmMoods[e.W],
    };

    private static bool OthersOfTheSex(int people, int person)
    {
        for (int other = 0; other < StoryLexicon.People.Length; other++)
            if (other != person && (people >> other & 1) == 1 && StoryLexicon.People[other].Female == StoryLexicon.People[person].Female)
                return true;
        return false;
    }
}
