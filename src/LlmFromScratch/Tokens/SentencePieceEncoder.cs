using System.Text;

namespace LlmFromScratch.Tokens;

/// <summary>
/// Encodes text with scored pieces: from single characters on, the two neighbours that make the piece with the best score are joined, until no
/// two make a piece.
/// </summary>
/// <remarks>
/// Of several with the best score the leftmost is joined. A character that is no piece becomes its UTF-8 bytes, a token each, which are never
/// joined. This is the plain version, to be read; it looks at all neighbours again for every join. <see cref="SentencePieceTokenizer"/> uses a fast
/// one with the same result. Source: encode in llama2.c's run.c (Karpathy, 2023). The space before the text is for the caller to put there.
/// </remarks>
public static class SentencePieceEncoder
{
    /// <summary>The tokens of a text.</summary>
    /// <param name="vocabulary">The pieces.</param>
    /// <param name="text">The text, with its first space.</param>
    public static int[] Encode(SentencePieceVocabulary vocabulary, string text)
    {
        List<ScoredSymbol> symbols = Characters(vocabulary, text);
        while (true)
        {
            int best = -1, bestId = -1;
            for (int i = 0; i + 1 < symbols.Count; i++)
                if (TryJoin(vocabulary, text, symbols[i], symbols[i + 1], out int id) && (best < 0 || vocabulary.ScoreOf(id) > vocabulary.ScoreOf(bestId)))
                    (best, bestId) = (i, id);
            if (best < 0)
                return [.. symbols.Select(symbol => symbol.Id)];
            symbols[best] = new ScoredSymbol(bestId, symbols[best].Start, symbols[best].Length + symbols[best + 1].Length);
            symbols.RemoveAt(best + 1);
        }
    }

    /// <summary>The tokens of each character by itself: a piece, or bytes. All bytes of a character cover the whole of it.</summary>
    internal static List<ScoredSymbol> Characters(SentencePieceVocabulary vocabulary, string text)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(text);
        var symbols = new List<ScoredSymbol>(text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        for (int at = 0, length; at < text.Length; at += length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out length); // A lone surrogate comes as the replacement character, length 1.
            if (vocabulary.TryGetId(text.AsSpan(at, length), out int id))
                symbols.Add(new ScoredSymbol(id, at, length));
            else
                foreach (byte value in utf8[..rune.EncodeToUtf8(utf8)])
                    symbols.Add(new ScoredSymbol(SentencePieceVocabulary.IdOf(value), at, length));
        }
        return symbols;
    }

    /// <summary>The piece that two neighbours make together, if there is one.</summary>
    internal static bool TryJoin(SentencePieceVocabulary vocabulary, string text, ScoredSymbol left, ScoredSymbol right, out int id)
    {
        id = -1;
        int length = left.Length + right.Length;
        return left.Id >= SentencePieceVocabulary.FirstPiece && right.Id >= SentencePieceVocabulary.FirstPiece
            && length <= vocabulary.LongestPiece && vocabulary.TryGetId(text.AsSpan(left.Start, length), out id);
    }
}

/// <summary>A token on its way: its id so far, and the place in the text that it covers, in UTF-16 units.</summary>
internal readonly record struct ScoredSymbol(int Id, int Start, int Length);
