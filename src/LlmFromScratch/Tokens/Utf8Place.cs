namespace LlmFromScratch.Tokens;

/// <summary>Where some bytes of a text's UTF-8 stand in its UTF-16 units: goes through both together, once.</summary>
/// <param name="Start">Where the character starts, in UTF-16 units, that the next byte belongs to.</param>
/// <param name="Character">Where it starts in the bytes.</param>
/// <param name="Byte">The next byte.</param>
internal readonly record struct Utf8Place(int Start, int Character = 0, int Byte = 0)
{
    /// <summary>The place after some more bytes.</summary>
    /// <param name="utf8">All bytes; valid UTF-8.</param>
    /// <param name="count">How many to pass; 1 or more.</param>
    /// <param name="stop">The end, in UTF-16 units, of the character that the last of them belongs to.</param>
    public Utf8Place After(ReadOnlySpan<byte> utf8, int count, out int stop)
    {
        (int start, int character, int end) = (Start, Character, Byte + count);
        stop = start;
        while (character < end)
        {
            byte lead = utf8[character];
            int bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
            stop = start + (bytes == 4 ? 2 : 1); // beyond the basic plane: a surrogate pair
            if (character + bytes > end)
                break; // the rest of this character belongs to later tokens
            (start, character) = (stop, character + bytes);
        }
        return new Utf8Place(start, character, end);
    }
}
