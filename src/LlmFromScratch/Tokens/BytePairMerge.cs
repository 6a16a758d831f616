namespace LlmFromScratch.Tokens;

/// <summary>One step of byte-pair encoding: two tokens that stand side by side become one.</summary>
/// <param name="Left">Id of the first.</param>
/// <param name="Right">Id of the second.</param>
/// <param name="Result">Id of the token that has the bytes of both.</param>
public readonly record struct BytePairMerge(int Left, int Right, int Result);
