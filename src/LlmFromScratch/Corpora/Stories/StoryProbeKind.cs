namespace LlmFromScratch.Corpora.Stories;

/// <summary>A fact that one must know, and where it is said.</summary>
/// <param name="SaidBy">The letter by which an earlier event says it, or null if it does not; given the state, the event now and the earlier one.</param>
/// <param name="FromTheFirst">Whether every mention is needed, as for a sum; otherwise the last one is enough.</param>
internal sealed record StoryProbeFact(Func<StoryState, StoryEvent, StoryEvent, StoryField?> SaidBy, bool FromTheFirst = false);

/// <summary>The values that could stand in the decisive place.</summary>
/// <param name="In">Those that an earlier event speaks of; -1 for none.</param>
/// <param name="All">Those that would fit at all, given the event and the letter that is decided.</param>
/// <param name="Weight">How often each is said; null if all are as often.</param>
internal sealed record StoryProbeValues(Func<StoryEvent, int[]> In, Func<StoryEvent, StoryField, IEnumerable<int>> All, Func<int, int>? Weight = null);

/// <summary>A kind of probe: what sort of sentence, which letter of its event is decisive, and the facts from which it follows.</summary>
/// <param name="Name">Such as "where it was put".</param>
/// <param name="Group">"long" for one within a story, "quiz" for an answer at its end.</param>
/// <param name="Events">The events and their decisive letters.</param>
/// <param name="Values">What could stand there.</param>
/// <param name="Facts">What one must know.</param>
internal sealed record StoryProbeKind(string Name, string Group, (StoryEventKind Kind, StoryField Field)[] Events, StoryProbeValues Values, StoryProbeFact[] Facts);
