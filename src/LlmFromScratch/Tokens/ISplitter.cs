namespace LlmFromScratch.Tokens;

/// <summary>Cuts text into pieces. What a piece is worth (a number) is for a <see cref="Vocabulary"/> to say.</summary>
/// <remarks>
/// A splitter never changes, so several threads may use it. What it finds depends on nothing before <c>from</c>, and to see where a piece ends it looks no further than 64
/// UTF-16 units beyond it: so a text can be cut while it is still being read, as <see cref="BytePairTokenizer.EncodeStream(TextReader, int)"/> does.
/// </remarks>
public interface ISplitter
{
    /// <summary>What it is called on the command line: "characters", "words", "whitespace", "spaces", "gpt2".</summary>
    string Name { get; }

    /// <summary>Finds the first piece that starts at or after a position.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">Where to start looking, in UTF-16 units: 0 or the end of the piece before.</param>
    /// <param name="piece">The piece found.</param>
    /// <returns>False where no piece is left.</returns>
    bool TryNext(ReadOnlySpan<char> text, int from, out Piece piece);

    /// <summary>Puts pieces together again, as a reader would write them.</summary>
    string Join(IEnumerable<string> pieces);
}

/// <summary>What follows from <see cref="ISplitter.TryNext"/> for every splitter.</summary>
public static class SplitterExtensions
{
    /// <summary>All pieces of a text as strings: "I like it." -> ["I", "like", "it", "."] for words.</summary>
    public static List<string> Split(this ISplitter splitter, string text)
    {
        ArgumentNullException.ThrowIfNull(splitter);
        ArgumentNullException.ThrowIfNull(text);
        var pieces = new List<string>();
        for (int at = 0; splitter.TryNext(text, at, out Piece piece); at = piece.End)
            pieces.Add(text.Substring(piece.Start, piece.Length));
        return pieces;
    }
}
