using LlmFromScratch.Tokens;

namespace LlmFromScratch.Counts;

/// <summary>A line of the training text in which an n-gram stands.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Line">The whole line.</param>
/// <param name="Start">Where the n-gram starts in it, in UTF-16 units.</param>
/// <param name="Length">How long it is there, spaces between its tokens included.</param>
public sealed record SourceLine(int Number, string Line, int Start, int Length);

/// <summary>Goes back from a count to the text: the very lines behind a prediction.</summary>
public static class Provenance
{
    /// <summary>Every place where some tokens stand in a row, line after line; as many places as the n-gram was counted times.</summary>
    /// <param name="splitter">The one the text was counted with.</param>
    /// <param name="lines">The training text.</param>
    /// <param name="tokens">One token or more; the first may be the start of a sentence, the last its end.</param>
    /// <exception cref="ArgumentException">There is no token.</exception>
    public static IEnumerable<SourceLine> Find(ISplitter splitter, IEnumerable<string> lines, IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(splitter);
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.Count == 0)
            throw new ArgumentException("expected one token or more to look for, got none", nameof(tokens));
        return FindIn(splitter, lines, tokens);
    }

    private static IEnumerable<SourceLine> FindIn(ISplitter splitter, IEnumerable<string> lines, IReadOnlyList<string> tokens)
    {
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            List<(string Text, int Start, int End)> pieces = Pieces(splitter, line);
            for (int at = 0; at + tokens.Count <= pieces.Count; at++)
            {
                int same = 0;
                while (same < tokens.Count && pieces[at + same].Text == tokens[same])
                    same++;
                if (same == tokens.Count)
                    yield return new SourceLine(number, line, pieces[at].Start, pieces[at + same - 1].End - pieces[at].Start);
            }
        }
    }

    /// <summary>The tokens of a sentence between its two marks, which take no room in the text.</summary>
    private static List<(string Text, int Start, int End)> Pieces(ISplitter splitter, string line)
    {
        var pieces = new List<(string, int, int)> { (Vocabulary.SentenceStart, 0, 0) };
        for (int at = 0; splitter.TryNext(line, at, out Piece piece); at = piece.End)
            pieces.Add((line.Substring(piece.Start, piece.Length), piece.Start, piece.End));
        pieces.Add((Vocabulary.SentenceEnd, line.Length, line.Length));
        return pieces;
    }
}
