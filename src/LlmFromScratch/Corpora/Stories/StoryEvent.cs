namespace LlmFromScratch.Corpora.Stories;

/// <summary>One thing that happens. The letters are numbers of <see cref="StoryLexicon"/>; those that the kind does not use are -1.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="A">Who does it.</param>
/// <param name="B">With whom, to whom.</param>
/// <param name="C">The third one.</param>
/// <param name="X">An object: adjective + 12 · noun.</param>
/// <param name="P">A place.</param>
/// <param name="Q">Another place.</param>
/// <param name="S">A spot.</param>
/// <param name="R">Another spot.</param>
/// <param name="N">A number.</param>
/// <param name="W">Any other word, from the list that belongs to the kind: a food, an activity, a mood, the weather, a colour, a countable.</param>
/// <param name="U">A second activity; or an animal: adjective + 8 · noun.</param>
/// <param name="J">An animal's name.</param>
/// <param name="T">A time of the day.</param>
public readonly record struct StoryEvent(StoryEventKind Kind, int A = -1, int B = -1, int C = -1, int X = -1, int P = -1, int Q = -1,
    int S = -1, int R = -1, int N = -1, int W = -1, int U = -1, int J = -1, int T = -1);
