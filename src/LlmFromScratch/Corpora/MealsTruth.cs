using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Corpora;

/// <summary>The grammar's own answer in the form that every model gives, to stand beside them in a chart.</summary>
public static class MealsTruth
{
    /// <summary>The true probabilities of the word after the beginning of a sentence.</summary>
    /// <param name="grammar">English or Chinese.</param>
    /// <param name="prompt">The beginning, with a space between words: "I like to eat".</param>
    /// <param name="vocabulary">The models' vocabulary; with every word of the grammar, and a sentence end.</param>
    /// <returns>A prediction by "truth".</returns>
    /// <exception cref="ArgumentException">No sentence begins like that, or the vocabulary lacks a word.</exception>
    public static Prediction Truth(this MealsGrammar grammar, string prompt, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        ArgumentNullException.ThrowIfNull(vocabulary);
        var probabilities = new double[vocabulary.Count];
        foreach (MealsNextToken next in grammar.NextWord(prompt))
        {
            string token = next.Token.Length == 0 ? Vocabulary.SentenceEnd : next.Token;
            if (!vocabulary.TryGetId(token, out int id))
                throw new ArgumentException($"expected a vocabulary with every word of the meals, got one without \"{token}\"", nameof(vocabulary));
            probabilities[id] = next.Probability;
        }
        int[] context = vocabulary.IdsOf(prompt.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return new Prediction("truth", vocabulary, vocabulary.StartId is int start ? [start, .. context] : context, new Probabilities(probabilities));
    }
}
