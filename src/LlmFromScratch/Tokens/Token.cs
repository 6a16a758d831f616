namespace LlmFromScratch.Tokens;

/// <summary>A token in its text: its number in the vocabulary and the place it came from.</summary>
/// <param name="Id">Index into the vocabulary, 0 or more. For a word that the vocabulary lacks, the id of its unknown token.</param>
/// <param name="Text">The characters as they stand in the text, also where the id is that of the unknown token.</param>
/// <param name="Start">Where it starts, in UTF-16 units from the start of the text.</param>
/// <param name="Length">How long it is in the text, in UTF-16 units.</param>
public readonly record struct Token(int Id, string Text, int Start, int Length)
{
    /// <summary>The first position after it.</summary>
    public int End => Start + Length;
}
