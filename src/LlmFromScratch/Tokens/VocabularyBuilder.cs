namespace LlmFromScratch.Tokens;

/// <summary>Collects tokens as they come and numbers each new one: "a b a c" -> a 0, b 1, c 2.</summary>
/// <remarks>Numbers are given in order of first sight, so they depend on the text alone.</remarks>
public sealed class VocabularyBuilder
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _tokens = [];

    /// <summary>Starts with the tokens given, usually special ones, as the first ids.</summary>
    public VocabularyBuilder(params ReadOnlySpan<string> first)
    {
        _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string token in first)
            IdOf(token);
    }

    /// <summary>The number of different tokens so far.</summary>
    public int Count => _tokens.Count;

    /// <summary>The id of a token; a new one if it was not seen before.</summary>
    public int IdOf(ReadOnlySpan<char> token)
    {
        if (_lookup.TryGetValue(token, out int id))
            return id;
        string text = token.ToString();
        _ids.Add(text, _tokens.Count);
        _tokens.Add(text);
        return _tokens.Count - 1;
    }

    /// <summary>The vocabulary of everything seen so far.</summary>
    /// <exception cref="ArgumentException">Nothing was seen.</exception>
    public Vocabulary ToVocabulary() => new(_tokens);
}
