namespace LlmFromScratch.Tokens;

/// <summary>A stretch of text that a splitter found: where it starts and how long it is, in UTF-16 units.</summary>
/// <param name="Start">Position of the first unit.</param>
/// <param name="Length">Number of units; 1 or more.</param>
public readonly record struct Piece(int Start, int Length)
{
    /// <summary>The first position after it.</summary>
    public int End => Start + Length;

    /// <summary>The characters of this piece in its text.</summary>
    public ReadOnlySpan<char> Of(ReadOnlySpan<char> text) => text.Slice(Start, Length);
}
