using System.Text;

namespace LlmFromScratch.Formats;

/// <summary>
/// How the files of byte-pair vocabularies write bytes: each of the 256 as a character that can be seen, " the" as "Ġthe".
/// </summary>
/// <remarks>
/// A token is any row of bytes, a JSON key is text, and a line with a token in it must not be broken by a space or line end. So bytes that
/// are visible characters of Latin-1 ('!' to '~', '¡' to '¬', '®' to 'ÿ') stand for themselves, and the other 68, in order, become
/// the characters from U+0100 on: byte 0x00 is Ā, the space 0x20 is Ġ, the line end 0x0A is Ċ, and byte 0xAD is Ń, the last.
/// Source: bytes_to_unicode in GPT-2's encoder.py (Radford and others, 2019).
/// </remarks>
public static class ByteCharacters
{
    private static readonly char[] Characters = MakeCharacters();
    private static readonly Dictionary<char, byte> Bytes = Enumerable.Range(0, 256).ToDictionary(value => Characters[value], value => (byte)value);

    /// <summary>The character of a byte.</summary>
    public static char CharacterOf(byte value) => Characters[value];

    /// <summary>The characters of some bytes: the UTF-8 of " é" -> "ĠÃ©".</summary>
    public static string TextOf(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (byte value in bytes)
            text.Append(Characters[value]);
        return text.ToString();
    }

    /// <summary>The bytes that some characters stand for: "Ġthe" -> the UTF-8 of " the".</summary>
    /// <returns>False if one of them stands for no byte.</returns>
    public static bool TryGetBytes(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        for (int i = 0; i < text.Length; i++)
            if (!Bytes.TryGetValue(text[i], out bytes[i]))
            {
                bytes = [];
                return false;
            }
        return true;
    }

    private static char[] MakeCharacters()
    {
        var characters = new char[256];
        char next = '\u0100';
        for (int value = 0; value < 256; value++)
        {
            bool isVisible = (char)value is (>= '!' and <= '~') or (>= '¡' and <= '¬') or (>= '®' and <= 'ÿ');
            characters[value] = isVisible ? (char)value : next++;
        }
        return characters;
    }
}
