using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Plots;

/// <summary>A text in which each token is shaded by how much it surprises a model.</summary>
public static class SurprisalChart
{
    /// <summary>Scores a text and shades it: -log2 p of each token given those before, in bits.</summary>
    /// <param name="model">Who is surprised.</param>
    /// <param name="tokenizer">Cuts the text; with the model's vocabulary.</param>
    /// <param name="text">Any text. Where the vocabulary has a start of sentence, each line is a sentence of its own.</param>
    /// <returns>A token that the model holds impossible has the value infinity. Ends of sentences are not shown.</returns>
    /// <exception cref="ArgumentException">The tokenizer's vocabulary is not the model's.</exception>
    /// <exception cref="KeyNotFoundException">A piece is not listed and the vocabulary has no unknown token.</exception>
    public static TokenTextChart Of(ILanguageModel model, ITokenizer tokenizer, string text)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(text);
        if (!model.Vocabulary.Equals(tokenizer.Vocabulary))
            throw new ArgumentException($"expected a tokenizer with the vocabulary of {model.Name} ({model.Vocabulary.Count} tokens), got one with {tokenizer.Vocabulary.Count} or other tokens", nameof(tokenizer));
        Token[] tokens = [.. tokenizer.Tokenize(text)];
        var valued = new List<ValuedToken>(tokens.Length);
        double nats = 0;
        foreach (Token[] sentence in model.Vocabulary.StartId is null ? [tokens] : Lines(tokens, text))
        {
            int[] ids = model.Vocabulary.StartId is int start ? [start, .. sentence.Select(token => token.Id)] : [.. sentence.Select(token => token.Id)];
            var logProbabilities = new double[ids.Length];
            model.Score(ids, logProbabilities);
            int offset = ids.Length - sentence.Length;
            for (int t = 0; t < sentence.Length; t++)
            {
                nats -= logProbabilities[t + offset];
                valued.Add(new ValuedToken(sentence[t].Start, sentence[t].Length, Information.ToBits(-logProbabilities[t + offset]) + 0.0));
            }
        }
        return new TokenTextChart($"How surprising is each token to {model.Name}?", text, valued)
        {
            Subtitle = valued.Count == 0 ? "" : FormattableString.Invariant($"{Numbers.Short(Information.ToBits(nats / valued.Count))} bits per token on average"),
            ValueAxis = "surprisal, bits",
        };
    }

    private static IEnumerable<Token[]> Lines(Token[] tokens, string text)
    {
        int from = 0;
        for (int t = 1; t <= tokens.Length; t++)
        {
            if (t < tokens.Length && !text.AsSpan(tokens[t - 1].End, tokens[t].Start - tokens[t - 1].End).Contains('\n'))
                continue;
            yield return tokens[from..t];
            from = t;
        }
    }
}
