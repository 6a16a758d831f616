namespace LlmFromScratch.Corpora.Stories;

/// <summary>One way to read the sentence that is being told: which event and pattern it may be, and how far it has come.</summary>
/// <param name="Choice">What happens.</param>
/// <param name="Event">The same, with the letters that have been shown so far.</param>
/// <param name="Pattern">The sentence pattern.</param>
/// <param name="Node">The part of the pattern that is being told.</param>
/// <param name="Pieces">The pieces of that part.</param>
/// <param name="Piece">Which of them is next.</param>
/// <param name="Token">Which token of that piece is next.</param>
/// <param name="Weight">The probability of everything chosen so far in this sentence.</param>
internal readonly record struct StoryReading(StoryChoice Choice, StoryEvent Event, StoryPattern Pattern, int Node, int[] Pieces, int Piece, int Token, double Weight);
