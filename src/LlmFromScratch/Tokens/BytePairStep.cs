namespace LlmFromScratch.Tokens;

/// <summary>One step of the training of byte pairs: what was merged, and what that did to the text.</summary>
/// <param name="Merge">The pair that was there most often, and the token that it became.</param>
/// <param name="Count">How often the pair stood in the training text; 2 or more.</param>
/// <param name="TextTokens">How many tokens the training text has after the merge.</param>
public readonly record struct BytePairStep(BytePairMerge Merge, long Count, long TextTokens);
