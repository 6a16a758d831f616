using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>
/// The storyteller as a model: the exact probability of every next token, after any beginning of a story that it could have told. No
/// model can predict its stories better on average, so its cross-entropy is the floor for all others.
/// </summary>
/// <remarks>
/// It is exact because nothing is hidden. What has happened so far follows from the sentences so far, and every sentence shows what was
/// chosen for it; so only the sentence that is being told can be read in several ways, and these are all kept, each with its probability.
/// </remarks>
public sealed class StoryOracle : ILanguageModel
{
    private readonly Dictionary<int, int[]> _tokens = [];
    private readonly ITokenizer _tokenizer;
    private readonly bool _spaces;
    private readonly int[] _end;

    internal StoryOracle(StoryLanguage language, ITokenizer tokenizer, bool spaces)
    {
        Language = language;
        _tokenizer = tokenizer;
        _spaces = spaces;
        _end = tokenizer.Vocabulary.EndId is int end ? [end] : tokenizer.Encode("\n");
        if (_end.Length == 0)
            throw new ArgumentException($"expected a tokenizer that can end a story, with {Vocabulary.SentenceEnd} or with a line end, got one without either", nameof(tokenizer));
    }

    /// <inheritdoc/>
    public string Name => "truth";

    /// <inheritdoc/>
    public Vocabulary Vocabulary => _tokenizer.Vocabulary;

    /// <summary>Every token of the story makes a difference, however long ago it was.</summary>
    public int ContextLength => int.MaxValue;

    internal StoryLanguage Language { get; }

    /// <inheritdoc/>
    public ILanguageModelSession Start() => new StoryOracleSession(this);

    /// <summary>The tokens of a piece.</summary>
    /// <exception cref="KeyNotFoundException">The vocabulary lacks a word of the stories.</exception>
    internal int[] TokensOf(int piece)
    {
        if (piece == StoryPieces.End)
            return _end;
        lock (_tokens)
        {
            if (_tokens.TryGetValue(piece, out int[]? known))
                return known;
            string text = Language.Pieces[piece];
            int[] ids = _tokenizer.Encode(_spaces ? text : text.TrimStart(' '));
            if (ids.Length == 0 || ids.Contains(Vocabulary.UnknownId ?? -1))
                throw new KeyNotFoundException($"the vocabulary lacks \"{text.Trim()}\", which the stories say: build it from StoryWorld.Words, or from enough stories");
            return _tokens[piece] = ids;
        }
    }
}
