using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Plots;

/// <summary>A text in which each token is shaded by how much it surprises a model.</summary>
public static class SurprisalChart
{
    /// <summary>Scores a text and shades it: -log2 p of each token given those before, in bits.</summary>
    /// <param name="model">Who is surprised.</param>
    /// <param name="tokenizer">Cuts the text; with the model's vocabulary.</param>
    /// <param name="text">Any text. Where the vocabulary has a start of sentence, each line is a sentence of its own, and its line end stands for the end of the sentence.</param>
    /// <returns>A token that the model holds impossible has the value infinity.</returns>
    /// <exception cref="ArgumentException">The tokenizer's vocabulary is not the model's.</exception>
    /// <exception cref="KeyNotFoundException">A piece is not listed and the vocabulary has no unknown token.</exception>
    public static TokenTextChart Of(ILanguageModel model, ITokenizer tokenizer, string text)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(text);
        if (!model.Vocabulary.Equals(tokenizer.Vocabulary))
            throw new ArgumentException($"expected a tokenizer with the vocabulary of {model.Name} ({model.Vocabulary.Count} tokens), got one with {tokenizer.Vocabulary.Count} or other tokens", nameof(tokenizer));
        var valued = new List<ValuedToken>();
        double nats = 0;
        foreach ((int from, string sentence, bool ended) in model.Vocabulary.StartId is null ? [(0, text, false)] : Lines(text))
        {
            Token[] tokens = [.. tokenizer.Tokenize(sentence)];
            var ids = new List<int>(tokens.Select(token => token.Id));
            if (model.Vocabulary.StartId is int start)
                ids.Insert(0, start);
            if (ended && model.Vocabulary.EndId is int end)
                ids.Add(end);
            var logProbabilities = new double[ids.Count];
            model.Score([.. ids], logProbabilities);
            int first = model.Vocabulary.StartId is null ? 0 : 1;
            for (int t = first; t < ids.Count; t++)
            {
                // The line end is where a reader sees that the sentence ends: it shows the surprisal of the end.
                (int at, int length) = t - first < tokens.Length ? (from + tokens[t - first].Start, tokens[t - first].Length) : (from + sentence.Length, 1);
                nats -= logProbabilities[t];
                valued.Add(new ValuedToken(at, length, Information.ToBits(-logProbabilities[t]) + 0.0));
            }
        }
        return new TokenTextChart($"How surprising is each token to {model.Name}?", text, valued)
        {
            Subtitle = valued.Count == 0 ? "" : FormattableString.Invariant($"{Numbers.Short(Information.ToBits(nats / valued.Count))} bits per token on average"),
            ValueAxis = "surprisal, bits",
        };
    }

    /// <summary>The lines of a text: where each starts, what it says, and whether a line end closes it.</summary>
    private static IEnumerable<(int From, string Line, bool Ended)> Lines(string text)
    {
        for (int from = 0; from < text.Length;)
        {
            int end = text.IndexOf('\n', from);
            yield return end < 0 ? (from, text[from..], false) : (from, text[from..end], true);
            from = end < 0 ? text.Length : end + 1;
        }
    }
}
