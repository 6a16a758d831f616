using System.Globalization;

namespace LlmFromScratch.Tokens;

/// <summary>One piece for each character as a reader sees it: "é" and a family emoji are one each, however many code points they take.</summary>
/// <remarks>
/// Characters are extended grapheme clusters (Unicode Standard Annex 29). A line end written as carriage return and line feed
/// is one cluster. Nothing is dropped, so joining gives the text back exactly.
/// </remarks>
public sealed class CharacterSplitter : ISplitter
{
    /// <inheritdoc/>
    public string Name => "characters";

    /// <inheritdoc/>
    public bool TryNext(ReadOnlySpan<char> text, int from, out Piece piece)
    {
        if (from >= text.Length)
        {
            piece = default;
            return false;
        }
        piece = new Piece(from, LengthAt(text[from..]));
        return true;
    }

    /// <inheritdoc/>
    public string Join(IEnumerable<string> pieces) => string.Concat(pieces);

    private static int LengthAt(ReadOnlySpan<char> rest)
    {
        // Two plain ASCII letters in a row never belong together: the common case needs no table.
        bool plain = rest[0] is >= ' ' and < '\x7f' or '\n' && (rest.Length == 1 || rest[1] < '\x7f');
        return plain ? 1 : StringInfo.GetNextTextElementLength(rest);
    }
}
