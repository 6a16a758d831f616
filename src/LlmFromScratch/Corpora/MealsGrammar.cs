namespace LlmFromScratch.Corpora;

/// <summary>
/// The little language of the corpus "meals": a grammar in which every choice is a count, so that the true probability of each next
/// word is known, and the corpus has exactly these proportions and is no sample of them.
/// </summary>
/// <remarks>
/// A worked example: 1000 sentences begin with "I like to eat" and 375 of these go on with "apple", so P(apple | I like to eat) is
/// 0.375. With less context other people's tastes mix in: after "eat", wherever it stands, "apple" comes 505 times in 3000.
/// Left out: tenses, plurals that depend on the food, sentences within sentences.
/// </remarks>
public sealed class MealsGrammar
{
    private readonly (string Sentence, int Count)[] _sentences;

    private MealsGrammar(string language, IReadOnlyList<MealsPattern> patterns)
    {
        Language = language;
        Patterns = patterns;
        _sentences = [.. patterns.SelectMany(pattern => pattern.Sentences())];
    }

    /// <summary>The English sentences, words and punctuation separated by spaces: "I like to eat apple ."</summary>
    public static MealsGrammar English { get; } = new("en", MealsPatterns.English);

    /// <summary>The Chinese sentences, segmented into words by spaces: "我 喜欢 吃 苹果 。"</summary>
    public static MealsGrammar Chinese { get; } = new("zh", MealsPatterns.Chinese);

    /// <summary>"en" or "zh".</summary>
    public string Language { get; }

    /// <summary>The kinds of sentences, both languages in the same order and with the same counts.</summary>
    public IReadOnlyList<MealsPattern> Patterns { get; }

    /// <summary>Every different sentence and how many copies of it the corpus has.</summary>
    public IReadOnlyList<(string Sentence, int Count)> Sentences => _sentences;

    /// <summary>The corpus: every sentence as often as it counts, in a random order.</summary>
    /// <param name="seed">Another seed gives another order of the same lines. The files of the course have 1.</param>
    /// <returns>6,000 lines without line ends.</returns>
    public string[] Lines(long seed = 1)
    {
        string[] lines = [.. _sentences.SelectMany(sentence => Enumerable.Repeat(sentence.Sentence, sentence.Count))];
        new SeededRandom(seed, $"meals {Language}").Shuffle<string>(lines);
        return lines;
    }

    /// <summary>The true probabilities of the word after the beginning of a sentence, the likeliest first.</summary>
    /// <param name="prompt">The beginning, with a space between words: "I like to eat". Empty for the first word.</param>
    /// <exception cref="ArgumentException">No sentence begins like that.</exception>
    public IReadOnlyList<MealsNextToken> NextWord(string prompt) =>
        Next(Words(prompt), anywhere: false, sentence => sentence.Split(' '), prompt);

    /// <summary>
    /// The true probabilities of the word after some words, wherever in a sentence they stand: what a model knows that sees no more than these.
    /// </summary>
    /// <param name="context">The words, with a space between them: "eat".</param>
    /// <exception cref="ArgumentException">No sentence has these words.</exception>
    public IReadOnlyList<MealsNextToken> NextWordAfter(string context) =>
        Next(Words(context), anywhere: true, sentence => sentence.Split(' '), context);

    /// <summary>The true probabilities of the character after the beginning of a sentence that is written without spaces.</summary>
    /// <param name="prompt">The beginning: "听你的". Spaces in it do not count. Meant for Chinese, where each character is one UTF-16 unit.</param>
    /// <exception cref="ArgumentException">No sentence begins like that.</exception>
    public IReadOnlyList<MealsNextToken> NextCharacter(string prompt) =>
        Next(Characters(prompt), anywhere: false, Characters, prompt);

    /// <summary>A word's probability as a product over its characters: P(直觉 | 听你的) = P(直 | 听你的) · P(觉 | 听你的直).</summary>
    /// <param name="prompt">The beginning, with or without spaces.</param>
    /// <param name="word">The word; it must be possible there.</param>
    /// <returns>For each character, what is known before it and how likely it is then.</returns>
    /// <exception cref="ArgumentException">No sentence begins like that.</exception>
    public IReadOnlyList<(string Before, MealsNextToken Character)> Factors(string prompt, string word)
    {
        ArgumentException.ThrowIfNullOrEmpty(word);
        var factors = new List<(string, MealsNextToken)>();
        string before = string.Concat(Characters(prompt));
        foreach (string character in Characters(word))
        {
            MealsNextToken next = NextCharacter(before).FirstOrDefault(next => next.Token == character) ??
                throw new ArgumentException($"'{character}' never follows '{before}' in the meals.", nameof(word));
            factors.Add((before, next));
            before += character;
        }
        return factors;
    }

    private List<MealsNextToken> Next(string[] context, bool anywhere, Func<string, string[]> cut, string prompt)
    {
        var counts = new Dictionary<string, int>();
        foreach ((string sentence, int copies) in _sentences)
        {
            string[] tokens = cut(sentence);
            int lastStart = anywhere ? tokens.Length - context.Length : 0;
            for (int start = 0; start <= lastStart; start++)
            {
                int end = start + context.Length;
                if (end > tokens.Length || !tokens.AsSpan(start, context.Length).SequenceEqual(context))
                    continue;
                string next = end < tokens.Length ? tokens[end] : "";
                counts[next] = counts.GetValueOrDefault(next) + copies;
            }
        }
        if (counts.Count == 0)
            throw new ArgumentException($"No sentence of the meals {(anywhere ? "has the words" : "begins with")} '{prompt}'; " +
                $"expected something like '{Patterns[0].Beginning}'.", nameof(prompt));
        int total = counts.Values.Sum();
        // Equally likely ones in the order of their letters, so that the answer is the same everywhere.
        return [.. counts.Select(next => new MealsNextToken(next.Key, next.Value, total))
            .OrderByDescending(next => next.Count).ThenBy(next => next.Token, StringComparer.Ordinal)];
    }

    private static string[] Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] Characters(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Where(character => character != ' ').Select(character => character.ToString())];
    }
}
