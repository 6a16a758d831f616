using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;

namespace LlmFromScratch.Cli.Models;

/// <summary>The true probabilities after a prompt, where they are known.</summary>
internal static class Truth
{
    /// <summary>Longer than any sentence of the meals.</summary>
    private const int WholeSentence = 48;

    /// <summary>
    /// The meals hold exactly the proportions of the grammar that wrote them, so what follows a whole beginning of a sentence there,
    /// in counts, is the truth. Null for other texts and for beginnings that the grammar does not write.
    /// </summary>
    public static Prediction? Of(TextSource text, Prompt prompt)
    {
        if (!text.HasKnownTruth || prompt.Unknown.Count > 0 || prompt.Ids.Length >= WholeSentence)
            return null;
        NGramCounts counts = NGramCounts.OfLines(text.Splitter, text.Lines(), WholeSentence);
        return counts.Count(prompt.Ids) == 0 ? null : new MaximumLikelihood().Train(counts).Predict(prompt.Ids) with { Model = "truth" };
    }
}
