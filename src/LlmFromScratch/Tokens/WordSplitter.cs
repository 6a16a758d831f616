using System.Globalization;
using System.Text;

namespace LlmFromScratch.Tokens;

/// <summary>
/// Words and punctuation marks: "I don't eat, 你好。" -> ["I", "don't", "eat", ",", "你", "好", "。"]; with a word list that has 你好,
/// Chinese is cut into the longest words of the list.
/// </summary>
/// <remarks>
/// A word is a run of letters, digits and marks of any script; an apostrophe or hyphen between two letters belongs to it, as does a point or comma between two digits.
/// Chinese characters stand in no such runs: each is its own word, unless the list has a longer one that starts there
/// (greedy longest match, as in the MaxMatch segmenters of the 1990s; it errs where a shorter first word was meant).
/// Everything else that is not white space is a piece by itself.
/// </remarks>
public sealed class WordSplitter : ISplitter
{
    private const char SoftHyphen = '\u00AD', ZeroWidthNonJoiner = '\u200C', ZeroWidthJoiner = '\u200D';

    private readonly HashSet<string> _words;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int _longestWord;

    /// <summary>A splitter that takes each Chinese character for a word.</summary>
    public WordSplitter() : this([])
    {
    }

    /// <summary>A splitter that knows Chinese words.</summary>
    /// <param name="chineseWords">Words to be kept whole. Words of one character are there anyway; an empty list is legal.</param>
    public WordSplitter(IEnumerable<string> chineseWords)
    {
        ArgumentNullException.ThrowIfNull(chineseWords);
        _words = chineseWords.Where(word => word.Length > 1).ToHashSet(StringComparer.Ordinal);
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        _longestWord = _words.Count == 0 ? 0 : _words.Max(word => word.Length);
    }

    /// <inheritdoc/>
    public string Name => "words";

    /// <inheritdoc/>
    public bool TryNext(ReadOnlySpan<char> text, int from, out Piece piece)
    {
        int start = from;
        Rune rune = default;
        while (start < text.Length && IsSpace(rune = RuneAt(text, start, out int length)))
            start += length;
        if (start >= text.Length)
        {
            piece = default;
            return false;
        }
        int end = IsWordPart(rune) && !IsChinese(rune) ? WordEnd(text, start) : start + CharacterOrChineseWord(text[start..], rune);
        piece = new Piece(start, end - start);
        return true;
    }

    /// <summary>Joins with spaces as English is written; between Chinese words and before closing marks there is none.</summary>
    public string Join(IEnumerable<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var text = new StringBuilder();
        foreach (string piece in pieces)
        {
            if (piece.Length == 0)
                continue;
            if (text.Length > 0 && NeedsSpace(LastRune(text), RuneAt(piece, 0, out _)))
                text.Append(' ');
            text.Append(piece);
        }
        return text.ToString();
    }

    private int CharacterOrChineseWord(ReadOnlySpan<char> rest, Rune first)
    {
        int oneCharacter = StringInfo.GetNextTextElementLength(rest); // with the marks that follow it
        if (IsChinese(first))
            for (int length = Math.Min(_longestWord, rest.Length); length > oneCharacter; length--)
                if (_lookup.Contains(rest[..length]))
                    return length;
        return oneCharacter;
    }

    private static int WordEnd(ReadOnlySpan<char> text, int start)
    {
        int at = start;
        while (at < text.Length)
        {
            Rune rune = RuneAt(text, at, out int length);
            if (IsChinese(rune) || !(IsWordPart(rune) || JoinsNeighbours(text, at, start)))
                break;
            at += length;
        }
        return at;
    }

    /// <summary>The apostrophe of "don't", the hyphen of "well-known", the point of "3.14", the half space inside a Persian word.</summary>
    private static bool JoinsNeighbours(ReadOnlySpan<char> text, int at, int start)
    {
        if (at == start || at + 1 >= text.Length)
            return false;
        Rune.DecodeLastFromUtf16(text[..at], out Rune before, out _);
        Rune after = RuneAt(text, at + 1, out _);
        return text[at] switch
        {
            '\'' or '’' or '-' or '\u2010' or '\u2011' or SoftHyphen => (Rune.IsLetter(before) || IsMark(before)) && Rune.IsLetter(after) && !IsChinese(after),
            ZeroWidthNonJoiner or ZeroWidthJoiner => IsWordPart(before) && IsWordPart(after) && !IsChinese(after),
            '.' or ',' => Rune.IsDigit(before) && before.IsAscii && Rune.IsDigit(after) && after.IsAscii,
            _ => false,
        };
    }

    private static bool NeedsSpace(Rune before, Rune after)
    {
        if (IsChinese(before) || IsChinese(after) || IsFullWidth(before) || IsFullWidth(after))
            return false;
        return Rune.GetUnicodeCategory(before) is not (UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation)
            && !(after.Value is '.' or ',' or '!' or '?' or ';' or ':' or '…')
            && Rune.GetUnicodeCategory(after) is not (UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation);
    }

    private static Rune LastRune(StringBuilder text)
    {
        char last = text[^1];
        return char.IsLowSurrogate(last) && text.Length > 1 && char.IsHighSurrogate(text[^2]) ? new Rune(text[^2], last)
            : Rune.TryCreate(last, out Rune rune) ? rune : Rune.ReplacementChar;
    }

    private static Rune RuneAt(ReadOnlySpan<char> text, int at, out int length)
    {
        Rune.DecodeFromUtf16(text[at..], out Rune rune, out length); // A lone surrogate comes as the replacement character, length 1.
        return rune;
    }

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value == 0;

    private static bool IsWordPart(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune) || IsMark(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.ConnectorPunctuation;

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>Han characters: the blocks of CJK Unified Ideographs and their extensions (Unicode 16).</summary>
    private static bool IsChinese(Rune rune) => rune.Value is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF) or
        (>= 0x20000 and <= 0x323AF) or 0x3005 or 0x3007;

    private static bool IsFullWidth(Rune rune) => rune.Value is (>= 0x3000 and <= 0x303F) or (>= 0xFF00 and <= 0xFF65);
}
