namespace LlmFromScratch.Tokens;

/// <summary>A tokenizer made of a splitter and a vocabulary: the pieces of the text are looked up as they are.</summary>
/// <param name="splitter">Cuts the text.</param>
/// <param name="vocabulary">Numbers the pieces.</param>
public sealed class Tokenizer(ISplitter splitter, Vocabulary vocabulary) : ITokenizer
{
    /// <summary>Cuts the text.</summary>
    public ISplitter Splitter { get; } = splitter ?? throw new ArgumentNullException(nameof(splitter));

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; } = vocabulary ?? throw new ArgumentNullException(nameof(vocabulary));

    /// <summary>A tokenizer whose vocabulary is every piece that occurs in the lines, numbered in order of first sight.</summary>
    /// <param name="splitter">Cuts the lines.</param>
    /// <param name="lines">The text to learn from.</param>
    /// <param name="special">Special tokens, which get the first ids; none by default.</param>
    /// <exception cref="ArgumentException">There is no piece at all.</exception>
    public static Tokenizer Train(ISplitter splitter, IEnumerable<string> lines, params ReadOnlySpan<string> special)
    {
        ArgumentNullException.ThrowIfNull(splitter);
        ArgumentNullException.ThrowIfNull(lines);
        var builder = new VocabularyBuilder(special);
        foreach (string line in lines)
            for (int at = 0; splitter.TryNext(line, at, out Piece piece); at = piece.End)
                builder.IdOf(piece.Of(line));
        return new Tokenizer(splitter, builder.ToVocabulary());
    }

    /// <inheritdoc/>
    public IEnumerable<Token> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TokensOf(text);
    }

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>(text.Length / 4);
        for (int at = 0; Splitter.TryNext(text, at, out Piece piece); at = piece.End)
            ids.Add(Vocabulary.IdOf(piece.Of(text)));
        return [.. ids];
    }

    /// <inheritdoc/>
    public string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Splitter.Join(ids.Where(id => id != Vocabulary.StartId && id != Vocabulary.EndId).Select(id => Vocabulary[id]));
    }

    private IEnumerable<Token> TokensOf(string text)
    {
        for (int at = 0; Splitter.TryNext(text, at, out Piece piece); at = piece.End)
        {
            string characters = text.Substring(piece.Start, piece.Length);
            yield return new Token(Vocabulary.IdOf(characters), characters, piece.Start, piece.Length);
        }
    }
}
