using System.Globalization;
using System.Text;

namespace LlmFromScratch.Corpora;

/// <summary>The steps that a <see cref="Normalizer"/> can be made of.</summary>
public static class NormalizationSteps
{
    /// <summary>Every kind of line end becomes \n: \r\n, a single \r, and the rare U+0085, U+2028, U+2029.</summary>
    public static NormalizationStep UnifyLineEnds { get; } = new("unify-line-ends", "Every kind of line end becomes \\n.", LineEnds);

    /// <summary>Takes out what is not meant to be read: control characters (tab and line ends stay), byte-order marks, soft hyphens, zero-width spaces.</summary>
    /// <remarks>The zero-width joiners stay: emoji and several scripts are written with them.</remarks>
    public static NormalizationStep RemoveControlCharacters { get; } = new("remove-control-characters",
        "Control characters, byte-order marks, soft hyphens and zero-width spaces are taken out.", text => Runs(text, IsControl, (_, _) => ""));

    /// <summary>Unicode normal form C: a letter and its accent become one code point where there is one ("e" + U+0301 → "é").</summary>
    /// <remarks>
    /// Source: Unicode Standard Annex 15. Lone surrogates, which are no characters, stay as they are. Where .NET runs without the ICU
    /// library, a text with something to compose is refused with a <see cref="PlatformNotSupportedException"/>.
    /// </remarks>
    public static NormalizationStep ComposeCharacters { get; } = new("compose-characters",
        "A letter and its accent become one code point where there is one (Unicode NFC).", Decomposed);

    /// <summary>Capital letters become small ones, by the rules that are the same for all languages.</summary>
    public static NormalizationStep LowerCase { get; } = new("lower-case", "Capital letters become small ones.",
        text => Runs(text, IsInWord, (start, length) => text.Substring(start, length).ToLowerInvariant()));

    /// <summary>White space within a line becomes one space, and none at its start and end.</summary>
    public static NormalizationStep CollapseWhiteSpace { get; } = new("collapse-white-space",
        "White space within a line becomes one space; at its start and end it is taken out.", text => Runs(text, IsSpace,
            (start, length) => start == 0 || start + length == text.Length || text[start - 1] == '\n' || text[start + length] == '\n' ? "" : " "));

    /// <summary>Curly and low quotation marks and apostrophes become ' and ". « » and 「」 stay.</summary>
    public static NormalizationStep StraightenQuotes { get; } = new("straighten-quotes", "Curly quotation marks become straight ones.", Quotes);

    /// <summary>Lines without anything but white space are taken out.</summary>
    public static NormalizationStep DropBlankLines { get; } = new("drop-blank-lines", "Lines with nothing to read are taken out.", BlankLines);

    /// <summary>All steps, in an order that makes sense.</summary>
    public static IReadOnlyList<NormalizationStep> All { get; } =
        [UnifyLineEnds, RemoveControlCharacters, ComposeCharacters, StraightenQuotes, LowerCase, CollapseWhiteSpace, DropBlankLines];

    /// <summary>Finds a step by its name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static NormalizationStep Find(string name) => All.FirstOrDefault(step => step.Name == name) ?? throw new ArgumentException(
        $"There is no normalization step '{name}'; expected one of: {string.Join(", ", All.Select(step => step.Name))}.", nameof(name));

    private static IEnumerable<TextChange> LineEnds(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                yield return new TextChange(i++, 2, "\n");
            else if (text[i] is '\r' or '\u0085' or '\u2028' or '\u2029')
                yield return new TextChange(i, 1, "\n");
        }
    }

    private static IEnumerable<TextChange> Quotes(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is >= '\u2018' and <= '\u201B')
                yield return new TextChange(i, 1, "'");
            else if (text[i] is >= '\u201C' and <= '\u201F')
                yield return new TextChange(i, 1, "\"");
        }
    }

    private static IEnumerable<TextChange> BlankLines(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int feed = text.IndexOf('\n', start);
            int end = feed < 0 ? text.Length : feed + 1;
            if (string.IsNullOrWhiteSpace(text[start..end]))
                yield return new TextChange(start, end - start, "");
            start = end;
        }
    }

    private static IEnumerable<TextChange> Decomposed(string text)
    {
        // Line by line: most lines are composed already, and none composes with its neighbour.
        for (int start = 0; start < text.Length;)
        {
            int feed = text.IndexOf('\n', start);
            int end = feed < 0 ? text.Length : feed + 1;
            if (!Ascii.IsValid(text.AsSpan(start, end - start)))
                foreach (TextChange change in DecomposedInLine(text, start, end))
                    yield return change;
            start = end;
        }
    }

    // Without ICU, .NET returns the text as it is, as if there were nothing to compose.
    private static bool CanCompose { get; } = "e\u0301".Normalize(NormalizationForm.FormC) == "\u00E9";

    private static IEnumerable<TextChange> DecomposedInLine(string text, int start, int end)
    {
        for (int at = start, length; at < end; at += length)
        {
            length = StringInfo.GetNextTextElementLength(text.AsSpan(at, end - at));
            if (length == 1 && text[at] < '\u0300')
                continue; // Latin letters of one code point have no other form.
            string character = text.Substring(at, length);
            if (!CanCompose && character.EnumerateRunes().Count() > 1)
                throw new PlatformNotSupportedException("Composing characters needs the ICU library, and .NET runs without it here. Install libicu, " +
                    "and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT if it is set.");
            if (IsWellFormed(character) && !character.IsNormalized(NormalizationForm.FormC))
                yield return new TextChange(at, length, character.Normalize(NormalizationForm.FormC));
        }
    }

    /// <summary>Each longest run of characters of a kind, where its replacement differs from it.</summary>
    private static IEnumerable<TextChange> Runs(string text, Func<char, bool> belongs, Func<int, int, string> replacement)
    {
        for (int start = 0; start < text.Length; start++)
        {
            int end = start;
            while (end < text.Length && belongs(text[end]))
                end++;
            if (end == start)
                continue;
            string after = replacement(start, end - start);
            if (!text.AsSpan(start, end - start).SequenceEqual(after))
                yield return new TextChange(start, end - start, after);
            start = end;
        }
    }

    private static bool IsInWord(char c) => char.IsLetter(c) || char.IsSurrogate(c) || char.ToLowerInvariant(c) != c;

    private static bool IsSpace(char c) => c != '\n' && char.IsWhiteSpace(c);

    private static bool IsControl(char c) => char.IsControl(c) ? c is not ('\t' or '\n' or '\r' or '\u0085') : c is '\uFEFF' or '\u00AD' or '\u200B' or '\u2060';

    private static bool IsWellFormed(string text)
    {
        for (int at = 0, length; at < text.Length; at += length)
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out _, out length) != System.Buffers.OperationStatus.Done)
                return false;
        return true;
    }
}
