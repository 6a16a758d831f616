namespace LlmFromScratch.Tokens;

/// <summary>
/// A space belongs to the word after it: "I like  tea.\n" -> ["I", " like", "  tea.", "\n"]. Nothing is lost: the pieces in a row are the text.
/// </summary>
/// <remarks>
/// The simplest cut for byte pairs, to be compared with <see cref="Gpt2Splitter"/>, which also parts letters from digits and marks.
/// A word is what stands between white space, so "tea" and "tea." share no piece, and a Chinese sentence is one piece.
/// </remarks>
public sealed class SpaceSplitter : ISplitter
{
    /// <inheritdoc/>
    public string Name => "spaces";

    /// <inheritdoc/>
    public bool TryNext(ReadOnlySpan<char> text, int from, out Piece piece)
    {
        int end = from;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
            end++;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        piece = new Piece(from, end - from);
        return end > from;
    }

    /// <summary>The pieces in a row.</summary>
    public string Join(IEnumerable<string> pieces) => string.Concat(pieces);
}
