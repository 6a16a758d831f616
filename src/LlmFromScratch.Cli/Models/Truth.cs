using LlmFromScratch.Corpora.Stories;
using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

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

    /// <summary>The same over the tokens of another vocabulary, such as that of a network which learnt from a part of the text; null where it lacks one that may come.</summary>
    public static Prediction? Of(TextSource text, Prompt prompt, Vocabulary vocabulary)
    {
        if (!text.HasKnownTruth)
            return null;
        var builder = Tokenizer.Train(text.Splitter, text.Lines(), Vocabulary.Unknown, Vocabulary.SentenceStart, Vocabulary.SentenceEnd);
        if (Of(text, Prompt.Of(prompt.Text, builder)) is not { } truth)
            return null;
        var probabilities = new double[vocabulary.Count];
        for (int id = 0; id < truth.Vocabulary.Count; id++)
        {
            if (truth.Probabilities[id] == 0)
                continue;
            if (!vocabulary.TryGetId(truth.Vocabulary[id], out int there))
                return null;
            probabilities[there] = truth.Probabilities[id];
        }
        return new Prediction(truth.Model, vocabulary, prompt.Ids, new Probabilities(probabilities));
    }

    /// <summary>What the storyteller says next. Null for a beginning that it never says, and for other tokens than the words of its world.</summary>
    public static Prediction? OfStories(StoryWorld world, Prompt prompt, ITokenizer tokenizer)
    {
        if (prompt.Unknown.Count > 0 || !tokenizer.Vocabulary.Equals(world.WordTokenizer().Vocabulary))
            return null;
        Prediction next = world.Oracle(tokenizer).Predict(prompt.Ids);
        return next.Top(1)[0].Probability * next.Vocabulary.Count > 2 ? next : null; // after what is never said all tokens are equally likely
    }
}
