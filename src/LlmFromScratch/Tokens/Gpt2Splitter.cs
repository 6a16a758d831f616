using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace LlmFromScratch.Tokens;

/// <summary>
/// Cuts text as GPT-2 does before it looks for byte pairs: " I'll eat 2 apples!" -> [" I", "'ll", " eat", " 2", " apples", "!"]. Nothing is
/// lost: the pieces in a row are the text.
/// </summary>
/// <remarks>
/// A piece is the first of these that fits: one of 's 't 're 've 'm 'll 'd; letters, digits, or other characters, each with a single space
/// before them if there is one; white space. Of several white-space characters before a word, the last one is left for the word.
/// Source: the pattern in GPT-2's encoder.py (Radford and others, 2019). It is read over Unicode scalars, so a letter outside the
/// basic plane is one letter. Which scalar is a letter, a digit or white space is for Unicode to say, as .NET knows it.
/// </remarks>
public sealed class Gpt2Splitter : ISplitter
{
    private enum Kind : byte
    {
        Other,
        Letter,
        Digit,
        Space,
    }

    private static readonly Kind[] Ascii = [.. Enumerable.Range(0, 128).Select(c => KindOf(new Rune(c)))];

    /// <inheritdoc/>
    public string Name => "gpt2";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // at full speed from the first call on
    public bool TryNext(ReadOnlySpan<char> text, int from, out Piece piece)
    {
        if (from >= text.Length)
        {
            piece = default;
            return false;
        }
        int end = text[from] == '\'' && Contraction(text[from..]) is > 0 and int length ? from + length : EndOfRun(text, from);
        piece = new Piece(from, end - from);
        return true;
    }

    /// <summary>The pieces in a row.</summary>
    public string Join(IEnumerable<string> pieces) => string.Concat(pieces);

    private static int Contraction(ReadOnlySpan<char> text) => text switch
    {
        ['\'', 's' or 't' or 'm' or 'd', ..] => 2,
        ['\'', 'r' or 'v', 'e', ..] or ['\'', 'l', 'l', ..] => 3,
        _ => 0,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // at full speed from the first call on
    private static int EndOfRun(ReadOnlySpan<char> text, int start)
    {
        int at = start;
        Kind kind = Next(text, ref at);
        if (kind == Kind.Space)
        {
            int afterFirst = at;
            // A single space belongs to what follows it.
            if (text[start] == ' ' && at < text.Length && Next(text, ref at) is not Kind.Space and Kind following)
                kind = following;
            else
                return EndOfSpace(text, start, afterFirst);
        }
        while (at < text.Length)
        {
            if (text[at] < 128) // Most text is this: one look in a table.
            {
                if (Ascii[text[at]] != kind)
                    break;
                at++;
                continue;
            }
            int next = at;
            if (Next(text, ref next) != kind)
                break;
            at = next;
        }
        return at;
    }

    private static int EndOfSpace(ReadOnlySpan<char> text, int start, int at)
    {
        int last = start; // where the latest white-space character starts
        while (at < text.Length)
        {
            int next = at;
            if (Next(text, ref next) != Kind.Space)
                return last > start ? last : at;
            last = at;
            at = next;
        }
        return at;
    }

    private static Kind Next(ReadOnlySpan<char> text, ref int at)
    {
        char c = text[at];
        if (c < 128)
        {
            at++;
            return Ascii[c];
        }
        Rune.DecodeFromUtf16(text[at..], out Rune rune, out int length); // A lone surrogate comes as the replacement character, length 1.
        at += length;
        return KindOf(rune);
    }

    private static Kind KindOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        <= UnicodeCategory.OtherLetter => Kind.Letter, // the five categories of letters come first
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Digit,
        _ => Rune.IsWhiteSpace(rune) ? Kind.Space : Kind.Other,
    };
}
