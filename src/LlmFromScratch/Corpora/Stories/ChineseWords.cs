using static LlmFromScratch.Corpora.Stories.StoryField;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>The Chinese words for the gaps of the patterns, cut by spaces.</summary>
internal static class ChineseWords
{
    public static IEnumerable<StorySlot> Slots()
    {
        foreach (StoryField person in new[] { A, B, C })
        {
            string name = person.ToString();
            yield return new($"{name}!", [person], (_, e, ways) => ways.Add(Name(e.Get(person))));
            foreach (string form in new[] { name, $"{name}.him" })
                yield return new(form, [person], (s, e, ways) => StoryReference.Person(s, e, person, Name(e.Get(person)), Pronoun(e.Get(person), "她", "他"), ways));
            foreach (string form in new[] { $"{name}.he", $"{name}.him!" })
                yield return new(form, [person], (_, e, ways) => ways.Add(Pronoun(e.Get(person), "她", "他")));
            yield return new($"{name}.his", [person], (_, e, ways) => ways.Add(Pronoun(e.Get(person), "她的", "他的")));
            yield return new($"{name}.himself", [person], (_, e, ways) => ways.Add("自己"));
        }
        yield return new("AB", [A, B], (s, e, ways) => StoryReference.Group(s, e, $"{Name(e.A)} 和 {Name(e.B)}", They(e.A, e.B), ways));
        yield return new("ABC", [A, B, C], (s, e, ways) => StoryReference.Group(s, e, $"{Name(e.A)} 、 {Name(e.B)} 和 {Name(e.C)}", They(e.A, e.B, e.C), ways));

        yield return new("X", [X], (s, e, ways) => StoryReference.Thing(s, e, Thing(e.X), Noun(e.X), "它", ways));
        foreach (string form in new[] { "X!", "X.bare" })
            yield return new(form, [X], (s, e, ways) => StoryReference.Thing(s, e, Thing(e.X), Noun(e.X), null, ways));
        yield return new("X.bare!", [X], (_, e, ways) => ways.Add(Thing(e.X)));
        yield return new("X.a", [X], (_, e, ways) => ways.Add($"{StoryLexicon.Nouns[StoryThing.Noun(e.X)].Measure} {Thing(e.X)}"));
        foreach (StoryField place in new[] { P, Q })
        {
            yield return new($"{place}", [place], (_, e, ways) => ways.Add(StoryLexicon.Places[e.Get(place)].Chinese));
            yield return new($"{place}.in", [place], (_, e, ways) => ways.Add($"{StoryLexicon.Places[e.Get(place)].Chinese} {StoryLexicon.Places[e.Get(place)].ChineseIn}"));
        }
        foreach (StoryField spot in new[] { S, R })
            yield return new($"{spot}", [spot], (_, e, ways) => ways.Add(StoryLexicon.Spots[e.Get(spot)].Chinese));

        // 二 before a measure word is 两; where there is none, the word is the same here, so that a number is always one word.
        yield return new("N", [N], (_, e, ways) => ways.Add(StoryLexicon.Numbers[e.N].Chinese));
        yield return new("N.K", [N, W], (_, e, ways) => ways.Add(Counted(e.N, StoryLexicon.Countables[e.W])));
        yield return new("K", [W], (_, e, ways) => ways.Add(StoryLexicon.Countables[e.W].Chinese));
        yield return new("F", [W], (_, e, ways) => ways.Add(StoryLexicon.Foods[e.W].Word.Chinese));
        yield return new("V.past", [W], (_, e, ways) => ways.Add(StoryLexicon.Activities[e.W].ChinesePast));
        yield return new("V.base", [W], (_, e, ways) => ways.Add(StoryLexicon.Activities[e.W].ChineseBase));
        yield return new("U.past", [U], (_, e, ways) => ways.Add(StoryLexicon.Activities[e.U].ChinesePast));
        yield return new("U.base", [U], (_, e, ways) => ways.Add(StoryLexicon.Activities[e.U].ChineseBase));
        yield return new("D", [W], (_, e, ways) => ways.Add(StoryReference.Mood(e).Chinese));
        yield return new("E", [W], (_, e, ways) => ways.Add(StoryLexicon.Skies[e.W].Chinese));
        yield return new("W", [W], (_, e, ways) => ways.Add(StoryLexicon.BadWeathers[e.W].Chinese));
        yield return new("L", [W], (_, e, ways) => ways.Add(StoryLexicon.Advice[e.W].Chinese));
        yield return new("H", [W], (_, e, ways) => ways.Add(StoryLexicon.Adjectives[e.W].Chinese));
        foreach (string form in new[] { "Z", "Z.bare" })
            yield return new(form, [U], (_, e, ways) => StoryReference.Either(Animal(e.U), AnimalNoun(e.U).Chinese, ways));
        yield return new("Z.a", [U], (_, e, ways) => ways.Add($"{AnimalNoun(e.U).Measure} {Animal(e.U)}"));
        yield return new("J", [J], (_, e, ways) => ways.Add(StoryLexicon.AnimalNames[e.J].Chinese));
        foreach (string form in new[] { "T", "T.at" })
            yield return new(form, [T], (_, e, ways) => ways.Add(StoryLexicon.Times[e.T].Word.Chinese));
        yield return new("then", [], (s, _, ways) => StoryReference.Connective(s, ChinesePatterns.Connectives, ways));
    }

    private static string Name(int person) => StoryLexicon.People[person].Chinese;

    private static string Pronoun(int person, string female, string male) => StoryLexicon.People[person].Female ? female : male;

    private static string They(params ReadOnlySpan<int> people)
    {
        foreach (int person in people)
            if (!StoryLexicon.People[person].Female)
                return "他们";
        return "她们";
    }

    private static string Noun(int thing) => StoryLexicon.Nouns[StoryThing.Noun(thing)].Chinese;

    private static string Thing(int thing) => $"{StoryLexicon.Adjectives[StoryThing.Adjective(thing)].Chinese} {Noun(thing)}";

    private static StoryNoun AnimalNoun(int animal) => StoryLexicon.Animals[animal / StoryLexicon.AnimalAdjectives.Length];

    private static string Animal(int animal) => $"{StoryLexicon.AnimalAdjectives[animal % StoryLexicon.AnimalAdjectives.Length].Chinese} {AnimalNoun(animal).Chinese}";

    private static string Counted(int number, StoryCountable thing) => number == 0
        ? $"{StoryLexicon.Numbers[0].Chinese} {thing.Chinese}"
        : number == 1
        ? $"{StoryLexicon.Numbers[1].Chinese}{thing.Measure} {thing.Chinese}" // 一个 is one word everywhere
        : $"{StoryLexicon.Numbers[number].Chinese} {thing.Measure} {thing.Chinese}";
}
