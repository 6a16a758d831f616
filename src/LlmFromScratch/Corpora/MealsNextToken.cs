namespace LlmFromScratch.Corpora;

/// <summary>What may come next, and exactly how likely it is.</summary>
/// <param name="Token">A word with the punctuation as words of its own, or a character; the empty string where the text is at its end.</param>
/// <param name="Count">In how many sentences it comes next.</param>
/// <param name="Total">How many sentences there are with these tokens before it.</param>
public sealed record MealsNextToken(string Token, int Count, int Total)
{
    /// <summary>Count / Total, in (0, 1].</summary>
    public double Probability => (double)Count / Total;
}
