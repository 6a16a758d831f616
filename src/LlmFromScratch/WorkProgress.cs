namespace LlmFromScratch;

/// <summary>How far a long piece of work has come. Speed and time left follow from two of these and a clock.</summary>
/// <param name="What">What is being done, such as "counting 3-grams".</param>
/// <param name="Done">Units done so far, 0 or more.</param>
/// <param name="Total">Units in all, or null where that is not known.</param>
/// <param name="Unit">What is counted: "tokens", "bytes", "n-grams".</param>
public readonly record struct WorkProgress(string What, long Done, long? Total, string Unit);
