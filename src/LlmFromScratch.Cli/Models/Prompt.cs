using System.Text;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Models;

/// <summary>The words that a model is to go on from, as its tokens. A prompt begins a sentence, where the model knows sentences.</summary>
/// <param name="Text">As it was typed.</param>
/// <param name="Tokens">As it was cut, without the start of the sentence.</param>
/// <param name="Ids">The ids, with the start of the sentence.</param>
/// <param name="Unknown">Tokens that the model does not know.</param>
internal sealed record Prompt(string Text, IReadOnlyList<string> Tokens, int[] Ids, IReadOnlyList<string> Unknown)
{
    /// <summary>Whether a text has Chinese characters in it.</summary>
    public static bool IsChinese(string text) => text.EnumerateRunes().Any(rune => rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x323AF));

    /// <summary>
    /// Cuts a prompt as the training text was cut. Chinese words that stand together, 我喜欢吃, are taken apart by longest match
    /// with the words of the vocabulary: 我 喜欢 吃.
    /// </summary>
    public static Prompt Of(string text, ITokenizer tokenizer)
    {
        Vocabulary vocabulary = tokenizer.Vocabulary;
        if (tokenizer is not Tokenizer { Splitter: var splitter })
        {
            Token[] whole = [.. tokenizer.Tokenize(text)];
            return new Prompt(text, [.. whole.Select(token => token.Text)], [.. StartOf(vocabulary), .. whole.Select(token => token.Id)], []);
        }
        List<string> tokens = splitter.Split(splitter is CharacterSplitter && IsChinese(text) ? text.Replace(" ", "", StringComparison.Ordinal) : text);
        if (splitter is not CharacterSplitter && IsChinese(text))
        {
            var byLongestMatch = new WordSplitter(vocabulary);
            tokens = [.. tokens.SelectMany(token => vocabulary.TryGetId(token, out _) ? [token] : byLongestMatch.Split(token))];
        }
        string[] unknown = [.. tokens.Where(token => !vocabulary.TryGetId(token, out _)).Distinct()];
        if (unknown.Length > 0 && vocabulary.UnknownId is null)
            throw new ArgumentException($"the model does not know '{unknown[0]}', and it has no token for unknown words");
        if (tokens.FirstOrDefault(token => token is Vocabulary.SentenceStart or Vocabulary.SentenceEnd) is { } mark)
            throw new ArgumentException($"the prompt contains {mark}, which is added by itself: leave it out");
        IEnumerable<int> ids = tokens.Select(token => vocabulary.IdOf(token));
        return new Prompt(text, tokens, [.. StartOf(vocabulary), .. ids], unknown);
    }

    /// <summary>A sentence about tokens that the model does not know; null if it knows all.</summary>
    public string? Warning(Vocabulary vocabulary)
    {
        if (Unknown.Count == 0)
            return null;
        string near = UsageErrors.Nearest(Unknown[0], vocabulary.Where(token => token.Length > 0 && token[0] != '<')) is { } name ? $" (there is {name})" : "";
        return $"{string.Join(", ", Unknown.Select(token => $"'{token}'"))} {(Unknown.Count == 1 ? "is" : "are")} not among the {Known(vocabulary)} tokens of the training text{near}";
    }

    private static int[] StartOf(Vocabulary vocabulary) => vocabulary.StartId is int start ? [start] : [];

    private static string Known(Vocabulary vocabulary) => vocabulary.Count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
