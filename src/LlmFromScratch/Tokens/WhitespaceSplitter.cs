namespace LlmFromScratch.Tokens;

/// <summary>One piece for each run of characters between white space: "don't stop ." -> ["don't", "stop", "."].</summary>
/// <remarks>
/// For text that is cut into tokens already, with a space between them. White space is what KenLM takes for it, the ASCII
/// ones (space, tab, line feed, vertical tab, form feed, carriage return, NUL): a no-break space stays inside its token.
/// </remarks>
public sealed class WhitespaceSplitter : ISplitter
{
    /// <inheritdoc/>
    public string Name => "whitespace";

    /// <inheritdoc/>
    public bool TryNext(ReadOnlySpan<char> text, int from, out Piece piece)
    {
        int start = from;
        while (start < text.Length && IsSpace(text[start]))
            start++;
        int end = start;
        while (end < text.Length && !IsSpace(text[end]))
            end++;
        piece = new Piece(start, end - start);
        return end > start;
    }

    /// <inheritdoc/>
    public string Join(IEnumerable<string> pieces) => string.Join(' ', pieces);

    private static bool IsSpace(char c) => c is ' ' or (>= '\t' and <= '\r') or '\0';
}
