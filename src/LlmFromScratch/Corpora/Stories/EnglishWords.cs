using static LlmFromScratch.Corpora.Stories.StoryField;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>The English words for the gaps of the patterns.</summary>
internal static class EnglishWords
{
    public static IEnumerable<StorySlot> Slots()
    {
        foreach (StoryField person in new[] { A, B, C })
        {
            string name = person.ToString();
            yield return new($"{name}!", [person], (_, e, ways) => ways.Add(Name(e.Get(person))));
            yield return new(name, [person], (s, e, ways) => StoryReference.Person(s, e, person, Name(e.Get(person)), Pronoun(e.Get(person), "she", "he"), ways));
            yield return new($"{name}.him", [person], (s, e, ways) => StoryReference.Person(s, e, person, Name(e.Get(person)), Pronoun(e.Get(person), "her", "him"), ways));
            yield return new($"{name}.him!", [person], (_, e, ways) => ways.Add(Pronoun(e.Get(person), "her", "him")));
            yield return new($"{name}.he", [person], (_, e, ways) => ways.Add(Pronoun(e.Get(person), "she", "he")));
            yield return new($"{name}.his", [person], (_, e, ways) => ways.Add(Pronoun(e.Get(person), "her", "his")));
            yield return new($"{name}.himself", [person], (_, e, ways) => ways.Add(Pronoun(e.Get(person), "herself", "himself")));
        }
        yield return new("AB", [A, B], (s, e, ways) => StoryReference.Group(s, e, $"{Name(e.A)} and {Name(e.B)}", "they", ways));
        yield return new("ABC", [A, B, C], (s, e, ways) => StoryReference.Group(s, e, $"{Name(e.A)}, {Name(e.B)} and {Name(e.C)}", "they", ways));

        yield return new("X", [X], (s, e, ways) => StoryReference.Thing(s, e, $"the {Thing(e.X)}", $"the {Noun(e.X)}", "it", ways));
        yield return new("X!", [X], (s, e, ways) => StoryReference.Thing(s, e, $"the {Thing(e.X)}", $"the {Noun(e.X)}", null, ways));
        yield return new("X.a", [X], (_, e, ways) => ways.Add(WithArticle(Thing(e.X))));
        yield return new("X.bare", [X], (s, e, ways) => StoryReference.Thing(s, e, Thing(e.X), Noun(e.X), null, ways));
        yield return new("X.bare!", [X], (_, e, ways) => ways.Add(Thing(e.X)));
        foreach (StoryField place in new[] { P, Q })
        {
            yield return new($"{place}", [place], (_, e, ways) => ways.Add($"the {StoryLexicon.Places[e.Get(place)].English}"));
            yield return new($"{place}.in", [place], (_, e, ways) => ways.Add($"{StoryLexicon.Places[e.Get(place)].Preposition} the {StoryLexicon.Places[e.Get(place)].English}"));
        }
        foreach (StoryField spot in new[] { S, R })
            yield return new($"{spot}", [spot], (_, e, ways) => ways.Add(StoryLexicon.Spots[e.Get(spot)].English));

        yield return new("N", [N], (_, e, ways) => ways.Add(StoryLexicon.Numbers[e.N].English));
        yield return new("N.K", [N, W], (_, e, ways) => ways.Add($"{StoryLexicon.Numbers[e.N].English} {(e.N == 1 ? StoryLexicon.Countables[e.W].One : StoryLexicon.Countables[e.W].Many)}"));
        yield return new("K", [W], (_, e, ways) => ways.Add(StoryLexicon.Countables[e.W].Many));
        yield return new("F", [W], (_, e, ways) => ways.Add(StoryLexicon.Foods[e.W].Word.English));
        yield return new("F.some", [W], (_, e, ways) => ways.Add(StoryLexicon.Foods[e.W].Portion));
        yield return new("V.past", [W], (_, e, ways) => ways.Add(StoryLexicon.Activities[e.W].Past));
        yield return new("V.base", [W], (_, e, ways) => ways.Add(StoryLexicon.Activities[e.W].Base));
        yield return new("U.past", [U], (_, e, ways) => ways.Add(StoryLexicon.Activities[e.U].Past));
        yield return new("U.base", [U], (_, e, ways) => ways.Add(StoryLexicon.Activities[e.U].Base));
        yield return new("D", [W], (_, e, ways) => ways.Add(StoryReference.Mood(e).English));
        yield return new("E", [W], (_, e, ways) => ways.Add(StoryLexicon.Skies[e.W].English));
        yield return new("W", [W], (_, e, ways) => ways.Add(StoryLexicon.BadWeathers[e.W].English));
        yield return new("L", [W], (_, e, ways) => ways.Add(StoryLexicon.Advice[e.W].English));
        yield return new("H", [W], (_, e, ways) => ways.Add(StoryLexicon.Adjectives[e.W].English));
        yield return new("Z", [U], (_, e, ways) => StoryReference.Either($"the {Animal(e.U)}", $"the {AnimalNoun(e.U)}", ways));
        yield return new("Z.a", [U], (_, e, ways) => ways.Add(WithArticle(Animal(e.U))));
        yield return new("Z.bare", [U], (_, e, ways) => StoryReference.Either(Animal(e.U), AnimalNoun(e.U), ways));
        yield return new("J", [J], (_, e, ways) => ways.Add(StoryLexicon.AnimalNames[e.J].English));
        yield return new("T", [T], (_, e, ways) => ways.Add(StoryLexicon.Times[e.T].Word.English));
        yield return new("T.at", [T], (_, e, ways) => ways.Add(StoryLexicon.Times[e.T].At));
        yield return new("then", [], (s, _, ways) => StoryReference.Connective(s, EnglishPatterns.Connectives, ways));
    }

    private static string Name(int person) => StoryLexicon.People[person].English;

    private static string Pronoun(int person, string female, string male) => StoryLexicon.People[person].Female ? female : male;

    private static string Noun(int thing) => StoryLexicon.Nouns[StoryThing.Noun(thing)].English;

    private static string Thing(int thing) => $"{StoryLexicon.Adjectives[StoryThing.Adjective(thing)].English} {Noun(thing)}";

    private static string AnimalNoun(int animal) => StoryLexicon.Animals[animal / StoryLexicon.AnimalAdjectives.Length].English;

    private static string Animal(int animal) => $"{StoryLexicon.AnimalAdjectives[animal % StoryLexicon.AnimalAdjectives.Length].English} {AnimalNoun(animal)}";

    private static string WithArticle(string words) => ("aeiou".Contains(words[0]) ? "an " : "a ") + words;
}
