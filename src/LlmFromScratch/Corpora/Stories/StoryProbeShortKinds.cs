namespace LlmFromScratch.Corpora.Stories;

/// <summary>The kinds of probes within a sentence or two: what goes with a word beside it, and whether somebody is a she or a he.</summary>
internal sealed class StoryProbeShortKinds(StoryWorld world)
{
    private static readonly string[] Measures = [.. StoryLexicon.Nouns.Concat(StoryLexicon.Animals).Select(noun => noun.Measure).Distinct()];

    private readonly bool _english = world.Language == "en";

    /// <summary>The probes of the latest sentence.</summary>
    public IEnumerable<StoryProbe> Of(StoryState before, StoryProbeStory told, SeededRandom random)
    {
        if (Pronoun(before, told) is StoryProbe pronoun)
            yield return pronoun;
        for (int i = 0; i < told.NowParts.Count; i++)
        {
            StoryProbe? probe = told.NowParts[i].Node.Slot?.Name switch
            {
                "X.a" or "Z.a" => _english ? Article(told, i) : Measure(told, i, random),
                "F.some" => Article(told, i),
                "N.K" when _english => Number(told, i),
                _ => null,
            };
            if (probe is not null)
                yield return probe;
        }
    }

    /// <summary>"a" before a vowel, "an" before none.</summary>
    private static StoryProbe? Article(StoryProbeStory told, int part)
    {
        string text = told.NowParts[part].Text.TrimStart(' '), article = text[..text.IndexOf(' ')];
        string? other = article switch { "a" => "an", "an" => "a", "A" => "An", "An" => "A", _ => null };
        return other is null ? null : WithOtherWord("article", 0, told, part, told.NowParts[part].Text.IndexOf(article, StringComparison.Ordinal), article.Length, [other]);
    }

    /// <summary>"five plum", "one plums".</summary>
    private static StoryProbe Number(StoryProbeStory told, int part)
    {
        StoryCountable thing = StoryLexicon.Countables[told.Now.Event.W];
        (string right, string wrong) = told.Now.Event.N == 1 ? (thing.One, thing.Many) : (thing.Many, thing.One);
        return WithOtherWord("number", 0, told, part, told.NowParts[part].Text.Length - right.Length, right.Length, [wrong]);
    }

    /// <summary>The measure word of other nouns. Between it and its noun stands what the thing is like.</summary>
    private static StoryProbe Measure(StoryProbeStory told, int part, SeededRandom random)
    {
        string text = told.NowParts[part].Text, measure = text.TrimStart(' ').Split(' ')[0];
        string[] others = [.. Measures.Where(other => other != measure)];
        random.Shuffle<string>(others);
        int at = text.IndexOf(measure, StringComparison.Ordinal), start = told.NowStart + told.NowParts[part].Start;
        int distance = told.TokensBetween(start + at + measure.Length, start + text.LastIndexOf(' '));
        return WithOtherWord("measure word", distance, told, part, at, measure.Length, others[..3]);
    }

    /// <summary>The latest sentence with another word in a part.</summary>
    /// <param name="kind">The kind of probe.</param>
    /// <param name="distance">Words between this one and what it goes with.</param>
    /// <param name="told">The story.</param>
    /// <param name="part">The part with the word.</param>
    /// <param name="at">Where the word starts in the part.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="others">Wrong words.</param>
    private static StoryProbe WithOtherWord(string kind, int distance, StoryProbeStory told, int part, int at, int length, IEnumerable<string> others)
    {
        string text = told.Now.Text;
        int start = told.NowParts[part].Start + at, cut = told.CutBefore(start);
        return new StoryProbe(kind, distance, told.Context(cut), text[cut..], [.. others.Select(other => text[cut..start] + other + text[(start + length)..])]);
    }

    /// <summary>A sentence that begins with she or he, after one about nobody of the other sex, in which she or he had a name.</summary>
    private static StoryProbe? Pronoun(StoryState before, StoryProbeStory told)
    {
        StoryProbePart first = told.NowParts[0];
        if (first.Node.Slot is not { Name: "A" or "B" or "C" } slot || OtherPronoun(first, slot.Name) is null)
            return null;
        int person = told.Now.Event.Get(slot.Fields[0]);
        for (int other = 0; other < StoryLexicon.People.Length; other++)
            if ((before.LastPeople >> other & 1) == 1 && StoryLexicon.People[other].Female != StoryLexicon.People[person].Female)
                return null;
        // Where the person was a she or a he just before, to say it again proves nothing.
        if (told.LastOf(person) is not (StoryProbePart said, int end) || OtherPronoun(said, said.Node.Slot!.Name[..1]) is not null)
            return null;
        string wrong = string.Concat(told.NowParts.Select(part => OtherPronoun(part, slot.Name) ?? part.Text));
        return new StoryProbe("pronoun", told.TokensBetween(end, told.NowStart), told.Context(0), told.Now.Text, [wrong]);
    }

    /// <summary>The pronoun of the other sex as it stands in a part, space and capital included; null if the part is no pronoun for that letter.</summary>
    private static string? OtherPronoun(StoryProbePart part, string letter)
    {
        if (part.Node.Slot is not StorySlot slot || slot.Name.Split('.', '!')[0] != letter)
            return null;
        string word = part.Text.TrimStart(' '), space = part.Text[..^word.Length];
        string? other = word.ToLowerInvariant() switch
        {
            "she" => "he",
            "he" => "she",
            "her" => slot.Name.EndsWith("his") ? "his" : "him",
            "him" or "his" => "her",
            "herself" => "himself",
            "himself" => "herself",
            "她" => "他",
            "他" => "她",
            "她的" => "他的",
            "他的" => "她的",
            _ => null,
        };
        return other is null ? null : space + (char.IsUpper(word[0]) ? char.ToUpperInvariant(other[0]) + other[1..] : other);
    }
}
