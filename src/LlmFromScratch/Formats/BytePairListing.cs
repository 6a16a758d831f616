using LlmFromScratch.Tokens;

namespace LlmFromScratch.Formats;

/// <summary>Collects the tokens and merges of a byte-pair vocabulary as a file has them, in <see cref="ByteCharacters"/>, and checks them.</summary>
/// <remarks>Memory grows with what is really there: an id of two thousand million in a file of three tokens is an error, not an array.</remarks>
internal sealed class BytePairListing
{
    private readonly Dictionary<string, int> _special = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _idOf = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _textOf = [];
    private readonly List<BytePairMerge> _merges = [];
    private readonly Dictionary<(int Left, int Right), string> _places = [];

    /// <summary>A token that stands for no bytes. These come before the others: a token of the same text is then the same token.</summary>
    /// <exception cref="InvalidDataException">It is there already, or its id is another token's.</exception>
    public void AddSpecial(string text, int id)
    {
        if (text.Length == 0)
            throw new InvalidDataException($"expected special token {id} to have a name, got none");
        if (!_special.TryAdd(text, id))
            throw new InvalidDataException($"the special token \"{Show(text)}\" is listed twice");
        Number(text, id);
    }

    /// <summary>A token of bytes.</summary>
    /// <exception cref="InvalidDataException">Its id is another token's, or its characters stand for no bytes.</exception>
    public void AddToken(string text, int id)
    {
        if (_special.TryGetValue(text, out int special))
        {
            if (special != id)
                throw new InvalidDataException($"the special token \"{Show(text)}\" has two ids, {special} and {id}");
            return;
        }
        if (text.Length == 0)
            throw new InvalidDataException($"expected token {id} to have bytes, got an empty text");
        if (!_idOf.TryAdd(text, id))
            throw new InvalidDataException($"the token \"{Show(text)}\" is listed twice, with ids {_idOf[text]} and {id}");
        Number(text, id);
    }

    /// <summary>The next merge.</summary>
    /// <param name="left">Its first token.</param>
    /// <param name="right">Its second.</param>
    /// <param name="place">Where it stands, for messages: "line 7", "merge 6".</param>
    /// <exception cref="InvalidDataException">It is there already, or one of its tokens or its result is not listed.</exception>
    public void AddMerge(string left, string right, string place)
    {
        var merge = new BytePairMerge(IdOf(left, "its first token", place), IdOf(right, "its second token", place), IdOf(left + right, "its result", place));
        if (!_places.TryAdd((merge.Left, merge.Right), place))
            throw new InvalidDataException($"{place}: the merge \"{Show(left)}\" + \"{Show(right)}\" is there already, at {_places[(merge.Left, merge.Right)]}");
        _merges.Add(merge);
    }

    /// <summary>The vocabulary of everything added.</summary>
    /// <exception cref="InvalidDataException">An id below the number of tokens is missing, or a byte has no token.</exception>
    public BytePairVocabulary ToVocabulary()
    {
        var tokens = new byte[]?[_textOf.Count];
        for (int id = 0; id < tokens.Length; id++)
        {
            if (!_textOf.TryGetValue(id, out string? text))
                throw new InvalidDataException($"expected ids from 0 to {tokens.Length - 1} for the {tokens.Length} tokens, got none with id {id} (the largest is {_textOf.Keys.Max()})");
            if (_special.ContainsKey(text))
                continue;
            if (!ByteCharacters.TryGetBytes(text, out byte[] bytes))
                throw new InvalidDataException($"token {id}, \"{Show(text)}\", has characters that stand for no byte: expected a byte-level vocabulary, in which a space is written Ġ");
            tokens[id] = bytes;
        }
        try
        {
            return new BytePairVocabulary(tokens, _merges, _special);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private void Number(string text, int id)
    {
        if (!_textOf.TryAdd(id, text))
            throw new InvalidDataException($"id {id} is given twice, to \"{Show(_textOf[id])}\" and to \"{Show(text)}\"");
    }

    private int IdOf(string text, string what, string place) => _idOf.TryGetValue(text, out int id) ? id
        : throw new InvalidDataException($"{place}: {what}, \"{Show(text)}\", is not in the vocabulary");

    private static string Show(string text) => JsonFile.Short(text);
}
