namespace LlmFromScratch.Counts;

/// <summary>The longest stretch of the latest tokens that an n-gram trie knows.</summary>
/// <param name="Length">Its length in tokens, 0 to order - 1.</param>
/// <param name="Index">Its index in the level of that length.</param>
internal readonly record struct NGramContext(int Length, int Index);
