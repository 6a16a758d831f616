namespace LlmFromScratch.Corpora.Stories;

/// <summary>An object of a story and where it is: with somebody, or at a spot in a place.</summary>
/// <param name="Id">Adjective + 12 · noun.</param>
/// <param name="Holder">Who has it, or -1.</param>
/// <param name="Spot">The spot, or -1 while somebody has it.</param>
/// <param name="Place">The place of the spot, or -1 while somebody has it.</param>
/// <param name="KnownBy">A bit for each person who knows where it is now.</param>
internal readonly record struct StoryThing(int Id, int Holder, int Spot, int Place, int KnownBy)
{
    public static int Adjective(int id) => id % StoryLexicon.Adjectives.Length;

    public static int Noun(int id) => id / StoryLexicon.Adjectives.Length;
}
