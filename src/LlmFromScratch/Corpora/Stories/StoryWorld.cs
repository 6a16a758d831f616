using LlmFromScratch.Tokens;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>
/// A small world in which things happen, and a storyteller who tells of them in English or in Chinese: a corpus whose true probabilities are
/// known, token by token.
/// </summary>
/// <remarks>
/// A story is a row of events, and each event is told in one sentence. What may happen next depends on what is true in the story
/// (<see cref="StoryEventKind"/> lists the events): who is where, who has what, what was put where and who saw it. Its words are chosen
/// among many sentence patterns. Both choices are free, and both can be read off the sentence; so the chances are known exactly, and
/// <see cref="Oracle"/> gives them. Among the lines are also sentences of the meals (<see cref="MealsGrammar"/>), the smallest corner of this
/// world, and people in the stories say "I like to eat" and "listen to your" in the same proportions.
/// Left out: sentences about more than one event, and anything that a reader could only guess.
/// </remarks>
public sealed class StoryWorld
{
    private readonly StoryLanguage _language;
    private readonly Lazy<IReadOnlyList<string>> _words;

    private StoryWorld(StoryLanguage language)
    {
        _language = language;
        _words = new(() => StoryWords.Of(language, WordSplitter));
    }

    /// <summary>The stories in English, written as English is.</summary>
    public static StoryWorld English { get; } = new(StoryLanguage.English);

    /// <summary>The same stories in Chinese, with a space between words.</summary>
    public static StoryWorld Chinese { get; } = new(StoryLanguage.Chinese);

    /// <summary>The world in every language that it is told in.</summary>
    public static IReadOnlyList<StoryWorld> All { get; } = [English, Chinese];

    /// <summary>The kinds of stories, such as "losing" or "present", and "meals" for the lines that are a sentence of the meals.</summary>
    public static IReadOnlyList<string> Kinds => StoryPlots.Kinds;

    /// <summary>"en" or "zh".</summary>
    public string Language => _language.Code;

    /// <summary>What cuts these stories into words: English at words and marks, Chinese at the spaces.</summary>
    public ISplitter WordSplitter => _language.Code == "zh" ? new WhitespaceSplitter() : new WordSplitter();

    /// <summary>Every word and mark that a story can contain, in the order of their characters' code points.</summary>
    public IReadOnlyList<string> Words => _words.Value;

    /// <summary>How the stories are told.</summary>
    internal StoryLanguage Telling => _language;

    /// <summary>The world in a language.</summary>
    /// <param name="language">"en" or "zh".</param>
    /// <exception cref="ArgumentException">There are no stories in that language.</exception>
    public static StoryWorld In(string language) => language switch
    {
        "en" => English,
        "zh" => Chinese,
        _ => throw new ArgumentException($"there are no stories in the language '{language}'; expected en (English) or zh (Chinese)", nameof(language)),
    };

    /// <summary>
    /// Words to numbers and back, with every word of the world: <c>&lt;unk&gt;</c>, <c>&lt;s&gt;</c>, <c>&lt;/s&gt;</c>, then <see cref="Words"/>. A story is a sentence to it,
    /// opened and closed by its marks.
    /// </summary>
    public Tokenizer WordTokenizer() =>
        new(WordSplitter, new Vocabulary([Vocabulary.Unknown, Vocabulary.SentenceStart, Vocabulary.SentenceEnd, .. Words]));

    /// <summary>Stories one after the other, without end. Story n of a seed is always the same, and in both languages the same things happen in it.</summary>
    /// <param name="seed">Another seed, other stories.</param>
    /// <param name="first">The number of the first one, 0 or more.</param>
    /// <param name="withEntropy">Whether to work out <see cref="StorySentence.EntropyNats"/> too; it is not a number otherwise.</param>
    public IEnumerable<Story> Stories(long seed, long first = 0, bool withEntropy = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        return Tell(seed, first, withEntropy);
    }

    /// <summary>The storyteller as a model: the exact probabilities of the next token, after any beginning of a story.</summary>
    /// <param name="tokenizer">
    /// How the stories are cut: into words (<see cref="WordTokenizer"/>), into characters, or into anything else that cuts at least
    /// between words, and between letters and marks, such as byte pairs for English. It must know every word. One without an end of a
    /// sentence ends a story with a line end. Chinese without spaces can only be cut into characters: larger tokens would reach over words.
    /// </param>
    /// <param name="spaces">False for Chinese written without spaces between words.</param>
    /// <exception cref="ArgumentException">The tokenizer cannot end a story.</exception>
    public StoryOracle Oracle(ITokenizer tokenizer, bool spaces = true)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return new StoryOracle(_language, tokenizer, spaces);
    }

    private IEnumerable<Story> Tell(long seed, long first, bool withEntropy)
    {
        var teller = new StoryTeller(_language, seed);
        for (long number = first; ; number++)
            yield return teller.Tell(number, withEntropy);
    }

    /// <summary>Who tells the stories of a seed.</summary>
    internal StoryTeller Teller(long seed) => new(_language, seed);
}
