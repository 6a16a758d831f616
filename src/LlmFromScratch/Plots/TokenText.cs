using System.Text;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Plots;

/// <summary>Shows how a tokenizer cuts a text.</summary>
public static class TokenText
{
    /// <summary>The text with its tokens in colours, their ids, and how many there are.</summary>
    /// <param name="tokenizer">Cuts the text.</param>
    /// <param name="text">Any text; the picture shows the first 2,000 tokens.</param>
    /// <param name="name">What the tokenizer is called, such as "GPT-2"; stands in the title. Empty for none.</param>
    /// <exception cref="KeyNotFoundException">A piece is not listed and the vocabulary has no unknown token.</exception>
    public static TokenSequenceChart Of(ITokenizer tokenizer, string text, string name = "")
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        Token[] tokens = [.. tokenizer.Tokenize(text)];
        var labeled = new LabeledToken[tokens.Length];
        for (int t = 0; t < tokens.Length; t++)
        {
            // Two tokens share a place in the text only where they share a character: each has some of its bytes.
            bool partial = t > 0 && tokens[t].Start < tokens[t - 1].End || t + 1 < tokens.Length && tokens[t + 1].Start < tokens[t].End;
            bool fromName = partial || tokens[t].Length == 0;
            string label = fromName ? TokenLabel.OfName(tokenizer.Vocabulary[tokens[t].Id]) : TokenLabel.Of(tokens[t].Text);
            labeled[t] = new LabeledToken(label, tokens[t].Id, partial, EndsLine: !fromName && tokens[t].Text.Contains('\n'), partial ? tokens[t].Text : "");
        }
        return new TokenSequenceChart(name.Length > 0 ? $"How {name} cuts this text" : "A text and its tokens", labeled) { Subtitle = Legend(text, tokens.Length) };
    }

    /// <summary>"3 tokens, 9 characters, 11 bytes: 3 characters per token". Characters as readers see them.</summary>
    internal static string Legend(string text, int tokens)
    {
        int characters = TextWidth.ElementCount(text), bytes = Encoding.UTF8.GetByteCount(text);
        string One(int count, string what) => FormattableString.Invariant($"{count:N0} {what}{(count == 1 ? "" : "s")}");
        string rate = tokens == 0 || characters == 0 ? ""
            : tokens <= characters ? $": {Numbers.Format((double)characters / tokens, "0.0#")} characters per token"
            : $": {Numbers.Format((double)tokens / characters, "0.0#")} tokens per character";
        return $"{One(tokens, "token")}, {One(characters, "character")}, {One(bytes, "byte")}{rate}";
    }
}
