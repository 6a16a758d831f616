using System.Text;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Plots;

/// <summary>What a text costs in tokens, by language and by tokenizer.</summary>
public static class TokenCostChart
{
    /// <summary>Tokens per character: a group of bars for each language, a bar in it for each tokenizer.</summary>
    /// <param name="texts">Each language with a text in it, such as one text in several translations. An empty text has a bar of length 0.</param>
    /// <param name="tokenizers">Who cuts them, each with its name.</param>
    /// <param name="perByte">Whether to count tokens per byte of UTF-8 instead: a Chinese character is mostly three of these.</param>
    /// <exception cref="ArgumentException">There is no tokenizer.</exception>
    /// <exception cref="KeyNotFoundException">A tokenizer does not know a piece of a text and has no unknown token.</exception>
    public static BarChart Of(IReadOnlyList<(string Language, string Text)> texts, IReadOnlyList<(string Name, ITokenizer Tokenizer)> tokenizers, bool perByte = false)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(tokenizers);
        if (tokenizers.Count == 0)
            throw new ArgumentException("expected at least one tokenizer, got none", nameof(tokenizers));
        double Cost(string text, ITokenizer tokenizer) =>
            tokenizer.Encode(text).Length / (double)Math.Max(1, perByte ? Encoding.UTF8.GetByteCount(text) : TextWidth.ElementCount(text));
        string unit = perByte ? "byte" : "character";
        return new BarChart($"How many tokens does a {unit} cost?", [.. texts.Select(text => text.Language)],
            [.. tokenizers.Select(one => new Series(one.Name, [.. texts.Select(text => Cost(text.Text, one.Tokenizer))]))])
        {
            Subtitle = tokenizers.Count == 1 ? tokenizers[0].Name : "",
            ValueAxis = $"tokens per {unit}",
            ValueFormat = "0.00",
        };
    }
}
