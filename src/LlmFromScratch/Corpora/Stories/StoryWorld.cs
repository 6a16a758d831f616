using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>
/// A small world in which things happen, and a storyteller who tells of them in English or in Chinese: a corpus whose true probabilities are
/// known, word by word.
/// </summary>
public sealed class StoryWorld
{
    private readonly StoryLanguage _language;

    private StoryWorld(StoryLanguage language) => _language = language;

    /// <summary>The stories in English, written as English is.</summary>
    public static StoryWorld English { get; } = new(StoryLanguage.English);

    /// <summary>The same stories in Chinese, with a space between words.</summary>
    public static StoryWorld Chinese { get; } = new(StoryLanguage.Chinese);

    /// <summary>"en" or "zh".</summary>
    public string Language => _language.Code;

    /// <summary>Stories without end.</summary>
    /// <param name="seed">Another seed, other stories.</param>
    /// <param name="first">The number of the first one.</param>
    public IEnumerable<Story> Stories(long seed, long first = 0)
    {
        var teller = new StoryTeller(_language, seed);
        for (long number = first; ; number++)
            yield return teller.Tell(number, withEntropy: true);
    }

    /// <summary>The storyteller as a model, exact for every token.</summary>
    public StoryOracle Oracle(ITokenizer tokenizer, bool spaces = true) => new(_language, tokenizer, spaces);
}
